// What a person is told: shown for a while, kept in the history, and handed on where nobody looks.

/** One of the history. */
export interface Notification {
  /** Counts up. */
  readonly seq: number;
  /** Epoch seconds. */
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly title?: string;
  readonly text: string;
  /** The agent it is about, and its name then: it may be gone. */
  readonly agent?: string;
  readonly name?: string;
  /** The Lua file that told it. */
  readonly unit: string;
  /** Names it to the world that told it. */
  readonly key?: string;
  /** It came after the history was last looked at. */
  readonly unread: boolean;
}

/** How a notification gets to the outer terminal. `auto`: as that terminal is known to take it. */
export const outerWays = ['auto', 'osc9', 'osc777', 'bell', 'off'] as const;
export type OuterWay = (typeof outerWays)[number];

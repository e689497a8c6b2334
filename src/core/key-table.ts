// Keys as data: the hub pushes this to every tui, which looks keys up without asking anybody.

/** What a binding does. `local` runs in the tui; `lua` is a round trip and an input barrier. */
export type BindingTarget =
  | { readonly kind: 'local'; readonly action: LocalAction; readonly argument?: string }
  | { readonly kind: 'lua' };

/**
 * Actions that need no Lua. `mode.set`, `scroll` and `copy` take an argument (a mode; `up`, `down`, `page-up`,
 * `page-down`, `half-up`, `half-down`, `top`, `bottom`, or a signed number of lines; a command of copy-mode.ts).
 */
export const localActions = [
  'mode.set',
  'scroll',
  'copy',
  'detach',
  'safe-mode',
  'send-prefix',
  'help',
  'filter',
  'banner.details',
  'banner.dismiss',
  'redraw',
] as const;
export type LocalAction = (typeof localActions)[number];

/** A condition on the view, all of which must hold. Absent fields do not matter. */
export interface When {
  readonly focused?: boolean;
  readonly selected?: boolean;
  /** The focused agent shows its alternate screen. */
  readonly alternate?: boolean;
  readonly scrolled?: boolean;
}

export interface Binding {
  readonly mode: string;
  /** Chords in core/key.ts notation, in the order typed: `["ctrl+b", "c"]`. */
  readonly keys: readonly string[];
  readonly target: BindingTarget;
  readonly desc: string;
  readonly group?: string;
  readonly when?: When;
  /** `file:line` of the registration. */
  readonly owner: string;
  /** `file:line` of another registration that wants these keys, where neither was meant to go over the other. */
  readonly conflict?: string;
  /** The action's name, where the binding has one. */
  readonly action?: string;
}

export interface ModeInfo {
  readonly name: string;
  readonly desc: string;
  /** Where a key without a binding goes: to the focused agent, nowhere, or on to another mode's table. */
  readonly fallback: 'pty' | 'swallow' | { readonly mode: string };
}

/** What files set of `botster` that others than Lua go by. */
export interface Settings {
  /** What letting the mouse button go does with what it selected: copies and leaves copy mode, copies, or nothing. */
  readonly copy_on_release?: 'leave' | 'stay' | 'off';
  /** A command of the shell that is given what is copied. */
  readonly copy_command?: string;
  /** Lines of history of agents that are started. */
  readonly scrollback?: number;
}

export interface KeyTable {
  readonly version: number;
  /** The prefix chord, for `send-prefix` and the reserved chords that follow it. */
  readonly prefix: string;
  readonly modes: readonly ModeInfo[];
  readonly bindings: readonly Binding[];
  /** Lua asks for keys that no table binds and no program gets (`App:key`, `key:unmapped`). */
  readonly unbound?: boolean;
  /** Lua asks for the mouse where nothing else takes it (`App:mouse`). */
  readonly mouse?: boolean;
  readonly settings?: Settings;
}

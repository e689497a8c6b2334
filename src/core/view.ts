// A view is one attached terminal's worth of UI state. The hub keeps it, so a terminal that dies loses
// nothing; the tui changes it at once and tells the hub, Lua changes it through the hub.
import type { CopySearch } from './copy-mode.ts';
import type { Size } from './size.ts';

export interface ViewState {
  readonly id: string;
  /** Name of the key table in force: `terminal`, `normal` or one that Lua defined. */
  readonly mode: string;
  /** Agent that has the keys in `terminal` mode. */
  readonly focus: string | null;
  /** Agent whose row is selected in lists. */
  readonly selected: string | null;
  /** Agents that get what is typed besides the one in focus (`broadcast`). Never kept over a restart. */
  readonly receivers?: readonly string[] | null;
  /** Lines above the live screen, by agent; absent means following the output. */
  readonly scroll: Readonly<Record<string, number>>;
  /** What layouts show of copy mode; null or absent where it is off. */
  readonly copy?: ViewCopyMode | null;
  /** Text being edited, by widget path. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Plain data that Lua keeps on `self` of this view's App. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly size: Size;
  /** Of the terminal that shows it, what it said: `#rrggbb`, `none` where it shows no colours, what else it can. */
  readonly colors?: ViewColors;
  readonly last_used_at: number;
}

export interface ViewCopyMode {
  readonly agent: string;
  readonly selecting: 'char' | 'line' | 'block' | null;
  /** Lines that are selected. */
  readonly lines: number;
  readonly search: CopySearch | null;
  readonly count: string;
  /** What the last command could not do; empty where all is well. */
  readonly problem: string;
}

export interface ViewColors {
  readonly foreground?: string | undefined;
  readonly background?: string | undefined;
  readonly none?: boolean | undefined;
  /** `truecolor`, `256`, `16` or `none`. */
  readonly depth?: string | undefined;
  /** The kitty keyboard protocol. */
  readonly kitty?: boolean | undefined;
  readonly synchronized?: boolean | undefined;
  /** The terminal's name for itself. */
  readonly name?: string | undefined;
}

/** What of a view may be changed from outside the hub. */
export type ViewChange = Partial<
  Pick<ViewState, 'mode' | 'focus' | 'selected' | 'receivers' | 'scroll' | 'copy' | 'drafts' | 'fields'>
>;

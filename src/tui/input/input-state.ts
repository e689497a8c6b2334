// What the router works on: its state, what it is told of the rest of the terminal, and what it decides.
import type { EnteredTable } from '../../core/key-stack.ts';
import type { LocalAction } from '../../core/key-table.ts';
import type { Overlays } from '../../core/overlay.ts';
import type { InputItem } from '../../protocol/input-codec.ts';
import type { Drag } from './drag.ts';
import type { Hovered, HoveredNode } from './hover.ts';
import type { Facts, Keymap, ReservedAction } from './keymap.ts';
import type { LineState } from './line-editor.ts';
import type { FilterList, ListFilter } from './list-filter.ts';
import type { Answer, PromptEditing } from './prompt-keys.ts';
import type { Region } from './region.ts';

/** One chord of a binding that is not complete. */
export interface Typed {
  readonly chord: string;
  readonly raw: Buffer;
}

/** A text_input as it is being edited. */
export interface FieldState {
  readonly line: LineState;
  /** The value that the tree last had. */
  readonly seen: string;
  /** Values told to Lua, which come back in trees made from them. */
  readonly told: readonly string[];
}

export interface InputState {
  readonly chords: readonly Typed[];
  readonly prompt: PromptEditing | null;
  /** A prompt that was answered and may still be on the screen. */
  readonly answered: string | null;
  readonly help: { readonly filter: string; readonly offset: number } | null;
  readonly details: { readonly banner: string; readonly offset: number } | null;
  /** A row of a list is looked for. */
  readonly filter: ListFilter | null;
  /** By widget path. */
  readonly fields: Readonly<Record<string, FieldState>>;
  /** Path of the text_input that has the keys. */
  readonly field: string | null;
  /** The field of a modal that was given the keys when it appeared. */
  readonly offered: string | null;
  /** The pane that a mouse button went down in: it has the mouse until the button is up. */
  readonly pressed: string | null;
  /** What the left button holds, until it is up. */
  readonly drag: Drag | null;
  /** The pane in which the mouse selects text until the button is up. */
  readonly selecting: string | null;
  /** What the mouse is over. */
  readonly hovered: Hovered | null;
  /** A command of copy mode that takes the next key's character. */
  readonly awaiting: string | null;
  /** Keys whose press no program saw: nor shall it see their release. */
  readonly consumed: readonly string[];
}

export const initialInput: InputState = {
  chords: [],
  prompt: null,
  answered: null,
  help: null,
  details: null,
  filter: null,
  fields: {},
  field: null,
  offered: null,
  pressed: null,
  drag: null,
  selecting: null,
  hovered: null,
  awaiting: null,
  consumed: [],
};

/** A text_input of the tree. */
export interface Field {
  readonly path: string;
  readonly value: string;
  readonly on: readonly string[];
  /** It is within a modal: it has the keys from the moment it appears. */
  readonly isInModal: boolean;
}

/** The rest of the terminal at the moment of an event. */
export interface InputContext {
  readonly keymap: Keymap;
  readonly mode: string;
  /** Key tables that the view has entered, the newest last. */
  readonly entered?: readonly EnteredTable[];
  /** The session that has the cursor. */
  readonly focus: string | null;
  /** The sessions that get what is typed; where it is not said, the one in focus. */
  readonly receivers?: readonly string[];
  readonly facts: Facts;
  /** The session that copy mode is on for. */
  readonly copying?: string | null;
  /** Packed key modes that the outer terminal is in. */
  readonly outerModes: number;
  readonly overlays: Overlays;
  readonly fields: readonly Field[];
  /** Lists that can be filtered. */
  readonly lists?: readonly FilterList[];
  /** Path of the topmost modal with a `close` handler. */
  readonly modal: string | null;
  readonly regions: readonly Region[];
  /** Lines that a page of help or details shows, and the farthest it can be scrolled. */
  readonly pageRows: number;
  readonly lastOffset: number;
  /** Of the whole screen. */
  readonly columns?: number;
  /** Something on the screen has use for every motion of the mouse. */
  readonly wantsMotion?: boolean;
}

/** What is to be done. Nothing here has been done yet. */
export type Effect =
  | {
      readonly type: 'input';
      readonly agent: string;
      readonly modes: number;
      readonly items: readonly InputItem[];
    }
  | { readonly type: 'lua-key'; readonly mode: string; readonly keys: readonly string[] }
  | { readonly type: 'local'; readonly action: LocalAction; readonly argument?: string }
  | { readonly type: 'reserved'; readonly action: ReservedAction }
  /** `args`: the row for `select`, the text for `submit`, the cell within the node for `click`. */
  | { readonly type: 'widget'; readonly path: string; readonly event: string; readonly args?: unknown }
  /** The mouse holds something and has moved: what is dragged, and where to. */
  | {
      readonly type: 'drag';
      readonly path: string;
      readonly event: string;
      readonly args: Readonly<Record<string, number | boolean>>;
    }
  /** What a widget is told of the mouse, and nobody waits for: the newest counts. Without `args`: it is gone. */
  | { readonly type: 'tell'; readonly path: string; readonly event: string; readonly args?: unknown }
  /** What is to be seen as under the mouse; null for nothing. */
  | { readonly type: 'hover'; readonly node: HoveredNode | null }
  /** The link at a cell of a pane is to be shown, or opened; or the mouse has left the pane. */
  | {
      readonly type: 'link';
      readonly phase: 'hover' | 'open' | 'leave';
      readonly agent: string;
      readonly path: string;
      readonly x: number;
      readonly y: number;
    }
  /** A text_input's text; `isReported` where a `change` handler is to be told. */
  | {
      readonly type: 'draft';
      readonly path: string;
      readonly value: string;
      readonly isReported: boolean;
    }
  | { readonly type: 'prompt'; readonly id: string; readonly value: Answer }
  /** Of a banner or a toast. */
  | { readonly type: 'dismiss'; readonly id: string }
  /** Lines, up if positive. */
  | { readonly type: 'scroll'; readonly agent: string; readonly lines: number }
  /** The left button in a pane, where text can be selected. The cell is the pane's, and may lie beyond its edges. */
  | {
      readonly type: 'copy-mouse';
      readonly phase: 'press' | 'drag' | 'release';
      readonly agent: string;
      readonly x: number;
      readonly y: number;
      /** Columns between the corners, not the lines between. */
      readonly isBlock: boolean;
    }
  /** The pane was clicked: it gets the focus, and the keys. */
  | { readonly type: 'focus-pane'; readonly agent: string }
  /** The terminal itself got the focus, or lost it. */
  | { readonly type: 'terminal-focus'; readonly focused: boolean }
  | { readonly type: 'reply'; readonly raw: Buffer };

export interface Step {
  readonly state: InputState;
  readonly effects: readonly Effect[];
}

/** Whether what is typed after `effect` must wait for its answer: Lua may change the mode or the focus. */
export function isBarrier(effect: Effect): boolean {
  if (effect.type === 'widget') return effect.event !== 'focus' && effect.event !== 'blur';
  return effect.type === 'lua-key' || effect.type === 'prompt';
}

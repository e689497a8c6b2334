// What the input router must know of the rest of the terminal at the moment of an event.

import { type EnteredTable, enteredTables } from '../core/key-stack.ts';
import { unpackModes } from '../core/modes.ts';
import type { TreeNode } from '../core/tree.ts';
import type { InputContext, InputState } from './input/input-state.ts';
import { type Facts, modeChain } from './input/keymap.ts';
import { hasOverlay } from './input/overlay-keys.ts';
import { fieldsOf, regionsOf } from './input/regions.ts';
import type { Painted } from './painter/painted.ts';
import type { PaneScreen } from './panes/pane-grid.ts';
import { focusOf, receiversOf, type UiState } from './state.ts';

export interface ContextParts {
  readonly state: () => UiState;
  /** How far the open page can be scrolled, and the lines of it that are seen at once. */
  readonly page: () => { readonly pageRows: number; readonly lastOffset: number };
  /** Of the whole screen. */
  readonly columns: () => number;
  /** What is on the screen, and the tree it was painted from. */
  readonly painted: () => { readonly painted: Painted; readonly tree: TreeNode | null };
  readonly screen: (agent: string) => PaneScreen | null;
  /** Packed key modes that the outer terminal is in. */
  readonly outerModes: () => number;
}

/** Makes the context anew at each call; what is costly is worked out when it is asked for, and once a tree. */
export function createInputContext(parts: ContextParts): () => InputContext {
  const fields = once(fieldsOf);
  return () => new CurrentContext(parts, fields);
}

/** A class for speed: every key asks, and an object that is made with getters takes ten times as long. */
class CurrentContext implements InputContext {
  readonly keymap: InputContext['keymap'];
  readonly mode: string;
  readonly entered: readonly EnteredTable[];
  readonly focus: string | null;
  readonly receivers: readonly string[];
  readonly facts: Facts;
  readonly copying: string | null;
  readonly outerModes: number;
  readonly overlays: InputContext['overlays'];
  readonly fields: InputContext['fields'];
  readonly lists: NonNullable<InputContext['lists']>;
  readonly modal: string | null;
  readonly #wantsMotion: boolean;
  readonly #parts: ContextParts;
  /** Of one event: a motion of the mouse asks several times. */
  #regions: InputContext['regions'] | null = null;

  constructor(parts: ContextParts, fields: typeof fieldsOf) {
    const now = parts.state();
    const { view } = now;
    this.#parts = parts;
    this.keymap = now.keymap;
    this.mode = view?.mode ?? 'terminal';
    this.entered = view ? enteredTables(view) : [];
    this.receivers = receiversOf(now);
    this.focus = this.receivers[0] ?? null;
    this.facts = factsOf(now, this.focus === null ? null : parts.screen(this.focus));
    this.copying = copyingIn(now, this.entered);
    this.outerModes = parts.outerModes();
    this.overlays = now.overlays;
    const found = fields(now.tree);
    this.fields = found.fields;
    this.lists = found.lists;
    this.modal = found.modal;
    this.#wantsMotion = found.wantsMotion;
  }

  get regions(): InputContext['regions'] {
    if (this.#regions) return this.#regions;
    const { painted, tree } = this.#parts.painted();
    this.#regions = regionsOf(painted, tree, (agent) => {
      const shown = this.#parts.screen(agent);
      return shown && { modes: shown.modes, scroll: shown.scroll };
    });
    return this.#regions;
  }

  get wantsMotion(): boolean {
    return this.#wantsMotion || (this.overlays.prompt !== null && this.overlays.prompt.kind !== 'input');
  }

  get columns(): number {
    return this.#parts.columns();
  }

  get pageRows(): number {
    return this.#parts.page().pageRows;
  }

  get lastOffset(): number {
    return this.#parts.page().lastOffset;
  }
}

/** The session that copy mode is on for: the focused one, while the keys are those of `copy`. */
export function copyingIn(
  state: UiState,
  entered: readonly EnteredTable[] = state.view ? enteredTables(state.view) : [],
): string | null {
  const mode = state.view?.mode ?? 'terminal';
  // Most keys are typed in these two.
  if (mode === 'terminal' || mode === 'normal') return null;
  return modeChain(state.keymap, mode, entered).modes.includes('copy') ? focusOf(state) : null;
}

/** Whether keys go to the program, when none of a binding have been typed. */
export function hasKeys({ keymap, view }: UiState, input: InputState): boolean {
  const isTaken = hasOverlay(input) || input.filter !== null || input.field !== null;
  return !isTaken && modeChain(keymap, view?.mode ?? 'terminal').fallback === 'pty';
}

/** What the conditions of bindings are about. `screen` is the focused session's. */
export function factsOf({ view }: UiState, screen: PaneScreen | null): Facts {
  return {
    focused: view?.focus != null,
    selected: view?.selected != null,
    alternate: screen !== null && unpackModes(screen.modes).alternateScreen,
    scrolled: (screen?.scroll ?? 0) > 0,
  };
}

/** `make` with its last result kept. */
function once<A, R>(make: (argument: A) => R): (argument: A) => R {
  let last: { readonly argument: A; readonly result: R } | null = null;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}

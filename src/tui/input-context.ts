// What the input router must know of the rest of the terminal at the moment of an event.

import { unpackModes } from '../core/modes.ts';
import type { TreeNode } from '../core/tree.ts';
import type { InputContext } from './input/input-state.ts';
import type { Facts } from './input/keymap.ts';
import { fieldsOf, regionsOf } from './input/regions.ts';
import type { Painted } from './painter/painted.ts';
import type { PaneScreen } from './panes/pane-grid.ts';
import { focusOf, type UiState } from './state.ts';

export interface ContextParts {
  readonly state: () => UiState;
  /** How far the open page can be scrolled, and the lines of it that are seen at once. */
  readonly page: () => { readonly pageRows: number; readonly lastOffset: number };
  /** What is on the screen, and the tree it was painted from. */
  readonly painted: () => { readonly painted: Painted; readonly tree: TreeNode | null };
  readonly screen: (agent: string) => PaneScreen | null;
  /** Packed key modes that the outer terminal is in. */
  readonly outerModes: () => number;
}

/** Makes the context anew at each call; what is costly is worked out when it is asked for, and once a tree. */
export function createInputContext(parts: ContextParts): () => InputContext {
  const { state, page, painted, screen, outerModes } = parts;
  const fields = once(fieldsOf);

  const pane = (agent: string) => {
    const shown = screen(agent);
    return shown && { modes: shown.modes, scroll: shown.scroll };
  };
  return () => {
    const now = state();
    const focus = focusOf(now);
    return {
      keymap: now.keymap,
      mode: now.view?.mode ?? 'terminal',
      focus,
      facts: factsOf(now, focus === null ? null : screen(focus)),
      outerModes: outerModes(),
      overlays: now.overlays,
      ...fields(now.tree),
      get regions() {
        const shown = painted();
        return regionsOf(shown.painted, shown.tree, pane);
      },
      get pageRows() {
        return page().pageRows;
      },
      get lastOffset() {
        return page().lastOffset;
      },
    };
  };
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

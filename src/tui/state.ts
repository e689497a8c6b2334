// What the terminal knows of its view: the hub's copy of it, and the state of the connections.
import type { Agent } from '../core/agent.ts';
import type { Overlays } from '../core/overlay.ts';
import type { TreeNode } from '../core/tree.ts';
import type { ViewState } from '../core/view.ts';
import { compileKeymap, type Keymap } from './input/keymap.ts';

export interface UiState {
  readonly view: ViewState | null;
  readonly keymap: Keymap;
  readonly agents: readonly Agent[];
  readonly overlays: Overlays;
  readonly tree: TreeNode | null;
  readonly hostIsUp: boolean;
  readonly hubIsUp: boolean;
}

/** Before anybody answered: keys go to the program, and only the reserved chords mean something. */
export const initialState: UiState = {
  view: null,
  keymap: compileKeymap({
    version: -1,
    prefix: 'ctrl+b',
    modes: [{ name: 'terminal', desc: 'keys go to the program', fallback: 'pty' }],
    bindings: [],
  }),
  agents: [],
  overlays: { banners: [], toasts: [], prompt: null },
  tree: null,
  hostIsUp: true,
  hubIsUp: true,
};

export function focusOf({ view }: UiState): string | null {
  return view?.focus ?? null;
}

/** What a person should know of the connections, or null while they are good. */
export function connectionNotice({ hostIsUp, hubIsUp }: UiState): string | null {
  if (!hostIsUp) return 'the host is gone: starting it again';
  return hubIsUp ? null : 'the hub is gone: starting it again (typing goes on)';
}

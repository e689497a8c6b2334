// What the terminal knows of its view: the hub's copy of it, and what is only here.
import type { Agent } from '../core/agent.ts';
import type { KeyTable } from '../core/key-table.ts';
import type { Overlays } from '../core/overlay.ts';
import type { TreeNode } from '../core/tree.ts';
import type { ViewState } from '../core/view.ts';

export interface UiState {
  readonly view: ViewState | null;
  readonly keys: KeyTable;
  readonly agents: readonly Agent[];
  readonly overlays: Overlays;
  readonly tree: TreeNode | null;
  /** Chords typed of a binding that is not complete. */
  readonly pending: readonly string[];
  /** The pending chords have waited long enough for the keys that may follow to be shown. */
  readonly showsWhichKey: boolean;
  readonly hostIsUp: boolean;
  readonly hubIsUp: boolean;
}

/** Before anybody answered: keys go to the program, and only the reserved chords mean something. */
export const initialState: UiState = {
  view: null,
  keys: {
    version: -1,
    prefix: 'ctrl+b',
    modes: [{ name: 'terminal', desc: 'keys go to the program', fallback: 'pty' }],
    bindings: [],
  },
  agents: [],
  overlays: { banners: [], toasts: [], prompt: null },
  tree: null,
  pending: [],
  showsWhichKey: false,
  hostIsUp: true,
  hubIsUp: true,
};

/** What a person should know of the connections, or null while they are good. */
export function connectionNotice({ hostIsUp, hubIsUp }: UiState): string | null {
  if (!hostIsUp) return 'the host is gone: starting it again';
  return hubIsUp ? null : 'the hub is gone: starting it again (typing goes on)';
}

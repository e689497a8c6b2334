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
  /** Session of the tree's terminal that takes the keys; NOT_BEGUN before it has one, null where none does. */
  readonly taker: string | null;
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
  taker: null,
  hostIsUp: true,
  hubIsUp: true,
};

/**
 * The sessions that get what is typed, the one that has the cursor first: the program of a terminal that takes the
 * keys alone, else the agent in focus and the receivers of the view that run.
 */
export function receiversOf({ view, agents, taker }: UiState): readonly string[] {
  if (taker !== null) return [taker];
  const focus = view?.focus ?? null;
  if (focus === null) return [];
  const chosen = view?.receivers;
  if (!chosen) return [focus];
  const isRunning = (id: string): boolean => agents.some((one) => one.id === id && one.status === 'running');
  return [focus, ...chosen.filter((id) => id !== focus && isRunning(id))];
}

/** The session that has the cursor, and the keyboard as it asks for it; null for none. */
export function focusOf(state: UiState): string | null {
  return receiversOf(state)[0] ?? null;
}

/** What a person should know of the connections, or null while they are good. */
export function connectionNotice({ hostIsUp, hubIsUp }: UiState): string | null {
  if (!hostIsUp) return 'the host is gone: starting it again';
  return hubIsUp ? null : 'the hub is gone: starting it again (typing goes on)';
}

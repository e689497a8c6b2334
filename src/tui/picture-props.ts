// What the screen shows of the terminal's state.
import { followingKeys } from './overlays/which-key.ts';
import type { PictureProps } from './picture.tsx';
import { connectionNotice, type UiState } from './state.ts';

export function propsOf(state: UiState): PictureProps {
  const { view, tree, overlays, pending, keys } = state;
  const whichKey = state.showsWhichKey
    ? { pending: pending.join(' '), entries: followingKeys(keys, view?.mode ?? 'terminal', pending) }
    : null;
  return { tree, focus: view?.focus ?? null, overlays, whichKey, notice: connectionNotice(state) };
}

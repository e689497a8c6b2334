// Gives each session the size of the pane it is shown in: soon, but not at every step of a resize.
import type { Size } from '../core/size.ts';
import type { PaneArea } from './painter/painted.ts';

const SETTLE_MS = 50;
/** While a border is dragged: programs draw themselves anew at every size. */
const DRAG_MS = 100;

export interface PaneSizes {
  /** The panes as they are laid out now. */
  set(panes: readonly PaneArea[]): void;
  /** The person uses this terminal: its sizes hold, whatever another terminal gave the sessions. */
  assert(): void;
  /** The person types into a session of this size: it gets the size it has here, if that is another. */
  used(agent: string, size: Size): void;
  close(): void;
}

/**
 * `resize` is called for each session whose size is another than the one it was last given, less often while
 * something `isDragging`.
 */
export function createPaneSizes(
  resize: (agent: string, size: Size) => void,
  isDragging: () => boolean = () => false,
): PaneSizes {
  const given = new Map<string, string>();
  let wanted = new Map<string, Size>();
  let timer: NodeJS.Timeout | undefined;

  const apply = (): void => {
    timer = undefined;
    for (const [agent, size] of wanted) {
      const text = `${size.columns}x${size.rows}`;
      if (given.get(agent) === text) continue;
      given.set(agent, text);
      resize(agent, size);
    }
    for (const agent of given.keys()) if (!wanted.has(agent)) given.delete(agent);
  };

  return {
    set(panes) {
      const isNew = panes.some(({ agent }) => !given.has(agent));
      wanted = new Map(panes.map(({ agent, rect }) => [agent, { columns: rect.width, rows: rect.height }]));
      // A session that comes into view is sized before it is painted wrong; a resize may go on for a while.
      if (isNew) {
        clearTimeout(timer);
        apply();
      } else timer ??= setTimeout(apply, isDragging() ? DRAG_MS : SETTLE_MS);
    },
    assert() {
      given.clear();
      apply();
    },
    used(agent, { columns, rows }) {
      const size = wanted.get(agent);
      // While a resize settles the session has the old size for good reason.
      if (!size || timer || (size.columns === columns && size.rows === rows)) return;
      given.delete(agent);
      apply();
    },
    close: () => clearTimeout(timer),
  };
}

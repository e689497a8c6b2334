// Selecting with the mouse: drags, double and triple clicks, and scrolling on while the pointer is beyond an edge.
import type { CopyPlace } from '../core/copy-mode.ts';
import type { ViewState } from '../core/view.ts';
import type { CopyMode } from './copy-mode.ts';
import type { Clock } from './input/input.ts';
import type { Effect } from './input/input-state.ts';
import type { PaneScreen } from './panes/pane-grid.ts';
import type { LocalChange } from './view-copy.ts';

export type CopyMouse = (effect: Extract<Effect, { type: 'copy-mouse' }>) => void;

/** Clicks that follow each other so closely, on one cell, count as one more. */
const CLICK_MS = 400;
/** So often the view scrolls on by a line. */
const EDGE_MS = 50;

export interface CopyMouseParts {
  readonly copyMode: CopyMode;
  readonly screen: (agent: string) => PaneScreen | null;
  readonly view: () => ViewState | null;
  readonly change: (change: LocalChange) => void;
  /** What letting the button go does with a selection. */
  readonly onRelease: () => 'leave' | 'stay' | 'off';
  readonly clock: Clock;
  readonly now: () => number;
}

interface Press {
  readonly agent: string;
  readonly x: number;
  readonly y: number;
  readonly at: number;
  readonly clicks: number;
  readonly place: CopyPlace;
  /** Copy mode was on before. */
  readonly wasOn: boolean;
  isSelecting: boolean;
}

export function createCopyMouse(parts: CopyMouseParts): CopyMouse {
  const { copyMode, screen, view, change, clock, now } = parts;
  let pressed: Press | null = null;
  let stopEdge: (() => void) | null = null;
  /** A word waits for what a third click would make of it. */
  let stopFinish: (() => void) | null = null;

  const enter = (agent: string): void => {
    if (copyMode.agent() !== agent) change({ focus: agent, selected: agent, mode: 'copy' });
  };
  const placeIn = (shown: PaneScreen, x: number, y: number): CopyPlace => ({
    line: shown.top + Math.max(0, Math.min(shown.grid.rows - 1, y)),
    x: Math.max(0, Math.min(shown.grid.columns - 1, x)),
  });
  const begin = (press: Press): void => {
    enter(press.agent);
    press.isSelecting = true;
    const command = press.clicks === 2 ? 'word-at' : press.clicks === 3 ? 'line-at' : 'press';
    void copyMode.request({ command, at: press.place });
  };

  const press = (agent: string, x: number, y: number, shown: PaneScreen): void => {
    stopFinish?.();
    stopFinish = null;
    const before = pressed;
    const isAgain =
      before?.agent === agent && before.x === x && before.y === y && now() - before.at < CLICK_MS;
    const clicks = isAgain ? (before.clicks % 3) + 1 : 1;
    const wasOn = isAgain ? before.wasOn : copyMode.agent() === agent;
    pressed = {
      ...{ agent, x, y, clicks, wasOn },
      at: now(),
      place: placeIn(shown, x, y),
      isSelecting: false,
    };
    if (clicks > 1) begin(pressed);
    else if (wasOn) void copyMode.request({ command: 'go', at: pressed.place });
  };

  const drag = (press: Press, x: number, y: number, isBlock: boolean): void => {
    stopEdge?.();
    stopEdge = null;
    const shown = screen(press.agent);
    if (!shown || (!press.isSelecting && x === press.x && y === press.y)) return;
    if (!press.isSelecting) begin(press);
    const command = isBlock ? 'drag-block' : 'drag';
    void copyMode.request({ command, at: placeIn(shown, x, y) });
    const by = y < 0 ? -1 : y >= shown.grid.rows ? 1 : 0;
    if (by !== 0) scrollOn(press, x, by, command);
  };
  /** Line by line, as long as the pointer stays there. */
  const scrollOn = (press: Press, x: number, by: 1 | -1, command: 'drag' | 'drag-block'): void => {
    const step = async (): Promise<void> => {
      const going = stopEdge;
      const scrolled = await copyMode.request({ command: by < 0 ? 'scroll-up' : 'scroll-down' });
      const shown = screen(press.agent);
      if (!scrolled || !shown || stopEdge !== going || pressed !== press) return;
      const line = scrolled.state.cursor.line;
      await copyMode.request({ command, at: { line, x: Math.max(0, x) } });
      if (stopEdge === going && pressed === press) stopEdge = clock.after(EDGE_MS, () => void step());
    };
    stopEdge = clock.after(EDGE_MS, () => void step());
  };

  const release = (press: Press): void => {
    stopEdge?.();
    stopEdge = null;
    if (!press.isSelecting || parts.onRelease() === 'off') return;
    if (press.clicks === 2) stopFinish = clock.after(CLICK_MS, () => void finish(press));
    else void finish(press);
  };
  const finish = async (press: Press): Promise<void> => {
    // Whoever is in copy mode already goes on in it.
    const stays = press.wasOn || parts.onRelease() === 'stay';
    if (!stays) return copyMode.run('selection');
    await copyMode.request({ command: 'selection-stay' });
  };

  return ({ phase, agent, x, y, isBlock }) => {
    const shown = screen(agent);
    if (phase === 'press') {
      if (shown && view()) press(agent, x, y, shown);
    } else if (pressed?.agent === agent) {
      if (phase === 'drag') drag(pressed, x, y, isBlock);
      else release(pressed);
    }
  };
}

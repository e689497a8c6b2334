// One subscription to a screen. Knows what it last sent, and sends only the difference: rows that moved
// up are not sent again, and of the others only the cells that changed.
//
// One update is in flight at a time; what changes meanwhile becomes one later update. So a slow viewer
// costs nothing, and a flood costs one update a paint.
import type { ScreenCursor, ScreenUpdate, Span } from '../protocol/screen-codec.ts';
import type { Screen } from './screen.ts';
import { createShadow, type Shadow } from './shadow.ts';

/** How long a program may hold painting back (mode 2026). */
const HOLD_MS = 150;

export interface Viewer {
  /** The screen may have changed. */
  changed(): void;
  acknowledge(sequence: number): void;
  /** Shows from `lines` above the live screen on; clamped to the history, and returned so. */
  scroll(lines: number): number;
  /** Id of the first line it shows. */
  top(): number;
  /** Keeps the lines it shows in view from now on, also at the bottom; or no longer. */
  hold(on: boolean): void;
  /** To be called before a resize; the function, called after it, has the same text in view where it was scrolled back. */
  pin(): () => void;
  /** The terminal object was replaced: all is sent anew. */
  replace(screen: Screen): void;
  close(): void;
}

interface Sent {
  readonly epoch: number;
  readonly top: number;
  readonly stamp: number;
  readonly cursor: ScreenCursor;
  readonly modes: number;
  readonly history: number;
  readonly scroll: number;
  readonly shadow: Shadow;
}

export function createViewer(options: {
  readonly channel: number;
  readonly screen: Screen;
  readonly scroll: number;
  readonly send: (update: ScreenUpdate) => void;
}): Viewer {
  const { channel, send } = options;
  let screen = options.screen;
  let scroll = 0;
  /** `x`: of what was first in view when somebody scrolled there, which may be within a row since a resize. */
  let anchor: { readonly epoch: number; readonly top: number; readonly x: number } | null = null;
  let sequence = 0;
  let inFlight = false;
  let pending = true;
  let sent: Sent | null = null;
  let holdTimer: NodeJS.Timeout | undefined;
  let held = false;
  let closed = false;
  let isHolding = false;

  const flush = (): void => {
    if (closed || inFlight || !pending) return;
    if (screen.holdsPainting() && !held) {
      holdTimer ??= setTimeout(() => {
        holdTimer = undefined;
        held = true;
        flush();
      }, HOLD_MS);
      return;
    }
    clearTimeout(holdTimer);
    holdTimer = undefined;
    held = false;
    pending = false;
    const update = difference();
    if (!update) return;
    inFlight = true;
    send(update);
  };

  /** The update from what was sent to what is, or null if they look the same. */
  const difference = (): ScreenUpdate | null => {
    const { columns, rows } = screen.size();
    const epoch = screen.epoch();
    keepPlace();
    const history = screen.history();
    const top = screen.topId(scroll);
    const before =
      sent && sent.epoch === epoch && sent.shadow.columns === columns && sent.shadow.rows === rows
        ? sent
        : null;
    const shadow = before?.shadow ?? createShadow(columns, rows);
    const moved = before ? top - before.top : 0;
    shadow.moveUp(moved);
    const isInPlace = before !== null && moved === 0 && scroll === 0 && before.scroll === 0;
    const spans: Span[] = [];
    for (let y = 0; y < rows; y++) {
      if (isInPlace && screen.touchedAt(y) <= before.stamp) continue;
      const span = shadow.update(y, screen.line(scroll, y));
      if (span) spans.push(span);
    }
    const live = screen.cursor();
    const cursor = scroll === 0 ? live : { ...live, visible: false };
    const modes = screen.modes();
    const now = { epoch, top, stamp: screen.stamp(), cursor, modes, history, scroll, shadow };
    const isSame = before !== null && spans.length === 0 && moved === 0 && looksSame(before, now);
    sent = now;
    if (isSame) return null;
    return {
      channel,
      sequence: ++sequence,
      columns,
      rows,
      full: !before,
      cursor,
      modes,
      top,
      history,
      scroll,
      spans,
    };
  };

  /** While scrolled up the same lines stay in view: as many more above the screen as have left it. */
  const keepPlace = (): void => {
    if (anchor?.epoch !== screen.epoch()) {
      scrollTo(clampScroll(scroll));
      return;
    }
    const lines = screen.topId(0) - anchor.top;
    // All of it is in view since a resize: it is gone back to when it no longer is.
    if (lines <= 0) scroll = 0;
    else scrollTo(clampScroll(lines), anchor.x);
  };

  const clampScroll = (lines: number): number => Math.max(0, Math.min(Math.floor(lines), screen.history()));

  const scrollTo = (lines: number, x = 0): void => {
    scroll = lines;
    anchor = lines > 0 || isHolding ? { epoch: screen.epoch(), top: screen.topId(lines), x } : null;
  };

  scrollTo(clampScroll(options.scroll));
  return {
    changed() {
      pending = true;
      flush();
    },
    acknowledge(acknowledged) {
      if (acknowledged !== sequence) return;
      inFlight = false;
      flush();
    },
    scroll(lines) {
      scrollTo(clampScroll(lines));
      pending = true;
      flush();
      return scroll;
    },
    top() {
      keepPlace();
      return screen.topId(scroll);
    },
    hold(on) {
      keepPlace();
      isHolding = on;
      scrollTo(scroll);
    },
    pin() {
      keepPlace();
      if (!anchor) return () => {};
      const found = screen.pin({ line: anchor.top, x: anchor.x });
      return () => {
        const { line, x } = found();
        scroll = clampScroll(screen.topId(0) - line);
        // Kept also where the larger view has all of it: a smaller one scrolls back to it.
        anchor = { epoch: screen.epoch(), top: line, x };
      };
    },
    replace(next) {
      screen = next;
      sent = null;
      pending = true;
      flush();
    },
    close() {
      closed = true;
      clearTimeout(holdTimer);
    },
  };
}

/** Whether all is the same but the cells. */
function looksSame(a: Sent, b: Sent): boolean {
  return (
    a.modes === b.modes &&
    a.history === b.history &&
    a.scroll === b.scroll &&
    a.cursor.x === b.cursor.x &&
    a.cursor.y === b.cursor.y &&
    a.cursor.visible === b.cursor.visible &&
    a.cursor.shape === b.cursor.shape &&
    a.cursor.blink === b.cursor.blink
  );
}

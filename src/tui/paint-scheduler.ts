// Decides when to paint: at once for what a person waits for, at most once per FRAME_MS for what floods,
// never while the terminal has not taken the last frame. No timer runs while nothing is dirty.

/** Shortest time between two frames while nobody types. 60 a second is as much as an eye follows. */
const FRAME_MS = 16;
/** After a key, its echo is painted without waiting, for so long. */
const ECHO_WINDOW_MS = 50;

export interface PaintScheduler {
  /** Something changed: paint now or as soon as allowed. */
  dirty(): void;
  /** A key was sent: what comes back is painted at once. */
  typed(): void;
  /** Milliseconds since the last frame or key. */
  quietMs(): number;
  /** The terminal took the last frame. */
  drained(): void;
  close(): void;
}

/** `paint` draws what is dirty; `busy` tells whether the last frame is still being written. */
export function createPaintScheduler(options: {
  readonly paint: () => void;
  readonly busy: () => boolean;
  readonly now?: () => number;
}): PaintScheduler {
  const { paint, busy, now = () => performance.now() } = options;
  let timer: NodeJS.Timeout | undefined;
  let waiting = false;
  let closed = false;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let typedAt = Number.NEGATIVE_INFINITY;

  const paintNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (closed) return;
    if (busy()) {
      waiting = true;
      return;
    }
    waiting = false;
    paintedAt = now();
    paint();
  };

  return {
    dirty() {
      const time = now();
      const wait = time - typedAt < ECHO_WINDOW_MS ? 0 : FRAME_MS - (time - paintedAt);
      if (wait <= 0) paintNow();
      else timer ??= setTimeout(paintNow, wait);
    },
    typed() {
      typedAt = now();
    },
    quietMs: () => now() - Math.max(paintedAt, typedAt),
    drained() {
      if (waiting) paintNow();
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

// What widgets are told of the mouse, one call at a time and the newest last: what it passed on the way is nobody's
// to see, and nobody waits for the answer.

export interface Told {
  readonly path: string;
  readonly event: string;
  readonly args?: unknown;
}

/** Tells by `send`; of several events of one widget that wait, only the last is told. */
export function createTelling(send: (told: Told) => Promise<void>): (told: Told) => void {
  const waiting = new Map<string, Told>();
  let isSending = false;
  const run = async (): Promise<void> => {
    isSending = true;
    for (const [key, told] of waiting) {
      waiting.delete(key);
      await send(told).catch(() => {});
    }
    isSending = false;
  };
  return (told) => {
    const key = `${told.path} ${told.event}`;
    // Behind what was there before: a widget that is left hears of it before the next is told.
    waiting.delete(key);
    waiting.set(key, told);
    if (!isSending) void run();
  };
}

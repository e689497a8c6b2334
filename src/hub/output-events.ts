// What Lua hears of output (contract.md 7): text without control sequences, one piece per agent every 50 ms
// at most and 64 KB at most, with how much was left out; and nothing is read while nobody listens.
import type { TailChunk } from '../protocol/host-client.ts';
import { createPlainText } from './plain-text.ts';
import type { Subscription, Tails } from './tails.ts';

export interface OutputEvents {
  /** The agents that run; null where nobody listens. One that starts meanwhile is heard from its first byte. */
  follow(ids: readonly string[] | null): void;
  close(): void;
}

export interface OutputPiece {
  readonly agent: string;
  readonly output: string;
  /** Bytes, or characters, that were left out before this piece. */
  readonly output_dropped?: number;
}

const GATHER_MS = 50;
const MAX_CHARACTERS = 64 * 1024;

/** `emit` is called with one piece at a time per agent: the next waits until the promise settles. */
export function createOutputEvents(
  tails: Tails,
  emit: (piece: OutputPiece) => Promise<unknown>,
): OutputEvents {
  const followed = new Map<string, { close(): void }>();
  let isHeard = false;
  return {
    follow(ids) {
      const after = isHeard ? 0 : undefined;
      isHeard = ids !== null;
      const wanted = new Set(ids);
      for (const [id, one] of followed) {
        if (wanted.has(id)) continue;
        one.close();
        followed.delete(id);
      }
      for (const id of wanted) if (!followed.has(id)) followed.set(id, followOne(id, tails, emit, after));
    },
    close() {
      for (const one of followed.values()) one.close();
      followed.clear();
    },
  };
}

function followOne(
  id: string,
  tails: Tails,
  emit: (piece: OutputPiece) => Promise<unknown>,
  after: number | undefined,
): { close(): void } {
  const toText = createPlainText();
  let gathered = '';
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let last = Number.NEGATIVE_INFINITY;

  const flush = async (): Promise<void> => {
    timer = undefined;
    if (busy || gathered === '') return;
    const piece = { agent: id, output: gathered, ...(dropped > 0 ? { output_dropped: dropped } : {}) };
    gathered = '';
    dropped = 0;
    last = performance.now();
    busy = true;
    await emit(piece).catch(() => {});
    busy = false;
    schedule();
  };
  const schedule = (): void => {
    if (gathered === '' || busy) return;
    timer ??= setTimeout(flush, Math.max(0, last + GATHER_MS - performance.now()));
  };
  const listener = {
    output(chunk: TailChunk): void {
      const text = gathered + toText(chunk.bytes);
      const over = Math.max(0, text.length - MAX_CHARACTERS);
      // Never half a character at the start.
      const from = over > 0 && /[\udc00-\udfff]/.test(text[over]!) ? over + 1 : over;
      gathered = text.slice(from);
      dropped += from + chunk.dropped;
      schedule();
    },
  };
  const tail: Subscription = tails.listen(id, listener, after);
  return {
    close() {
      tail.close();
      clearTimeout(timer);
    },
  };
}

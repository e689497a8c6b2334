// What a program prints, on its way into Lua: whole characters, one piece after the other, and of a flood
// the end.
import { StringDecoder } from 'node:string_decoder';
import type { HandleVoice } from '../../lua/types.ts';
import type { TailChunk } from '../../protocol/host-client.ts';

export interface PtyOutput {
  take(chunk: TailChunk): void;
  /** Resolves when everything up to byte `end` was told, or after a while. */
  drained(end: number): Promise<void>;
  close(): void;
}

/** Characters that wait to be told. */
const MAX_WAITING = 256 * 1024;
/** Characters of one piece. */
const MAX_PIECE = 64 * 1024;
/** What a program printed last comes a little after the news of its end. */
const DRAIN_MS = 1000;

/** `onDropped` hears how much was left out. */
export function createPtyOutput(voice: HandleVoice, onDropped: (count: number) => void): PtyOutput {
  const decoder = new StringDecoder('utf8');
  let waiting = '';
  let heard = 0;
  let telling = false;
  let closed = false;
  let check = (): void => {};

  const next = async (): Promise<void> => {
    telling = true;
    while (waiting !== '' && !closed) {
      const piece = waiting.slice(0, MAX_PIECE);
      waiting = waiting.slice(piece.length);
      await voice.tell('output', piece).catch(() => {});
    }
    telling = false;
    check();
  };

  return {
    take({ bytes, at, dropped }) {
      if (closed) return;
      heard = at + bytes.length;
      waiting += decoder.write(bytes);
      const over = Math.max(0, waiting.length - MAX_WAITING);
      waiting = waiting.slice(over);
      if (over + dropped > 0) onDropped(over + dropped);
      if (!telling) void next();
    },
    async drained(end) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, DRAIN_MS);
        check = () => {
          if (closed || (heard >= end && !telling && waiting === '')) resolve();
        };
        check();
      });
      clearTimeout(timer);
    },
    close() {
      closed = true;
      check();
    },
  };
}

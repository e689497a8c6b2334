// Input on its way to a program. A program that does not read fills its terminal's buffer; what does not
// fit waits here, bounded, and is offered again at growing intervals instead of in a busy loop.
import { writeSync } from 'node:fs';

/** One write: what a terminal's input buffer takes (4 KB on Linux) with room to spare. */
const SLICE_BYTES = 16 * 1024;
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;
const RETRY_MS = [1, 2, 5, 10, 25, 50];

export interface WriteQueue {
  /** Writes in order. False when what waits leaves no room, and nothing of `bytes` was taken. */
  write(bytes: Uint8Array): boolean;
  /** What waits, which is no longer this queue's to write. */
  take(): Buffer;
  /** Drops what waits; later writes do nothing. */
  close(): void;
}

/** `write` puts bytes of `buffer` from 0 on into `fd` and returns how many; it throws EAGAIN when full. */
export function createWriteQueue(
  fd: number,
  write: (fd: number, buffer: Uint8Array, offset: number, length: number) => number = writeSync,
): WriteQueue {
  let queue: Uint8Array[] = [];
  let queued = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const flush = (): void => {
    timer = undefined;
    while (queue.length > 0 && !closed) {
      const head = queue[0]!;
      let written: number;
      try {
        written = write(fd, head, 0, Math.min(head.length, SLICE_BYTES));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
          timer = setTimeout(flush, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
        } else {
          close();
        }
        return;
      }
      failures = 0;
      queued -= written;
      if (written === head.length) queue.shift();
      else queue[0] = head.subarray(written);
    }
  };

  const close = (): void => {
    closed = true;
    queue = [];
    queued = 0;
    clearTimeout(timer);
  };

  return {
    write(bytes) {
      if (closed || bytes.length === 0) return true;
      if (queued > 0 && queued + bytes.length > MAX_QUEUED_BYTES) return false;
      queue.push(bytes);
      queued += bytes.length;
      if (!timer) flush();
      return true;
    },
    take() {
      const waiting = Buffer.concat(queue);
      queue = [];
      queued = 0;
      clearTimeout(timer);
      timer = undefined;
      return waiting;
    },
    close,
  };
}

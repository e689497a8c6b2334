// Raw output of a session as it comes, for one client: coalesced, and with a count of what was skipped
// when the client is slower than the program.
//
// TAIL body: u32 channel · f64 at · u32 dropped · bytes. `at` numbers the first byte.
import type { Session } from './session.ts';

const COALESCE_MS = 20;
/** While so much waits to be sent to the client, nothing more is produced. */
const MAX_WAITING_BYTES = 256 * 1024;
const HEADER_BYTES = 16;

export interface Tail {
  /** Number of the first byte to come. */
  readonly at: number;
  close(): void;
}

/** Sends from byte `after` on, or from now. `waiting` tells how many bytes the client has yet to take. */
export function createTail(
  channel: number,
  session: Session,
  after: number | undefined,
  send: (body: Buffer) => void,
  waiting: () => number,
): Tail {
  const start = Math.min(after ?? Number.POSITIVE_INFINITY, session.ring.end());
  let next = start;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    if (session.ring.end() <= next) return;
    if (waiting() > MAX_WAITING_BYTES) {
      schedule();
      return;
    }
    const { bytes, at, dropped } = session.ring.since(next);
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    header.writeUInt32LE(channel, 0);
    header.writeDoubleLE(at, 4);
    header.writeUInt32LE(Math.min(dropped, 0xffffffff), 12);
    next = session.ring.end();
    send(Buffer.concat([header, bytes]));
  };
  const schedule = (): void => {
    timer ??= setTimeout(flush, COALESCE_MS);
  };

  const stop = session.output.listen(schedule);
  schedule();
  return {
    at: start,
    close() {
      stop();
      clearTimeout(timer);
    },
  };
}

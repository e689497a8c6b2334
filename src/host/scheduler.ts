// Fair parsing: sessions that nobody looks at are parsed in turn, in slices of about 2 ms, between which
// everything else runs; sessions in view are parsed as their bytes come. A session that prints faster
// than it is parsed is paused, for milliseconds.

const SLICE_MS = 2;
/** Unparsed bytes of one session at which its terminal is paused, and at which it goes on. */
const PAUSE_BYTES = 256 * 1024;
const RESUME_BYTES = 64 * 1024;

export interface Source {
  /** Somebody looks at this session: its bytes are parsed at once. */
  urgent(): boolean;
  parse(bytes: Buffer): void;
  pause(): void;
  resume(): void;
}

export interface Lane {
  push(bytes: Buffer): void;
  /** Parses all that waits, now. */
  flush(): void;
  close(): void;
}

export interface Scheduler {
  lane(source: Source): Lane;
}

interface Queue {
  readonly source: Source;
  chunks: Buffer[];
  bytes: number;
  paused: boolean;
}

export function createScheduler(now: () => number = () => performance.now()): Scheduler {
  const busy = new Set<Queue>();
  let scheduled = false;

  const take = (queue: Queue): void => {
    const chunk = queue.chunks.shift()!;
    queue.bytes -= chunk.length;
    if (queue.paused && queue.bytes < RESUME_BYTES) {
      queue.paused = false;
      queue.source.resume();
    }
    queue.source.parse(chunk);
  };

  const pump = (): void => {
    scheduled = false;
    const end = now() + SLICE_MS;
    while (busy.size > 0 && now() < end) {
      const queue = busy.values().next().value!;
      busy.delete(queue);
      if (queue.chunks.length > 0) take(queue);
      // To the end of the line, so that all get their turn.
      if (queue.chunks.length > 0) busy.add(queue);
    }
    schedule();
  };

  const schedule = (): void => {
    if (scheduled || busy.size === 0) return;
    scheduled = true;
    setImmediate(pump);
  };

  return {
    lane(source) {
      const queue: Queue = { source, chunks: [], bytes: 0, paused: false };
      return {
        push(bytes) {
          if (queue.chunks.length === 0 && source.urgent()) {
            source.parse(bytes);
            return;
          }
          queue.chunks.push(bytes);
          queue.bytes += bytes.length;
          if (!queue.paused && queue.bytes > PAUSE_BYTES) {
            queue.paused = true;
            source.pause();
          }
          busy.add(queue);
          schedule();
        },
        flush() {
          while (queue.chunks.length > 0) take(queue);
          busy.delete(queue);
        },
        close() {
          queue.chunks = [];
          queue.bytes = 0;
          busy.delete(queue);
        },
      };
    },
  };
}

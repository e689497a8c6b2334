// Workers in stock: one blank, with core and default files already loaded, so that a build or a recovery
// starts at once. A blank whose core files are no longer those wanted is opened anew. The worker of a world
// that was replaced is used again: a fresh state in it takes a fraction of what a fresh thread takes.
import type { ChunkCache } from './chunk-cache.ts';
import { type LuaWorker, startLuaWorker } from './lua-worker.ts';
import type { SourceFile } from './types.ts';
import type { Reply } from './worker-protocol.ts';

export interface OpenWorker {
  readonly worker: LuaWorker;
  /** What loading core and default came to. */
  readonly opened: Reply;
}

export interface Pool {
  /** A worker with `base` (core and default files) loaded. Rejects with WorkerLostError. */
  take(base: readonly SourceFile[]): Promise<OpenWorker>;
  /** A worker that is not wanted any more: the next blank is made of it, where that is soon. */
  release(worker: LuaWorker, base: readonly SourceFile[]): void;
  /** Makes sure, a little later, that a blank for these files is in stock. */
  restock(base: readonly SourceFile[]): void;
  /** Bytes that the blank in stock holds; null where there is none. */
  stockMemory(): number | null;
  close(): Promise<void>;
}

interface Blank {
  readonly key: string;
  readonly worker: LuaWorker;
  readonly opened: Promise<Reply>;
}

/** Leaves the processor to the first paint after a build. */
const RESTOCK_AFTER_MS = 40;
/** And, as long as this, to what else starts with the program. */
const START_MS = 1000;
/** What wasm memory has grown to it keeps: a thread is not used for ever. */
const MOST_USES = 50;
/** A thread that nothing needs so long is ended. */
const SPARE_MS = 3000;

export function createPool(entry: URL, cache: ChunkCache): Pool {
  let blank: Blank | null = null;
  let spare: LuaWorker | null = null;
  const uses = new WeakMap<LuaWorker, number>();
  let timer: NodeJS.Timeout | undefined;
  let spareTimer: NodeJS.Timeout | undefined;
  let closed = false;
  const createdAt = performance.now();

  const start = (): LuaWorker => startLuaWorker(entry, cache.keep);

  const setSpare = (worker: LuaWorker | null): void => {
    spare = worker;
    clearTimeout(spareTimer);
    if (!worker) return;
    spareTimer = setTimeout(() => {
      spare = null;
      void worker.end();
    }, SPARE_MS);
    spareTimer.unref();
  };

  const open = (base: readonly SourceFile[]): Blank => {
    const worker = spare ?? start();
    setSpare(null);
    uses.set(worker, (uses.get(worker) ?? 0) + 1);
    const opened = worker.open(base.map(cache.pack));
    // Whoever takes it hears of a failure; a blank that nobody takes may fail in silence.
    opened.catch(() => {});
    return { key: keyOf(base), worker, opened };
  };

  const pool: Pool = {
    async take(base) {
      const found = blank;
      blank = null;
      if (found && found.key === keyOf(base)) {
        try {
          return { worker: found.worker, opened: await found.opened };
        } catch {
          // It died in stock: a new one takes its place.
        }
      } else if (found) void found.worker.end();
      const made = open(base);
      return { worker: made.worker, opened: await made.opened };
    },
    release(worker, base) {
      if (closed || spare || (uses.get(worker) ?? 0) >= MOST_USES) void worker.end();
      else setSpare(worker);
      pool.restock(base);
    },
    restock(base) {
      clearTimeout(timer);
      if (closed || blank?.key === keyOf(base)) return;
      timer = setTimeout(
        () => {
          if (closed || blank?.key === keyOf(base)) return;
          void blank?.worker.end();
          blank = open(base);
        },
        Math.max(RESTOCK_AFTER_MS, createdAt + START_MS - performance.now()),
      );
      timer.unref();
    },
    stockMemory: () => blank?.worker.memory() ?? null,
    async close() {
      closed = true;
      clearTimeout(timer);
      const ended = [blank?.worker.end(), spare?.end()];
      blank = null;
      setSpare(null);
      await Promise.all(ended);
    },
  };
  return pool;
}

function keyOf(base: readonly SourceFile[]): string {
  return base.map((file) => `${file.unit} ${file.hash}`).join('\n');
}

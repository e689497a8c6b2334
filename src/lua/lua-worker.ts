// A worker thread as the supervisor handles it: one call at a time, watched while it runs, ended for good.
import { Worker } from 'node:worker_threads';
import { createRunMarks, type Running } from './shared-marks.ts';
import { openThreadClock, type ThreadClock } from './thread-clock.ts';
import { timeLeft } from './watchdog.ts';
import {
  type CompiledFile,
  type FromWorker,
  type Reply,
  readReply,
  type ToWorker,
  type WorkerData,
  type WorkerFile,
} from './worker-protocol.ts';

/** The worker is gone; `running` is whose code it was in, `watchdog` whether we ended it. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
  readonly running: Running;
  readonly watchdog: boolean;

  constructor(message: string, running: Running, watchdog: boolean) {
    super(message);
    this.running = running;
    this.watchdog = watchdog;
  }
}

export interface LuaWorker {
  /** A fresh state with core and default files. Rejects with WorkerLostError. */
  open(files: readonly WorkerFile[]): Promise<Reply>;
  give(files: readonly WorkerFile[]): void;
  /** One dispatch; only one may be under way. Rejects with WorkerLostError. */
  call(text: string, coreLimitMs?: number): Promise<Reply>;
  /** Bytes Lua held after the last call. */
  memory(): number;
  /** Nothing runs in it, and something can. */
  isIdle(): boolean;
  end(): Promise<void>;
}

const CORE_LIMIT_MS = 1_000;
/** Starting a thread and its wasm instance on a busy machine. */
const OPEN_LIMIT_MS = 20_000;

interface Pending {
  readonly id: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: WorkerLostError) => void;
  readonly coreLimit: number;
  timer: NodeJS.Timeout;
}

/** Starts the thread at `entry`. `onCompiled` gets what it compiles. */
export function startLuaWorker(entry: URL, onCompiled: (file: CompiledFile) => void): LuaWorker {
  const marks = createRunMarks();
  const workerData: WorkerData = { marks: marks.buffer, origin: marks.origin };
  const worker = new Worker(entry, {
    workerData,
    name: 'lua',
    stdin: false,
    stdout: true,
    stderr: true,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
  });
  let clock: ThreadClock = openThreadClock(null);
  let pending: Pending | null = null;
  let lost: WorkerLostError | null = null;
  let nextId = 1;
  let memory = 0;

  const finish = (): Pending | null => {
    const done = pending;
    if (done) clearTimeout(done.timer);
    pending = null;
    worker.unref();
    return done;
  };
  const lose = (message: string, watchdog: boolean): void => {
    if (lost) return;
    lost = new WorkerLostError(message, marks.read(), watchdog);
    clock.close();
    clock = openThreadClock(null);
    void worker.terminate();
    finish()?.reject(lost);
  };
  const watch = (): void => {
    if (!pending) return;
    const left = timeLeft(marks.read(), marks.now(), clock.read(), pending.coreLimit);
    if (left <= 0) lose('it did not come back', true);
    else pending.timer = setTimeout(watch, Math.max(5, Math.ceil(left)));
  };
  const send = (message: ToWorker, coreLimit: number): Promise<Reply> => {
    if (lost) return Promise.reject(lost);
    if (pending) throw new Error('a Lua worker takes one call at a time');
    marks.write({ unit: 0, line: 0, entered: marks.now(), limit: 0, cpu: clock.read() ?? 0 });
    worker.ref();
    worker.postMessage(message);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(watch, coreLimit === OPEN_LIMIT_MS ? OPEN_LIMIT_MS : 300);
      pending = { id: nextId++, resolve, reject, coreLimit, timer };
    });
  };

  worker.on('message', (message: FromWorker) => {
    if (message.type === 'thread') clock = openThreadClock(message.name);
    else if (message.type === 'chunks') for (const file of message.chunks) onCompiled(file);
    else if (message.type === 'dead') lose(message.message, false);
    else if (pending?.id === message.id) {
      memory = message.memory;
      finish()?.resolve(readReply(message.text));
    }
  });
  worker.on('error', (error) => lose((error as Error).message, false));
  worker.on('exit', () => lose('the thread ended', false));
  worker.unref();

  return {
    open: (files) => send({ type: 'open', id: nextId, files }, OPEN_LIMIT_MS),
    give(files) {
      if (!lost && files.length > 0) worker.postMessage({ type: 'files', files } satisfies ToWorker);
    },
    call: (text, coreLimit = CORE_LIMIT_MS) => send({ type: 'call', id: nextId, text }, coreLimit),
    memory: () => memory,
    isIdle: () => !lost && !pending,
    async end() {
      lost ??= new WorkerLostError('ended', marks.read(), false);
      finish()?.reject(lost);
      clock.close();
      clock = openThreadClock(null);
      await worker.terminate();
    },
  };
}

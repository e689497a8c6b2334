// The few numbers that the worker thread and the watchdog share: whose code runs now, since when, and how
// long it may. Written by the worker without waiting, read by the main thread while the worker cannot
// answer. All times are milliseconds since the memory was made.

const UNIT = 0;
const LINE = 1;
const ENTERED = 2;
const LIMIT = 3;
const CPU = 4;
const SIZE = 5;

/** What runs: `unit` 0 is our own code, `line` 0 is unknown. */
export interface Running {
  readonly unit: number;
  readonly line: number;
  readonly entered: number;
  readonly limit: number;
  /** CPU time of the worker's thread when it was entered. */
  readonly cpu: number;
}

export interface RunMarks {
  readonly buffer: SharedArrayBuffer;
  readonly origin: number;
  /** Now, on the clock that `entered` is told on. */
  now(): number;
  write(running: Running): void;
  read(): Running;
}

/** Both threads call this: the first without arguments, the other with what the first one has. */
export function createRunMarks(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(SIZE * 4),
  origin: number = performance.timeOrigin + performance.now(),
): RunMarks {
  const cells = new Int32Array(buffer);
  const shift = performance.timeOrigin - origin;
  return {
    buffer,
    origin,
    now: () => performance.now() + shift,
    write({ unit, line, entered, limit, cpu }) {
      Atomics.store(cells, LINE, line);
      Atomics.store(cells, ENTERED, entered);
      Atomics.store(cells, LIMIT, limit);
      Atomics.store(cells, CPU, cpu);
      Atomics.store(cells, UNIT, unit);
    },
    read: () => ({
      unit: Atomics.load(cells, UNIT),
      line: Atomics.load(cells, LINE),
      entered: Atomics.load(cells, ENTERED),
      limit: Atomics.load(cells, LIMIT),
      cpu: Atomics.load(cells, CPU),
    }),
  };
}

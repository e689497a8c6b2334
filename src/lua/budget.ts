// How long the running code may go on: a stack, one frame for each file's code that another's called. A
// frame's time has run out when both the clock on the wall and the thread's own CPU time are past its
// limit, and the code did something meanwhile: a machine that stalls (or sleeps, or whose own machine takes
// the processor away, which the kernel counts as CPU time) punishes nobody.
import type { RunMarks } from './shared-marks.ts';
import { openThreadClock, threadName } from './thread-clock.ts';

export interface Budget {
  /** A new dispatch, which may take `limit` milliseconds of files' code in all. */
  begin(limit: number): void;
  /**
   * Code of `unit` begins, for at most `limit` ms and no longer than whoever called it has left; a `fresh`
   * one need not care what the dispatch has used up. Returns the frame's number, for `leave`.
   */
  enter(unit: number, line: number, limit: number, fresh: boolean): number;
  /** Ends that frame and those above it, which a coroutine may have left behind. `at` is when, in milliseconds on a clock of its own. */
  leave(frame: number): { readonly ms: number; readonly expired: boolean; readonly at: number };
  /** The number of the frame on top; 0 with none. */
  depth(): number;
  /** Whether the frame on top has used up its time; false with none. */
  expired(): boolean;
  /** Whether a file's code runs, not ours. */
  isUser(): boolean;
}

interface Frame {
  readonly unit: number;
  readonly line: number;
  readonly entered: number;
  readonly cpu: number;
  /** On the wall clock. */
  readonly deadline: number;
  /** On the CPU clock. */
  readonly cpuDeadline: number;
  /** What `looks` was when the time began that ends there. */
  readonly looks: number;
  isOver: boolean;
}

/**
 * The time is looked at after about 0.1 ms of instructions, or 1 ms of work in C. Code that looked at it less
 * often than this each millisecond did not use the time that has gone by, unless that is many times the limit.
 */
const LOOKS_PER_MS = 0.5;
const MANY_TIMES = 10;

const clock = openThreadClock(threadName());

/** `marks` tells the watchdog; null for none. */
export function createBudget(marks: RunMarks | null): Budget {
  const frames: Frame[] = [];
  let dispatchDeadline = Number.POSITIVE_INFINITY;
  let dispatchCpuDeadline = Number.POSITIVE_INFINITY;
  let dispatchLooks = 0;
  let looks = 0;
  const now = marks ? marks.now : () => performance.now();
  const cpuNow = (): number => clock.read() ?? now();

  const tell = (): void => {
    const top = frames.at(-1);
    if (!marks) return;
    if (top) {
      const { unit, line, entered, cpu } = top;
      marks.write({ unit, line, entered, cpu, limit: Math.max(0, top.deadline - entered) });
    } else marks.write({ unit: 0, line: 0, entered: now(), cpu: cpuNow(), limit: 0 });
  };

  return {
    begin(limit) {
      frames.length = 0;
      dispatchDeadline = now() + limit;
      dispatchCpuDeadline = cpuNow() + limit;
      dispatchLooks = looks;
      tell();
    },
    enter(unit, line, limit, fresh) {
      const entered = now();
      const cpu = cpuNow();
      const outer = frames.at(-1);
      const deadline = Math.min(
        entered + limit,
        outer?.deadline ?? Number.POSITIVE_INFINITY,
        fresh ? Number.POSITIVE_INFINITY : dispatchDeadline,
      );
      const cpuDeadline = Math.min(
        cpu + limit,
        outer?.cpuDeadline ?? Number.POSITIVE_INFINITY,
        fresh ? Number.POSITIVE_INFINITY : dispatchCpuDeadline,
      );
      const isOwn = cpuDeadline === cpu + limit;
      const began = isOwn ? looks : outer?.cpuDeadline === cpuDeadline ? outer.looks : dispatchLooks;
      frames.push({ unit, line, entered, cpu, deadline, cpuDeadline, looks: began, isOver: false });
      tell();
      return frames.length;
    },
    leave(frame) {
      const left = frames[frame - 1];
      if (!left) return { ms: 0, expired: false, at: now() };
      frames.length = frame - 1;
      tell();
      const at = now();
      return { ms: at - left.entered, expired: left.isOver, at };
    },
    depth: () => frames.length,
    expired() {
      looks++;
      const top = frames.at(-1);
      if (!top || top.isOver) return top !== undefined;
      if (now() <= top.deadline) return false;
      const cpu = cpuNow();
      const limit = top.deadline - top.entered;
      const isBusy = looks - top.looks > LOOKS_PER_MS * (top.cpuDeadline - top.cpu);
      top.isOver =
        (cpu > top.cpuDeadline && (isBusy || cpu > top.cpuDeadline + MANY_TIMES * limit)) ||
        now() > top.deadline + 5 * limit + 1_000;
      return top.isOver;
    },
    isUser: () => frames.length > 0,
  };
}

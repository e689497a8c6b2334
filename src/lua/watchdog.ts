// When a worker that does not answer is ended. Only the wall clock and the thread's CPU time decide: code
// gets its limit on both, and 300 ms for the count hook to stop it, so that a binding that runs Lua is answered
// within half a second; what the hook cannot reach (a C function,
// a finalizer) is ended with its thread.
import type { Running } from './shared-marks.ts';

/** What the hook is given to stop code by itself. */
export const GRACE_MS = 300;
/** Of them at least so much on a CPU: where others take it, the hook comes late. */
const GRACE_CPU_MS = 200;
/** Code that gets no CPU this long is ended all the same. */
const STALLED_MS = 5_000;

/**
 * Milliseconds until the running code may be ended; 0 when it is time. `coreLimit` holds for our own code
 * between files' calls. `cpu` null: unknown, the wall clock decides.
 */
export function timeLeft(running: Running, now: number, cpu: number | null, coreLimit: number): number {
  const limit = running.unit === 0 ? coreLimit : running.limit;
  const wall = running.entered + limit + GRACE_MS - now;
  if (wall > 0) return wall;
  if (cpu === null || -wall > STALLED_MS) return 0;
  return Math.max(0, running.cpu + limit + GRACE_CPU_MS - cpu);
}

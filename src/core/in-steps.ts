// Long work in short steps, so that whatever else happens is dealt with in between.

/** Leaves the processor to others between two steps. */
const PAUSE_MS = 1;

/**
 * Takes the steps of `work` one at a time, the first after `delayMs`. Keeps no process alive. What a step
 * throws goes to `onError` and ends it. Returns the function that ends it early.
 */
export function inSteps(
  work: () => Iterator<unknown>,
  delayMs: number,
  onError: (error: Error) => void,
): () => void {
  let steps: Iterator<unknown> | undefined;
  let timer: NodeJS.Timeout;
  const step = (): void => {
    try {
      steps ??= work();
      if (!steps.next().done) wait(PAUSE_MS);
    } catch (error) {
      onError(error as Error);
    }
  };
  const wait = (ms: number): void => {
    timer = setTimeout(step, ms);
    timer.unref();
  };
  wait(delayMs);
  return () => clearTimeout(timer);
}

// Long work in short steps, so that whatever else happens is dealt with in between.

/** Leaves the processor to others between two steps. */
const PAUSE_MS = 1;

export interface StepOptions {
  /** Before the first step, and again whenever something else was to be done. */
  readonly delayMs: number;
  /** Something else is to be done now. */
  readonly isBusy: () => boolean;
  /** Gets what a step throws, which ends the work. */
  readonly onError: (error: Error) => void;
}

/** Takes the steps of `work` one at a time. Keeps no process alive. Returns the function that ends it early. */
export function inSteps(work: () => Iterator<unknown>, options: StepOptions): () => void {
  const { delayMs, isBusy, onError } = options;
  let steps: Iterator<unknown> | undefined;
  let timer: NodeJS.Timeout;
  const step = (): void => {
    if (isBusy()) {
      wait(delayMs);
      return;
    }
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

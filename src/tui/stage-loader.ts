// Loads the widgets after the first picture, or a while after the start where there is none, and warms them up while
// nobody waits.
import { inSteps } from '../core/in-steps.ts';
import type { InputContext } from './input/input-state.ts';
import { warmUp } from './warm-up.ts';

const STAGE_MS = 1000;
const WARM_UP_AFTER_MS = 600;

export interface StageLoader {
  /** There is something to look at, or nothing to wait for. */
  load(): void;
  close(): void;
}

export function createStageLoader(parts: {
  readonly onLoaded: (stage: typeof import('./stage.tsx')) => void;
  readonly onFailed: (error: Error) => void;
  readonly context: () => InputContext;
  /** How long ago something was last painted or typed. */
  readonly quietMs: () => number;
}): StageLoader {
  let isLoading = false;
  let isClosed = false;
  let stopWarmUp = (): void => {};
  const load = (): void => {
    if (isLoading) return;
    isLoading = true;
    import('./stage.tsx').then((stage) => {
      if (isClosed) return;
      parts.onLoaded(stage);
      stopWarmUp = inSteps(() => warmUp(parts.context), {
        delayMs: WARM_UP_AFTER_MS,
        isBusy: () => parts.quietMs() < WARM_UP_AFTER_MS,
        onError: () => {},
      });
    }, parts.onFailed);
  };
  const timer = setTimeout(load, STAGE_MS);
  return {
    load,
    close() {
      isClosed = true;
      clearTimeout(timer);
      stopWarmUp();
    },
  };
}

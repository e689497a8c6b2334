// Many calls at once become few: the first after quiet acts at once, the others together.

export interface Throttle {
  /** Acts in this turn's end, or at the next time allowed; `urgent` does not wait for that time. */
  call(urgent?: boolean): void;
  close(): void;
}

/** `act` runs at most every `ms`, but for urgent calls, which share one run at the end of the turn. */
export function createThrottle(ms: number, act: () => void): Throttle {
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  const run = (): void => {
    clearTimeout(timer);
    timer = undefined;
    immediate = undefined;
    last = performance.now();
    act();
  };
  return {
    call(urgent = false) {
      if (immediate) return;
      const wait = last + ms - performance.now();
      if (urgent || wait <= 0) immediate = setImmediate(run);
      else timer ??= setTimeout(run, wait);
    },
    close() {
      clearTimeout(timer);
      clearImmediate(immediate);
    },
  };
}

// One thing after the other, in the order asked for.

export interface Lane {
  /** Runs `task` when all before it are done; what one throws is its own. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const mine = last.then(task);
      last = mine.catch(() => {});
      return mine;
    },
  };
}

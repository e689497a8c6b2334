// Knows when a program under test has come to rest: nothing that was begun is still under way. What waits for
// the clock or for a person does not count.

export interface Activity {
  /** Counts what is under way until it settles. Returns the same promise. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, and nothing more follows from what was. Rejects where it never rests. */
  settle(): Promise<void>;
  isIdle(): boolean;
}

/** One thing leads to the next this often at most. */
const MOST_TURNS = 2_000;

export function createActivity(): Activity {
  const underWay = new Set<Promise<unknown>>();
  let begun = 0;
  return {
    track(work) {
      begun++;
      const ended = work.then(
        () => {},
        () => {},
      );
      underWay.add(ended);
      void ended.then(() => underWay.delete(ended));
      return work;
    },
    isIdle: () => underWay.size === 0,
    async settle() {
      for (let turn = 0; turn < MOST_TURNS; turn++) {
        const before = begun;
        await Promise.all(underWay);
        // What follows from an answer may take a turn to begin.
        await new Promise((resolve) => setImmediate(resolve));
        if (underWay.size === 0 && begun === before) return;
      }
      throw new Error('it does not come to rest: each thing that happens makes another happen');
    },
  };
}

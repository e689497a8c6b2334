// What each caller was last shown of a view, so that it can be told what changed since.

export interface Looks {
  /** Remembers what `caller` sees under `what` now; returns what it saw there before, null the first time. */
  look(caller: string | null, what: string, lines: readonly string[]): readonly string[] | null;
}

/** Callers and views that are remembered: the least recently used goes. */
const MAX_LOOKS = 100;

export function createLooks(): Looks {
  const seen = new Map<string, readonly string[]>();
  return {
    look(caller, what, lines) {
      const key = JSON.stringify([caller, what]);
      const before = seen.get(key) ?? null;
      seen.delete(key);
      seen.set(key, [...lines]);
      if (seen.size > MAX_LOOKS) seen.delete(seen.keys().next().value!);
      return before;
    },
  };
}

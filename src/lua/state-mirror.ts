// The one copy of Lua's `state` that counts: text by key, kept over worlds, workers and restarts. Worlds that
// are no longer live cannot write.
import type { WorldStore } from './types.ts';

/** `scope\0name` and its text; null where it was removed. */
export type StateEntry = readonly [key: string, text: string | null];

export interface StateMirror {
  /** Everything, as a new world starts with it. */
  all(): StateEntry[];
  /** Counts up with every write. */
  version(): number;
  /** What was written after that version. */
  since(version: number): StateEntry[];
  write(entries: readonly StateEntry[]): void;
}

export function createStateMirror(store: Pick<WorldStore, 'loadState' | 'saveState'>): StateMirror {
  const texts = new Map<string, string>(Object.entries(store.loadState()));
  const written = new Map<string, number>();
  let version = 0;
  return {
    all: () => [...texts],
    version: () => version,
    since: (known) =>
      [...written].filter(([, at]) => at > known).map(([key]) => [key, texts.get(key) ?? null] as const),
    write(entries) {
      for (const [key, text] of entries) {
        if ((texts.get(key) ?? null) === text) continue;
        if (text === null) texts.delete(key);
        else texts.set(key, text);
        written.set(key, ++version);
        store.saveState(key, text);
      }
    },
  };
}

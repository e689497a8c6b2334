// A store that is in memory alone.
import type { Kind, Store } from '../../../src/hub/store.ts';

export function memoryStore(): Store {
  const kinds = new Map<Kind, Map<string, string>>();
  const of = (kind: Kind): Map<string, string> => {
    const known = kinds.get(kind) ?? new Map<string, string>();
    kinds.set(kind, known);
    return known;
  };
  return {
    all: of,
    get: (kind, key) => of(kind).get(key),
    set: (kind, key, text) => void (text === null ? of(kind).delete(key) : of(kind).set(key, text)),
    flush: () => {},
    close: () => {},
  };
}

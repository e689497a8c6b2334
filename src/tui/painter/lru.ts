// Remembers what was made of texts, up to a total length of the texts, and forgets first what was not
// asked for the longest. One text longer than all that is made anew each time.

export interface Lru<V> {
  /** The value of `key`, made by `make` where it is not known. */
  get(key: string, make: () => V): V;
}

/** `capacity` is in characters of keys; each entry counts as some more, for what it costs besides. */
export function createLru<V>(capacity: number): Lru<V> {
  const map = new Map<string, V>();
  let used = 0;
  return {
    get(key, make) {
      const known = map.get(key);
      if (known !== undefined) {
        map.delete(key);
        map.set(key, known);
        return known;
      }
      const value = make();
      if (cost(key) > capacity) return value;
      map.set(key, value);
      used += cost(key);
      for (const oldest of map.keys()) {
        if (used <= capacity) break;
        map.delete(oldest);
        used -= cost(oldest);
      }
      return value;
    },
  };
}

const ENTRY_COST = 16;

function cost(key: string): number {
  return key.length + ENTRY_COST;
}

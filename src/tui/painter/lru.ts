// A map of bounded size that forgets what was not asked for the longest.

export interface Lru<V> {
  /** The value of `key`, made by `make` where it is not known. */
  get(key: string, make: () => V): V;
}

export function createLru<V>(capacity: number): Lru<V> {
  const map = new Map<string, V>();
  return {
    get(key, make) {
      let value = map.get(key);
      if (value === undefined) value = make();
      else map.delete(key);
      map.set(key, value);
      if (map.size > capacity) map.delete(map.keys().next().value!);
      return value;
    },
  };
}

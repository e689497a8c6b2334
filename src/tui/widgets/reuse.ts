// Makes a newly parsed tree share every part that equals the tree before it, so that React skips those
// parts by identity. Invariant: the result equals `next`; equal parts are the same objects as in `previous`.

type Json = unknown;
type Table = Readonly<Record<string, Json>>;

/** `next`, with each part that equals its counterpart in `previous` replaced by that counterpart. */
export function reuse<T>(previous: Json, next: T): T;
export function reuse(previous: Json, next: Json): Json {
  if (previous === next || !isObject(previous) || !isObject(next)) return next;
  if (Array.isArray(next)) return Array.isArray(previous) ? reuseList(previous, next) : next;
  return Array.isArray(previous) ? next : reuseTable(previous as Table, next as Table);
}

function reuseList(previous: readonly Json[], next: readonly Json[]): readonly Json[] {
  const byKey = keyed(previous);
  const result = next.map((item, i) => reuse(byKey?.get(keyOf(item)) ?? previous[i], item));
  const same = result.length === previous.length && result.every((item, i) => item === previous[i]);
  return same ? previous : result;
}

function reuseTable(previous: Table, next: Table): Table {
  const result: Record<string, Json> = {};
  const names = Object.keys(next);
  let same = names.length === Object.keys(previous).length;
  for (const name of names) {
    const value = reuse(previous[name], next[name]);
    // A node may be called __proto__ by whoever wrote it; plain assignment would lose it.
    if (name === '__proto__') Object.defineProperty(result, name, { value, enumerable: true });
    else result[name] = value;
    if (value !== previous[name] || !Object.hasOwn(previous, name)) same = false;
  }
  return same ? previous : result;
}

/** Items by key or id, so that one row added at the top costs one row; null where nothing has one. */
function keyed(items: readonly Json[]): Map<unknown, Json> | null {
  let map: Map<unknown, Json> | null = null;
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    map ??= new Map();
    map.set(key, item);
  }
  return map;
}

function keyOf(item: Json): unknown {
  if (!isObject(item)) return undefined;
  const { key, id } = item as Table;
  return key ?? id;
}

function isObject(value: Json): value is object {
  return typeof value === 'object' && value !== null;
}

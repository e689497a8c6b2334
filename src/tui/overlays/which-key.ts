// Keys and what they do, in columns.
import stringWidth from 'string-width';

export interface KeyEntry {
  readonly keys: string;
  readonly desc: string;
}

export interface KeyColumns {
  /** Cells of one column: keys, a space, the description, two spaces between columns. */
  readonly width: number;
  readonly keysWidth: number;
  readonly lines: readonly (readonly KeyEntry[])[];
  readonly hidden: number;
}

const digit = /^\d$/;
const arrows: ReadonlySet<string> = new Set(['left', 'right', 'up', 'down']);

/**
 * One entry for each thing that can be done, by its first key. Entries that are told apart by nothing but
 * their key (`agent 1`, `agent 2`, …; `pane left`, …) become one: `1-9 agent 1-9`, `arrows pane`.
 */
export function foldEntries(entries: readonly KeyEntry[]): readonly KeyEntry[] {
  const folded = new Map<string, { readonly desc: string; readonly keys: string[] }>();
  for (const { keys, desc } of entries) {
    const isOneOfMany = (arrows.has(keys) || digit.test(keys)) && desc.endsWith(` ${keys}`);
    const stem = isOneOfMany ? desc.slice(0, -keys.length - 1) : desc;
    const name = `${isOneOfMany} ${stem}`;
    const known = folded.get(name);
    if (!known) folded.set(name, { desc: stem, keys: [keys] });
    else if (isOneOfMany) known.keys.push(keys);
  }
  return [...folded].map(([name, { desc, keys }]) =>
    name.startsWith('true ') ? manyKeys(desc, keys) : { keys: keys[0]!, desc },
  );
}

function manyKeys(stem: string, keys: readonly string[]): KeyEntry {
  const [first = '', last = first] = [keys[0], keys.at(-1)];
  if (keys.length === 1) return { keys: first, desc: `${stem} ${first}` };
  if (keys.length === arrows.size && keys.every((key) => arrows.has(key)))
    return { keys: 'arrows', desc: stem };
  const range = keys.every((key) => digit.test(key)) ? `${first}-${last}` : keys.join(' ');
  return { keys: range, desc: `${stem} ${range}` };
}

const WIDEST_DESC = 28;
/** A description that is cut shorter than this says nothing. */
const NARROWEST_DESC = 14;

/**
 * Entries in columns read downwards, in at most `rows` lines of `columns` cells. Where they do not all fit,
 * descriptions are cut, so that there is room for more columns.
 */
export function keyColumns(entries: readonly KeyEntry[], columns: number, rows: number): KeyColumns {
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
  const keysWidth = widest(entries.map((entry) => entry.keys));
  const whole = keysWidth + 3 + Math.min(WIDEST_DESC, widest(entries.map((entry) => entry.desc)));
  const needed = Math.floor((columns + 2) / Math.ceil(entries.length / Math.max(1, rows)));
  const cut = Math.max(needed, keysWidth + 3 + NARROWEST_DESC);
  const width = Math.max(1, Math.min(columns, whole, cut));
  const across = Math.max(1, Math.floor((columns + 2) / width));
  const height = Math.max(1, Math.min(rows, Math.ceil(entries.length / across)));
  const lines = Array.from({ length: height }, (_, y) =>
    Array.from({ length: across }, (_, x) => entries[x * height + y]).filter((entry) => entry !== undefined),
  );
  return { width, keysWidth, lines, hidden: Math.max(0, entries.length - across * height) };
}

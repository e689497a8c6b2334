// Keys and what they do, in columns.
import stringWidth from 'string-width';

export interface KeyEntry {
  readonly keys: string;
  readonly desc: string;
}

export interface KeyColumns {
  /** Cells of each column: of its keys, and of all of it with two spaces after it. */
  readonly widths: readonly { readonly keys: number; readonly all: number }[];
  readonly lines: readonly (readonly KeyEntry[])[];
  readonly hidden: number;
}

/** Descriptions that are longer are cut. */
const WIDE_DESC = 28;
/** Where room is short. */
export const NARROW_DESC = 17;
/** Keys that are longer stand out of their column. */
const MAX_KEYS = 6;

const digit = /^\d$/;
const arrows: ReadonlySet<string> = new Set(['left', 'right', 'up', 'down']);
const held = /^(?:ctrl|alt|shift)\+(?=(?:left|right|up|down)$)/;

/** Words that tell two entries apart which are one to the eye, and what stands for both. */
const opposites = [
  ['next ', 'previous ', 'next/prev '],
  ['wider ', 'narrower ', 'width of '],
  [' on', ' back', ' on/back'],
] as const;

/**
 * One entry for each thing that can be done, by its first key. Entries that are told apart by nothing but
 * their key (`agent 1`, `agent 2`, …; `pane left`, …) become one: `1-9 agent 1-9`, `arrows pane`; and so do two
 * that are each other's opposite: `) ( next/prev tab`.
 */
export function foldEntries(entries: readonly KeyEntry[]): readonly KeyEntry[] {
  const folded = new Map<string, { readonly desc: string; readonly keys: string[] }>();
  for (const { keys, desc } of entries) {
    const bare = keys.replace(held, '');
    const isOneOfMany = (arrows.has(bare) || digit.test(keys)) && desc.endsWith(` ${bare}`);
    const stem = isOneOfMany ? desc.slice(0, -bare.length - 1) : desc;
    const name = `${isOneOfMany} ${stem}`;
    const known = folded.get(name);
    if (!known) folded.set(name, { desc: stem, keys: [keys] });
    else if (isOneOfMany) known.keys.push(keys);
  }
  return pairOpposites(
    [...folded].map(([name, { desc, keys }]) =>
      name.startsWith('true ') ? manyKeys(desc, keys) : { keys: keys[0]!, desc },
    ),
  );
}

function pairOpposites(entries: readonly KeyEntry[]): readonly KeyEntry[] {
  const byDesc = new Map(entries.map((entry) => [entry.desc, entry]));
  const taken = new Set<KeyEntry>();
  const paired = (entry: KeyEntry): KeyEntry => {
    for (const [one, other, both] of opposites)
      for (const [word, opposite] of [
        [one, other],
        [other, one],
      ] as const) {
        const found = entry.desc.includes(word) && byDesc.get(entry.desc.replace(word, opposite));
        if (!found) continue;
        taken.add(found);
        return { keys: `${entry.keys} ${found.keys}`, desc: entry.desc.replace(word, both) };
      }
    return entry;
  };
  return entries.flatMap((entry) => (taken.has(entry) ? [] : [paired(entry)]));
}

function manyKeys(stem: string, keys: readonly string[]): KeyEntry {
  const [first = '', last = first] = [keys[0], keys.at(-1)];
  if (keys.length === 1) return { keys: first, desc: `${stem} ${first.replace(held, '')}` };
  const modifiers = held.exec(first)?.[0] ?? '';
  if (keys.length === arrows.size && keys.every((key) => arrows.has(key.slice(modifiers.length))))
    return { keys: `${modifiers}arrows`, desc: stem };
  const range = keys.every((key) => digit.test(key)) ? `${first}-${last}` : keys.join(' ');
  return { keys: range, desc: `${stem} ${range}` };
}

/** Entries in columns read downwards, each as wide as it must be: as many as fit, of at most `rows` lines. */
export function keyColumns(
  entries: readonly KeyEntry[],
  columns: number,
  rows: number,
  maxDesc: number = WIDE_DESC,
): KeyColumns {
  let made = inColumns(entries, 1, columns, rows, maxDesc);
  for (let across = 2; across <= entries.length; across++) {
    const next = inColumns(entries, across, columns, rows, maxDesc);
    const width = next.widths.reduce((sum, { all }) => sum + all, -2);
    if (width > columns) break;
    made = next;
  }
  return made;
}

function inColumns(
  entries: readonly KeyEntry[],
  across: number,
  columns: number,
  rows: number,
  maxDesc: number,
): KeyColumns {
  const height = Math.max(1, Math.min(rows, Math.ceil(entries.length / across)));
  const widths = Array.from({ length: across }, (_, x) => {
    const column = entries
      .slice(x * height, (x + 1) * height)
      .map((entry) => [stringWidth(entry.keys), Math.min(maxDesc, stringWidth(entry.desc))] as const);
    const keys = Math.min(MAX_KEYS, Math.max(0, ...column.map(([own]) => own)));
    const all = Math.max(0, ...column.map(([own, desc]) => Math.max(own, keys) + 1 + desc)) + 2;
    return { keys, all: Math.max(1, Math.min(columns, all)) };
  });
  const lines = Array.from({ length: height }, (_, y) =>
    Array.from({ length: across }, (_, x) => entries[x * height + y]).filter((entry) => entry !== undefined),
  );
  return { widths, lines, hidden: Math.max(0, entries.length - across * height) };
}

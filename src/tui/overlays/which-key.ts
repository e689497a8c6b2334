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

/** Entries in columns read downwards, in at most `rows` lines of `columns` cells. */
export function keyColumns(entries: readonly KeyEntry[], columns: number, rows: number): KeyColumns {
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
  const keysWidth = widest(entries.map((entry) => entry.keys));
  const descWidth = Math.min(28, widest(entries.map((entry) => entry.desc)));
  const width = Math.max(1, Math.min(columns, keysWidth + 1 + descWidth + 2));
  const across = Math.max(1, Math.floor((columns + 2) / width));
  const height = Math.max(1, Math.min(rows, Math.ceil(entries.length / across)));
  const lines = Array.from({ length: height }, (_, y) =>
    Array.from({ length: across }, (_, x) => entries[x * height + y]).filter((entry) => entry !== undefined),
  );
  return { width, keysWidth, lines, hidden: Math.max(0, entries.length - across * height) };
}

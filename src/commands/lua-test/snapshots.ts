// Screens as they were, in files beside the spec: `snapshots/<spec>/<test>.txt`. What is not there yet is
// written, what differs fails, and with `update` the files become what the tests saw.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Frame } from '../../core/frame.ts';

export interface Snapshots {
  /** Throws SnapshotError where the kept text is another. */
  check(test: readonly string[], name: string | undefined, text: string): void;
  /** Names of files that no test asked for; removed with `update`. Only right when every test ran. */
  obsolete(): string[];
  counts(): { readonly written: number; readonly updated: number };
}

export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  /** What differs, row by row. */
  readonly detail: string;
  constructor(message: string, detail = '') {
    super(message);
    this.detail = detail;
  }
}

const MAX_NAME = 80;

/** `mayWrite`: a snapshot that is missing is written, as it is not where nobody would keep it. */
export function createSnapshots(
  spec: string,
  options: { readonly update: boolean; readonly mayWrite: boolean },
): Snapshots {
  const folder = join(dirname(spec), 'snapshots', basename(spec, '.lua'));
  const used = new Map<string, number>();
  let written = 0;
  let updated = 0;

  const fileFor = (test: readonly string[], name: string | undefined): string => {
    const stem = slug([...test, ...(name === undefined ? [] : [name])].join(' '));
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    return `${stem}${count === 1 ? '' : `-${count}`}.txt`;
  };
  const write = (path: string, text: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  };

  return {
    check(test, name, text) {
      const file = fileFor(test, name);
      used.set(file, 1);
      const path = join(folder, file);
      const kept = existsSync(path) ? readFileSync(path, 'utf8') : null;
      if (kept === text) return;
      if (kept === null && !options.mayWrite && !options.update)
        throw new SnapshotError(
          `snapshot: there is no snapshots/${basename(folder)}/${file} (run with --update)`,
        );
      if (kept !== null && !options.update)
        throw new SnapshotError(
          `snapshot: the screen is not as in snapshots/${basename(folder)}/${file} (--update takes it as it is)`,
          difference(kept, text),
        );
      write(path, text);
      if (kept === null) written++;
      else updated++;
    },
    obsolete() {
      const left = existsSync(folder)
        ? readdirSync(folder).filter((file) => file.endsWith('.txt') && !used.has(file))
        : [];
      if (!options.update) return left;
      for (const file of left) rmSync(join(folder, file));
      if (left.length > 0 && readdirSync(folder).length === 0) rmdirSync(folder);
      return left;
    },
    counts: () => ({ written, updated }),
  };
}

function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return words.slice(0, MAX_NAME) || 'screen';
}

/** A screen as it is kept: its rows, and with `looks` a letter for how each cell looks, and what they mean. */
export function snapshotText({ lines, spans, cursor, columns, rows }: Frame, looks: boolean): string {
  const screen = lines.map((line) => line.trimEnd());
  const where = cursor.visible ? `cursor ${cursor.x},${cursor.y}` : 'no cursor';
  const foot = `-- ${columns}x${rows}, ${where}`;
  if (!looks) return `${[...screen, foot].join('\n')}\n`;
  const letters = new Map<string, string>();
  const drawn = spans.map((row) => {
    let text = '';
    for (const { x, width, style } of row) {
      const name = JSON.stringify(style);
      if (name === '{}') continue;
      if (!letters.has(name)) letters.set(name, LETTERS[letters.size] ?? '?');
      text = text.padEnd(x, '.') + letters.get(name)!.repeat(width);
    }
    return text;
  });
  const legend = [...letters].map(([name, letter]) => `${letter} ${name}`);
  return `${[...screen, foot, '-- looks', ...drawn, '--', ...legend].join('\n')}\n`;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MOST_SHOWN = 30;

/** The rows that differ: `-` as kept, `+` as it is. */
export function difference(kept: string, now: string): string {
  const before = kept.split('\n');
  const after = now.split('\n');
  const rows: string[] = [];
  for (let y = 0; y < Math.max(before.length, after.length); y++) {
    if (before[y] === after[y]) continue;
    const row = String(y + 1).padStart(4);
    if (before[y] !== undefined) rows.push(`${row} - ${before[y]}`);
    if (after[y] !== undefined) rows.push(`${row} + ${after[y]}`);
  }
  const more = rows.length > MOST_SHOWN ? [`     … ${rows.length - MOST_SHOWN} more`] : [];
  return ['  expected (-) and got (+), by row:', ...rows.slice(0, MOST_SHOWN), ...more].join('\n');
}

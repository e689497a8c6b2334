// What installing or removing would change, decided before anything is written.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, EXIT } from '../../failure.ts';
import { differenceText, type Row } from '../../frame-views/difference.ts';
import type { FileEdit } from './agents.ts';
import { ScanError } from './json-scan.ts';

export interface FileChange {
  readonly path: string;
  /** Null where there is no such file. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The files that would change. Throws CommandError, naming file and line, where one cannot be read. */
export function planChanges(
  edits: readonly FileEdit[],
  home: string,
  how: 'install' | 'remove',
): FileChange[] {
  return edits.map((edit) => changeOf(edit, home, how)).filter(({ before, after }) => before !== after);
}

function changeOf(edit: FileEdit, home: string, how: 'install' | 'remove'): FileChange {
  const paths = edit.paths.map((path) => join(home, path));
  const path = paths.find((one) => existsSync(one)) ?? paths[0]!;
  const before = existsSync(path) ? read(path) : null;
  try {
    if (how === 'install') return { path, before, after: edit.install(before ?? '') };
    const left = edit.remove(before ?? '');
    const isEmptied = left.trim() === '' && (before ?? '').trim() !== '';
    return { path, before, after: before === null || isEmptied ? null : left };
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    throw new CommandError(
      EXIT.failed,
      'unreadable',
      `${path}:${error.line}: ${error.message} (left as it is)`,
      {
        file: path,
        line: error.line,
      },
    );
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(EXIT.failed, 'failed', `${path} cannot be read: ${(error as Error).message}`);
  }
}

/** Each file whole or not at all, where a link leads to, with the rights it had. */
export function applyChanges(changes: readonly FileChange[]): void {
  for (const { path, after } of changes) {
    const target = existsSync(path) ? realpathSync(path) : path;
    if (after === null) {
      rmSync(target, { force: true });
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    writeFileSync(temporary, after, { mode: existsSync(target) ? statSync(target).mode & 0o777 : 0o600 });
    renameSync(temporary, target);
  }
}

/** The changes as a person reads them: what goes, what comes. */
export function describeChanges(changes: readonly FileChange[]): string {
  return changes
    .map(({ path, before, after }) => {
      const mark = before === null ? ' (new)' : after === null ? ' (removed)' : '';
      return `${path}${mark}\n${differenceText(changedRows(before ?? '', after ?? ''))}`;
    })
    .join('\n\n');
}

/** The lines between what both begin and end with. */
function changedRows(before: string, after: string): Row[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - start && old.at(-1 - tail) === fresh.at(-1 - tail))
    tail++;
  const gone = old.slice(start, old.length - tail);
  const come = fresh.slice(start, fresh.length - tail);
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => ({
    row: start + i + 1,
    ...(i < gone.length ? { before: gone[i]! } : {}),
    ...(i < come.length ? { after: come[i]! } : {}),
  }));
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

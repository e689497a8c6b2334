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
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import { CommandError, EXIT } from '../../failure.ts';
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

/** What a person has to do besides, by file. */
export function remarksOn(edits: readonly FileEdit[], home: string): string[] {
  return edits.flatMap((edit) => (edit.remark ? [`${pathOf(edit, home)}: ${edit.remark}`] : []));
}

function pathOf({ paths }: FileEdit, home: string): string {
  const all = paths.map((path) => join(home, path));
  return all.find((one) => existsSync(one)) ?? all[0]!;
}

function changeOf(edit: FileEdit, home: string, how: 'install' | 'remove'): FileChange {
  const path = pathOf(edit, home);
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
      return `${path}${mark}\n${hunksOf(before ?? '', after ?? '')}`;
    })
    .join('\n\n');
}

/** What a unified diff has below its file names. */
function hunksOf(before: string, after: string): string {
  const patch = structuredPatch('', '', before, after, '', '', { context: 2 });
  return formatPatch(patch, OMIT_HEADERS).trimEnd();
}

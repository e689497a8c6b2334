// What a person is shown of a plugin before it is put in its place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContentFile, listContent } from '../../hub/plugins/content.ts';
import { type Header, readHeader } from '../../hub/plugins/header.ts';
import type { Locked } from '../../hub/plugins/lock.ts';
import { clean, columns } from '../text.ts';
import type { Staged } from './stage.ts';

/** A line of it for each file that differs. */
export interface FileChange {
  readonly path: string;
  readonly change: 'new' | 'gone' | 'changed';
  readonly added: number;
  readonly removed: number;
}

const MAY = 'A plugin may do what your own Lua files may: run programs, write files, type into agents.';

/** Where a plugin is from, in one line: `https://… plugins/clock, commit 0123456789ab (v1.0)`. */
export function origin({
  source,
  subdir,
  commit,
  rev,
  linked,
}: Omit<Locked, 'hash' | 'added_at' | 'enabled'>): string {
  const at = commit === null ? '' : `, commit ${commit.slice(0, 12)}${rev === null ? '' : ` (${rev})`}`;
  return clean(`${source}${subdir === null ? '' : ` ${subdir}`}${at}${linked ? ', linked' : ''}`);
}

/** All of a new plugin. */
export function review(name: string, plugin: Pick<Staged, 'header' | 'files'>, from: string): string {
  const { header, files } = plugin;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return [
    titleOf(name, header),
    ...facts(header, from),
    `  files   ${files.length}, ${sizeText(bytes)}`,
    ...indented(columns(files.map(({ path, size }) => [path, sizeText(size)])), 10),
    MAY,
  ].join('\n');
}

/** What an update changes. `old` is the folder as it is now. */
export async function reviewChange(
  name: string,
  plugin: Staged,
  old: string,
  origins: readonly [string, string],
  isByHand: boolean,
): Promise<{ readonly text: string; readonly changes: readonly FileChange[] }> {
  const before = readHeader(readText(join(old, 'init.lua')));
  const changes = await compare(old, plugin);
  const more = plugin.header.capabilities.filter((one) => !before.capabilities.includes(one));
  const [was, is] = origins;
  const text = [
    `${name} ${versionText(before)} -> ${versionText(plugin.header)}`,
    `  from    ${was}`,
    ...(was === is ? [] : [`  to      ${is}`]),
    ...(more.length > 0 ? [`  uses    now also ${clean(more.join(', '))}`] : []),
    ...(isByHand ? ['  Its files were changed by hand: they are kept for plugin revert.'] : []),
    ...indented(columns(changes.map(changeRow)), 2),
  ].join('\n');
  return { text, changes };
}

function titleOf(name: string, { version, desc }: Header): string {
  return clean(`${[name, version].filter(Boolean).join(' ')}${desc === null ? '' : `  ${desc}`}`);
}

function versionText({ version }: Header): string {
  return clean(version ?? '(no version)');
}

function facts({ since, capabilities }: Header, from: string): string[] {
  const uses = capabilities.length > 0 ? `${capabilities.join(', ')} (says its header)` : null;
  return [
    `  from    ${from}`,
    ...(since === null ? [] : [`  since   ${clean(since)}`]),
    ...(uses === null ? [] : [`  uses    ${clean(uses)}`]),
  ];
}

function changeRow({ path, change, added, removed }: FileChange): string[] {
  const lines = [added > 0 ? `+${added}` : '', removed > 0 ? `-${removed}` : ''].filter(Boolean).join(' ');
  return [change, path, lines];
}

/** The files that differ, in the order of their names. */
async function compare(old: string, { folder, files }: Staged): Promise<FileChange[]> {
  const { diffLines } = await import('diff');
  const before = filesOf(old);
  const paths = [...new Set([...before, ...files].map(({ path }) => path))].sort();
  return paths.flatMap((path) => {
    const [was, is] = [readText(join(old, path)), readText(join(folder, path))];
    const isOld = before.some((file) => file.path === path);
    const isNew = files.some((file) => file.path === path);
    if (isOld && isNew && was === is) return [];
    const parts = diffLines(was, is);
    const count = (which: 'added' | 'removed'): number =>
      parts.filter((part) => part[which]).reduce((sum, part) => sum + part.count, 0);
    const change = isOld && isNew ? 'changed' : isNew ? 'new' : 'gone';
    return [{ path, change, added: count('added'), removed: count('removed') } as const];
  });
}

function filesOf(folder: string): readonly ContentFile[] {
  try {
    return listContent(folder);
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}

function indented(text: string, by: number): string[] {
  return text === '' ? [] : text.split('\n').map((line) => ' '.repeat(by) + line);
}

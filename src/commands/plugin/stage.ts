// A plugin fetched into a folder of its own beside those that are loaded, looked at, and not loaded yet.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ContentFile, hashContent, listContent } from '../../hub/plugins/content.ts';
import { type Header, readHeader, sinceProblem } from '../../hub/plugins/header.ts';
import { nameProblem } from '../../hub/plugins/lock.ts';
import { VERSION } from '../../protocol/version.ts';
import { CommandError, EXIT } from '../failure.ts';
import { copyFolder } from './copy-folder.ts';
import { fetchGit } from './git-source.ts';
import { type Source, sourceText } from './source.ts';

/** A plugin that could be put in its place. */
export interface Staged {
  readonly name: string;
  readonly folder: string;
  readonly commit: string | null;
  readonly hash: string;
  readonly header: Header;
  readonly files: readonly ContentFile[];
}

export interface StageOptions {
  readonly home: string;
  /** Directory of the built program; examples are beside it. */
  readonly entries: string;
  readonly rev: string | null;
  /** Its name where that is known, else what it calls itself, or its source is called. */
  readonly name?: string | undefined;
}

/** Calls `use` with the plugin of a source; its folder is gone afterwards, unless it was moved. Rejects with Error. */
export async function staged<T>(
  source: Source,
  options: StageOptions,
  use: (plugin: Staged) => Promise<T>,
): Promise<T> {
  const plugins = join(options.home, 'plugins');
  mkdirSync(plugins, { recursive: true });
  const folder = mkdtempSync(join(plugins, '.new-'));
  try {
    const commit = await fill(source, options, folder);
    return await use({ ...look(folder, source, options.name), commit });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the examples are that come with the program. */
export function examplesFolder(entries: string): string {
  return join(dirname(entries), 'lua', 'plugins');
}

/** Returns the commit of what has one. */
async function fill(source: Source, { rev, entries }: StageOptions, folder: string): Promise<string | null> {
  if (source.kind === 'git') return fetchGit(source, rev, folder);
  const path = source.kind === 'folder' ? source.path : join(examplesFolder(entries), source.name);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new CommandError(EXIT.failed, 'not_found', `there is no folder ${path}`);
  copyFolder(path, folder);
  return null;
}

/** What a folder holds. Throws CommandError for what is no plugin, or none for this version. */
export function look(folder: string, source: Source, given: string | undefined): Staged {
  const fail = (kind: string, message: string): CommandError =>
    new CommandError(EXIT.failed, kind, `${sourceText(source)}: ${message}`);
  const init = join(folder, 'init.lua');
  if (!existsSync(init)) throw fail('failed', 'an init.lua expected, there is none: it is no plugin');
  const header = readHeader(readFileSync(init, 'utf8'));
  const tooNew = sinceProblem(header, VERSION);
  if (tooNew !== null) throw fail('too_new', `init.lua:${header.sinceLine}: ${tooNew}`);
  const name = given ?? header.name ?? nameIn(source);
  const wrong = nameProblem(name);
  if (wrong !== null) throw fail('failed', `${wrong} (--name, or --- @name in its init.lua)`);
  try {
    return { name, folder, commit: null, hash: hashContent(folder), header, files: listContent(folder) };
  } catch (error) {
    throw fail('failed', (error as Error).message);
  }
}

/** What a source is called: the last part of where it is. */
function nameIn(source: Source): string {
  if (source.kind === 'example') return source.name;
  const path = source.kind === 'folder' ? source.path : (source.subdir ?? source.url);
  return basename(path)
    .replace(/\.git$/, '')
    .toLowerCase();
}

// Which files are specs, and how each is named in messages.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { readHeader } from '../../hub/plugins/header.ts';
import { isSpec, listLuaFiles, observe } from '../../hub/source-files.ts';
import { sourceFile } from '../../hub/sources.ts';
import type { SourceFile } from '../../lua/types.ts';
import { CommandError, EXIT } from '../failure.ts';

/** A file of tests. */
export interface SpecFile {
  readonly path: string;
  /** As messages name it: from the current directory, or from the home. */
  readonly name: string;
  readonly source: SourceFile;
  /** Files beside it that it may require, and the person's. */
  readonly others: readonly SourceFile[];
  /** The files of the plugin that it is in, as they are on disk; none where it is in no plugin. */
  readonly plugin: readonly SourceFile[];
}

const MAX_DEPTH = 8;

/**
 * The specs that `words` name (files, or folders to look through); without any, those of the home's `user` and
 * `improvements` and of `test` in the current directory. Throws CommandError for a name that is none.
 */
export function findSpecs(
  words: readonly string[],
  where: { readonly cwd: string; readonly home: string },
): string[] {
  const { cwd, home } = where;
  if (words.length === 0) {
    const folders = [join(home, 'user'), join(home, 'improvements'), join(cwd, 'test')];
    return [...new Set(folders.flatMap((folder) => specsIn(folder, 0)))];
  }
  return [
    ...new Set(
      words.flatMap((word) => {
        const places = [cwd, join(home, 'improvements'), join(home, 'user'), home];
        const found = places.map((place) => resolve(place, word)).find((path) => existsSync(path));
        if (!found) throw new CommandError(EXIT.usage, 'not_found', `there is no ${word}`);
        return statSync(found).isDirectory() ? specsIn(found, 0) : [found];
      }),
    ),
  ];
}

function specsIn(folder: string, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return [];
  }
  return entries.flatMap(({ name, isFolder }) => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    const path = join(folder, name);
    if (isFolder) return specsIn(path, depth + 1);
    return isSpec(name) ? [path] : [];
  });
}

function list(folder: string): { readonly name: string; readonly isFolder: boolean }[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const isLink = entry.isSymbolicLink();
      return {
        name: entry.name,
        isFolder: isLink ? isDirectory(join(folder, entry.name)) : entry.isDirectory(),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Reads a spec, and what it may require: `own` are the person's files. Throws CommandError. */
export function readSpec(
  path: string,
  own: readonly SourceFile[],
  where: { readonly cwd: string; readonly home: string },
): SpecFile {
  const name = nameOf(path, where);
  // Whatever layer a spec is in, it may require the files of all.
  const source = sourceFile({ unit: name, layer: 'improvements', path }, readText(path));
  const folder = dirname(path);
  const plugin = pluginAround(folder);
  if (plugin.length > 0) {
    const units = new Set(plugin.map(({ unit }) => unit));
    const others = [...own.filter(({ unit }) => !units.has(unit)), ...plugin];
    return { path, name, source, others, plugin };
  }
  const known = new Set(own.map((file) => file.path));
  const beside = list(folder)
    .filter(({ name: file, isFolder }) => !isFolder && file.endsWith('.lua') && !isSpec(file))
    .map(({ name: file }) => join(folder, file))
    .filter((file) => !known.has(file))
    .map((file) =>
      sourceFile({ unit: nameOf(file, where), layer: 'improvements', path: file }, readText(file)),
    );
  return { path, name, source, others: [...own, ...beside], plugin };
}

/** The files of a plugin by the folder of one of its specs: its init.lua says that it is one by its `--- @name`. */
function pluginAround(folder: string): SourceFile[] {
  const init = join(folder, 'init.lua');
  const name = existsSync(init) ? readHeader(readText(init)).name : null;
  if (name === null) return [];
  return listLuaFiles(folder, `plugins/${name}`, 'plugins', true).flatMap((place) => {
    const seen = observe(place, undefined, true);
    return seen.kind === 'text' ? [sourceFile(place, seen.text)] : [];
  });
}

/** `test/badge_test.lua` from the current directory, `user/badge_test.lua` in the home, else the file's name. */
function nameOf(path: string, { cwd, home }: { readonly cwd: string; readonly home: string }): string {
  for (const root of [home, cwd]) {
    const within = relative(root, path);
    if (!within.startsWith('..') && !within.startsWith('/')) return within;
  }
  return basename(path);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(EXIT.failed, 'not_found', `${path}: ${(error as Error).message}`);
  }
}

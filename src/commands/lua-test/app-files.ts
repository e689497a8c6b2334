// The files that a program under test is made of: those of the package, and above them what a start would load
// now, or just what the test names.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { IMPROVEMENTS } from '../../core/improvement-unit.ts';
import { askedFor } from '../../hub/improvements/capabilities.ts';
import { createPluginJudge } from '../../hub/plugins/judge.ts';
import { listLuaFiles, observe } from '../../hub/source-files.ts';
import { createSources, type FileSet, readPackage, sourceFile, unitOf } from '../../hub/sources.ts';
import type { SourceFile } from '../../lua/types.ts';

/** A file as a test names it: with its text, or one of the home's. */
export interface NamedFile {
  readonly name: string;
  readonly text?: string;
  /** For `app:save`: it is deleted. */
  readonly gone?: boolean;
}

export interface AppFiles {
  /** core and default, as they come with the program, and the clock of tests. */
  readonly base: readonly SourceFile[];
  /** core alone, and what specs have. */
  readonly spec: readonly SourceFile[];
  /** The person's files that can be read, as they were when this run began. */
  readonly readable: readonly SourceFile[];
  /** The person's files, as a start would load them. Throws Error for one that cannot be read. */
  own(): readonly SourceFile[];
  /** Throws Error for a name that no layer has. */
  named(files: readonly NamedFile[]): SourceFile[];
}

/** `entries` is the directory of the built program; `safe` leaves the person's files out. */
export function readAppFiles(options: {
  readonly entries: string;
  readonly home: string;
  readonly safe: boolean;
}): AppFiles {
  const { home } = options;
  const root = dirname(options.entries);
  const packaged = readPackage(root);
  const testing = (folder: string): SourceFile[] => readFolder(join(root, 'lua/testing', folder));
  const { files, problems } = options.safe ? { files: [], problems: [] } : readOwn(home);
  return {
    base: [...packaged, ...testing('world')],
    spec: [...packaged.filter(({ layer }) => layer === 'core'), ...testing('spec')],
    readable: files,
    own() {
      if (problems[0]) throw new Error(`${problems[0].unit}: ${problems[0].message}`);
      return files;
    },
    named: (given) => given.filter(({ gone }) => !gone).map((file) => fileOf(file, home)),
  };
}

function readOwn(home: string): FileSet {
  const sources = createSources(home);
  sources.read(null, Number.MAX_SAFE_INTEGER);
  return createPluginJudge(home).filter(sources.set());
}

/** The place of a file in the home, by name: `user/layout.lua`. */
function fileOf({ name, text }: NamedFile, home: string): SourceFile {
  if (!/^(?:plugins|user|improvements)\/.+\.lua$/.test(name) || name.split('/').includes('..'))
    throw new Error(`files: "${name}" is not user/….lua, improvements/….lua or plugins/….lua`);
  const { unit, layer } = unitOf(name);
  const path = resolve(home, name);
  return sourceFile({ unit, layer, path }, text ?? readHome(path, name));
}

function readHome(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`files: there is no ${name} in the home, and no text is given for it`);
  }
}

/** Lua files of a folder, as core files. Throws Error where they are missing. */
function readFolder(folder: string): SourceFile[] {
  const places = listLuaFiles(folder, 'core', 'core', true);
  if (places.length === 0) throw new Error(`no Lua files in ${folder}: is the package whole?`);
  return places.map((place) => {
    const seen = observe(place, undefined, true);
    if (seen.kind !== 'text') throw new Error(`cannot read ${place.path}`);
    return sourceFile(place, seen.text);
  });
}

/** What the headers of files written by agents ask for, by unit. */
export function askedCapabilities(files: readonly SourceFile[]): Record<string, string[]> {
  return Object.fromEntries(
    files.flatMap(({ unit, layer, text }) => {
      const asked = layer === IMPROVEMENTS ? askedFor(text) : [];
      return asked.length > 0 ? [[unit, asked]] : [];
    }),
  );
}

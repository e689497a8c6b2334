// The Lua files of a home as they stand on disk, and what is wrong with those that cannot be taken. Read
// again and again while they are being saved; what may be half a save (a file gone for a moment, or empty)
// is believed only after it held still.
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { LuaError } from '../core/lua-error.ts';
import type { Layer, SourceFile } from '../lua/types.ts';
import { listLuaFiles, type Observed, observe, type Place } from './source-files.ts';

export interface FileSet {
  readonly files: readonly SourceFile[];
  /** One for every file that could not be taken as it is; what was read of it before stays in `files`. */
  readonly problems: readonly LuaError[];
}

export interface ReadResult {
  /** Units that are different now, or whose problem is. */
  readonly changed: readonly string[];
  /** Something on disk differs from the read before. */
  readonly moved: boolean;
  /** Milliseconds of stillness after which something more will be believed; null where all is. */
  readonly believesAfter: number | null;
}

export interface Sources {
  /**
   * Reads what changed by its stat, and `paths` whatever their stat says (null: all). `stillFor` is how
   * many milliseconds nothing has moved. A `quick` read looks at no other files than those, where it knows them
   * all: with hundreds of files the others' stats cost more than the one file that was saved.
   */
  read(paths: ReadonlySet<string> | null, stillFor: number, quick?: boolean): ReadResult;
  set(): FileSet;
  /** Why a file is not loaded though nothing is wrong with it: there are too many. By unit. */
  leftOut(): ReadonlyMap<string, LuaError>;
  /** Directories of ours, and the real places of links that lead out of them. */
  places(): string[];
}

/** Gone or empty files may be half a save: believed after so many milliseconds of stillness. */
export const GONE_MS = 60;
export const EMPTY_MS = 500;
/** More files written by agents than this are listed, not loaded. */
export const MAX_IMPROVEMENTS = 256;

interface Known {
  readonly place: Place;
  /** What the last read saw. */
  seen: Observed;
  /** What is believed; undefined for a file that never was whole. */
  file: SourceFile | undefined;
}

const folders: readonly { readonly name: string; readonly layer: Layer; readonly links: boolean }[] = [
  { name: 'plugins', layer: 'plugins', links: true },
  { name: 'user', layer: 'user', links: true },
  { name: 'improvements', layer: 'improvements', links: false },
];

/** The files below `home`, none of them read yet. Throws nothing: what cannot be read is a problem. */
export function createSources(home: string, now: () => Date = () => new Date()): Sources {
  const known = new Map<string, Known>();
  let refused: Place[] = [];
  let set: FileSet = { files: [], problems: [] };
  /** When a problem was first seen, so that it stays the same error. */
  const since = new Map<string, string>();

  /** The files at these paths; null where one is not known, or has another place than its own. */
  const unitsAt = (paths: ReadonlySet<string> | null): string[] | null => {
    if (paths === null) return null;
    const units: string[] = [];
    for (const path of paths) {
      const unit = path.startsWith(`${home}/`) ? path.slice(home.length + 1) : '';
      if (known.get(unit)?.place.real !== path) return null;
      units.push(unit);
    }
    return units;
  };
  /** The files that are to be loaded, as they are on disk now. */
  const listActive = (): Map<string, Place> => {
    const listed = folders
      .flatMap(({ name, layer, links }) => listLuaFiles(join(home, name), name, layer, links))
      .filter(({ unit }) => !isData(unit));
    const improvements = listed.filter(({ layer }) => layer === 'improvements');
    refused = improvements.slice(MAX_IMPROVEMENTS);
    const left = new Set(refused);
    return new Map(listed.filter((place) => !left.has(place)).map((place) => [place.unit, place]));
  };

  const problem = ({ unit, path }: Pick<Place, 'unit' | 'path'>, message: string): LuaError => {
    const key = `${unit}\0${message}`;
    const at = since.get(key) ?? now().toISOString();
    since.set(key, at);
    return {
      ok: false,
      kind: 'lua_error',
      phase: 'load',
      unit,
      file: path,
      line: 1,
      message,
      action: 'kept_last_good',
      count: 1,
      first_at: at,
      last_at: at,
    };
  };
  const describe = (): FileSet => {
    const files = [...known.values()].flatMap(({ file }) => file ?? []);
    const problems = [...known.values()].flatMap(({ place, seen }) =>
      seen.kind === 'problem' ? problem(place, seen.message) : [],
    );
    if (refused.length > 0) {
      const message = `${TOO_MANY}: ${refused.length} more are not (the first is ${refused[0]!.unit})`;
      problems.push(problem({ unit: 'improvements', path: join(home, 'improvements') }, message));
    }
    return { files: files.sort((a, b) => (a.unit < b.unit ? -1 : 1)), problems };
  };

  return {
    read(paths, stillFor, quick = false) {
      const few = quick ? unitsAt(paths) : null;
      const active = few ? new Map(few.map((unit) => [unit, known.get(unit)!.place])) : listActive();
      const changed: string[] = [];
      let moved = false;
      let believesAfter: number | null = null;
      for (const unit of few ?? new Set([...known.keys(), ...active.keys()])) {
        const before = known.get(unit);
        const place = active.get(unit) ?? before!.place;
        const isForced = paths === null || paths.has(place.path) || paths.has(place.real);
        const seen = active.has(unit) ? observe(place, before?.seen, isForced) : GONE;
        if (!before || !isSame(before.seen, seen)) moved = true;
        const wait = patience(seen, before?.file);
        const still = moved && !isSame(before?.seen ?? GONE, seen) ? 0 : stillFor;
        const entry: Known = { place, seen, file: before?.file };
        if (still < wait) believesAfter = Math.max(believesAfter ?? 0, wait);
        else entry.file = believe(place, seen, before?.file);
        if (entry.file?.hash !== before?.file?.hash || troubleOf(seen) !== troubleOf(before?.seen))
          changed.push(unit);
        if (entry.seen.kind === 'gone' && !entry.file) known.delete(unit);
        else known.set(unit, entry);
      }
      const next = describe();
      if (changed.length > 0 || !sameProblems(next.problems, set.problems)) set = next;
      return { changed, moved, believesAfter };
    },
    set: () => set,
    leftOut: () =>
      new Map(refused.map((place) => [place.unit, problem(place, `is not loaded: ${TOO_MANY}, by name`)])),
    places: () => {
      const roots = folders.map(({ name }) => join(home, name));
      const linked = [...known.values()].filter(({ place }) => place.real !== place.path);
      return [...roots, ...linked.map(({ place }) => place.real)];
    },
  };
}

/** Presets and workspaces are data, read when they are used. */
function isData(unit: string): boolean {
  return /^user\/(?:agents|workspaces)\//.test(unit);
}

const TOO_MANY = `only the first ${MAX_IMPROVEMENTS} files are loaded`;
const GONE: Observed = { kind: 'gone' };

function patience(seen: Observed, file: SourceFile | undefined): number {
  if (seen.kind === 'gone') return file ? GONE_MS : 0;
  return seen.kind === 'text' && seen.text === '' && file?.text !== '' ? EMPTY_MS : 0;
}

function believe(place: Place, seen: Observed, file: SourceFile | undefined): SourceFile | undefined {
  if (seen.kind === 'gone') return undefined;
  if (seen.kind === 'problem' || seen.text === file?.text) return file;
  return sourceFile(place, seen.text);
}

/** A file with its hash. */
export function sourceFile(place: Pick<Place, 'unit' | 'layer' | 'path'>, text: string): SourceFile {
  const { unit, layer, path } = place;
  return { unit, layer, path, text, hash: createHash('sha256').update(text).digest('hex') };
}

/** The files that come with the program: `lua/core`, `lua/default`, `keybindings`. Throws where they are missing. */
export function readPackage(root: string): SourceFile[] {
  const parts: readonly (readonly [string, string, Layer])[] = [
    ['lua/core', 'core', 'core'],
    ['lua/default', 'default', 'default'],
    ['keybindings', 'keybindings', 'default'],
  ];
  return parts.flatMap(([folder, prefix, layer]) => {
    const places = listLuaFiles(join(root, folder), prefix, layer, true);
    if (places.length === 0) throw new Error(`no Lua files in ${join(root, folder)}: is the package whole?`);
    return places.map((place) => {
      const seen = observe(place, undefined, true);
      if (seen.kind !== 'text') throw new Error(`cannot read ${place.path}`);
      return sourceFile(place, seen.text);
    });
  });
}

/** The unit that a path within the home means: `user/layout.lua`. A path elsewhere keeps its file name. */
export function unitOf(path: string): { readonly unit: string; readonly layer: Layer } {
  const folder = folders.find(({ name }) => path.startsWith(`${name}/`));
  return folder ? { unit: path, layer: folder.layer } : { unit: `user/${basename(path)}`, layer: 'user' };
}

function troubleOf(seen: Observed | undefined): string | null {
  return seen?.kind === 'problem' ? seen.message : null;
}

function isSame(a: Observed, b: Observed): boolean {
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text;
  if (a.kind === 'problem' && b.kind === 'problem') return a.message === b.message;
  return a.kind === b.kind;
}

function sameProblems(a: readonly LuaError[], b: readonly LuaError[]): boolean {
  return (
    a.length === b.length &&
    a.every((error, i) => error.unit === b[i]!.unit && error.message === b[i]!.message)
  );
}

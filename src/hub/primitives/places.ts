// Where Lua may reach: the projects of the agents, the home of the program, and (for files that a person
// wrote) the person's home directory. A path is judged by where it really is, links followed, and what is
// opened is what was judged.
import { existsSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { explain, PrimitiveError } from './failure.ts';
import { keyFiles } from './keyring/secrets.ts';

/** Who asks: the file, and the agent that is in front of it. */
export interface Asker {
  readonly unit: string;
  /** An agent's id; undefined where no view is known. */
  readonly agent: string | undefined;
}

export interface Places {
  /** Directory of the asker's project. Throws PrimitiveError `no_project`. */
  project(asker: Asker): string;
  /** `path` as the asker means it: absolute, `~` written out, no `..` left. */
  absolute(path: string, asker: Asker): string;
  /** The real path of something that is there. */
  reading(path: string, asker: Asker): Promise<string>;
  /** The real path of a file that may be made or replaced: its directory is there. A link is followed. */
  writing(path: string, asker: Asker): Promise<string>;
  /** The real path of an entry of a directory, which may itself be a link: to remove or move it. */
  entry(path: string, asker: Asker): Promise<string>;
  /** The real path of a directory that is to be made, with those above it that are missing. */
  making(path: string, asker: Asker): Promise<string>;
  /** Whether a real path is within reach of the asker. */
  isWithin(real: string, asker: Asker): Promise<boolean>;
  /** A directory made on a file's behalf is within reach from then on. */
  add(directory: string): void;
}

export interface PlacesOptions {
  readonly home: string;
  /** Directory an agent was started in. */
  readonly cwdOf: (agent: string) => string | undefined;
  /** Directories of all agents. */
  readonly cwds: () => readonly string[];
  /** The agent in front of the person, where the asker has no view. */
  readonly inFront: () => string | undefined;
  readonly personsHome?: string;
}

const LONGEST_PATH = 4096;

export function createPlaces(options: PlacesOptions): Places {
  const { home, cwdOf, cwds, inFront } = options;
  const personsHome = options.personsHome ?? homedir();
  const added = new Set<string>();

  const isProject = (directory: string): boolean => !contains(directory, personsHome) && directory !== '/';
  const project = (asker: Asker): string => {
    const agent = asker.agent ?? inFront();
    const cwd = agent === undefined ? undefined : cwdOf(agent);
    const found = cwd && projectOf(cwd, personsHome);
    if (found && isProject(found)) return found;
    const why = cwd ? `the focused agent runs in ${cwd}` : 'no agent is focused';
    throw new PrimitiveError('no_project', `there is no project: ${why}. Give an absolute path`);
  };
  const absolute = (path: string, asker: Asker): string => {
    if (path.includes('\0') || path.length > LONGEST_PATH)
      throw new PrimitiveError('usage', 'that is no path of a file');
    if (path === '~/.botster' || path.startsWith('~/.botster/')) return join(home, path.slice(10));
    if (path === '~' || path.startsWith('~/')) return join(personsHome, path.slice(1));
    return isAbsolute(path) ? resolve(path) : resolve(project(asker), path);
  };
  const roots = function* (asker: Asker): Generator<string> {
    yield home;
    if (!isUntrusted(asker)) yield personsHome;
    yield* added;
    for (const cwd of new Set(cwds())) {
      const found = projectOf(cwd, personsHome);
      if (isProject(found)) yield found;
    }
  };
  const anyRoot = async (asker: Asker, holds: (root: string) => boolean): Promise<boolean> => {
    for (const root of roots(asker)) {
      // A root may be a link; a project that is gone holds nothing.
      const real = await realpath(root).catch(() => null);
      if (real !== null && holds(real)) return true;
    }
    return false;
  };
  const isWithin = async (real: string, asker: Asker): Promise<boolean> =>
    isOurs(asker) || anyRoot(asker, (root) => contains(root, real));
  const within = async (real: string, path: string, asker: Asker): Promise<string> => {
    if (!(await isWithin(real, asker)))
      throw new PrimitiveError('outside', `${path}: outside of the projects and of ${home}`);
    if (await isKeyring(real, home))
      throw new PrimitiveError('denied', `${path}: what the keyring keeps is reached with keyring.get alone`);
    return real;
  };
  const changeable = async (real: string, path: string, asker: Asker): Promise<string> => {
    await within(real, path, asker);
    if (real.split('/').includes('.git'))
      throw new PrimitiveError('denied', `${path}: what git keeps is changed by git alone`);
    if (isUntrusted(asker) && !(await isImprovable(real, home)))
      throw new PrimitiveError('denied', `${path}: files of improvements/ change nothing else in ${home}`);
    return real;
  };
  const judged = async (path: string, find: () => Promise<string>): Promise<string> => {
    try {
      return await find();
    } catch (error) {
      throw explain(error, path);
    }
  };

  return {
    project,
    absolute,
    isWithin,
    reading: (path, asker) =>
      judged(path, async () => {
        const wanted = absolute(path, asker);
        const real = await realpath(wanted).catch(async (error: Error) => {
          // What is not there is no more told of than what is, where the asker does not reach.
          await within(await realAncestor(wanted), path, asker);
          throw error;
        });
        return within(real, path, asker);
      }),
    writing: (path, asker) =>
      judged(path, async () => {
        const wanted = absolute(path, asker);
        const real = (await isThere(wanted)) ? await realpath(wanted) : await inRealDirectory(wanted);
        return changeable(real, path, asker);
      }),
    entry: (path, asker) =>
      judged(path, async () => {
        const real = await changeable(await inRealDirectory(absolute(path, asker)), path, asker);
        if (await anyRoot(asker, (root) => root === real))
          throw new PrimitiveError('denied', `${path}: a project or home as a whole stays where it is`);
        return real;
      }),
    making: (path, asker) =>
      judged(path, async () => changeable(await realAncestor(absolute(path, asker)), path, asker)),
    add: (directory) => void added.add(directory),
  };
}

/** Whether `path` is `directory` or below it. */
export function contains(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/** Files that agents write. */
export function isUntrusted({ unit }: { readonly unit: string }): boolean {
  return unit.startsWith('improvements/');
}

/** What comes with the program reaches what a person names: a project of which no agent is. */
function isOurs({ unit }: Asker): boolean {
  return unit.startsWith('default/') || unit.startsWith('core/');
}

/** The repository that a directory is in; the directory itself where it is in none. */
function projectOf(cwd: string, personsHome: string): string {
  for (let at = resolve(cwd); at !== '/' && at !== personsHome; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
  }
  return resolve(cwd);
}

/** Whether a file that an agent wrote may change this: anything but the rest of the program's home. */
async function isImprovable(real: string, home: string): Promise<boolean> {
  const realHome = await realpath(home);
  return !contains(realHome, real) || contains(join(realHome, 'improvements'), real);
}

/** Whether it is one of the files that hold secrets where the system has no keyring. */
async function isKeyring(real: string, home: string): Promise<boolean> {
  return keyFiles.some((name) => name === basename(real)) && dirname(real) === (await realpath(home));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

/** The entry itself, in the real place of its directory. */
async function inRealDirectory(path: string): Promise<string> {
  return path === '/' ? path : join(await realpath(dirname(path)), basename(path));
}

/** The nearest directory that is there, really, with the rest of the path behind it. */
async function realAncestor(path: string): Promise<string> {
  if (path === '/' || (await isThere(path))) return realpath(path);
  return join(await realAncestor(dirname(path)), basename(path));
}

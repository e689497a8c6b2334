// The lock of plugins, `plugins.lock.json` in the home: where each came from and what a person agreed to, as the
// hash of its content. Written by the command line and by the hub, each time whole.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../replace-file.ts';

/** What a person agreed to of one plugin. */
export interface Locked {
  /** What was added: `OWNER/REPO`, a git address, an absolute path, `example:NAME`. */
  readonly source: string;
  /** The folder within the source that is the plugin; null for all of it. */
  readonly subdir: string | null;
  /** What was asked for: a commit, tag or branch; null for the newest. */
  readonly rev: string | null;
  /** The commit that it is; null for what has none. */
  readonly commit: string | null;
  /** Of its content (content.ts); null for a linked one, which may change. */
  readonly hash: string | null;
  /** ISO 8601. */
  readonly added_at: string;
  readonly enabled: boolean;
  readonly linked?: boolean;
  /** Content that is about to be put in place of it: a change that was cut off in the middle leaves one or the other. */
  readonly next_hash?: string;
  /** What it was before the last update; its files are kept. */
  readonly previous?: Pick<Locked, 'rev' | 'commit' | 'hash' | 'added_at'>;
}

export interface Lock {
  readonly plugins: Readonly<Record<string, Locked>>;
  /** Entries that cannot be understood, with why: the others hold all the same. */
  readonly broken: ReadonlyMap<string, string>;
  /** Why the whole file cannot be understood; null where it can, or is not there. */
  readonly problem: string | null;
}

export const LOCK_FILE = 'plugins.lock.json';

/** What a plugin may be called: it is a folder, and the first word of `require("name.mod")`. */
const NAME = /^[a-z][a-z0-9_-]{0,62}$/;
const TAKEN = ['core', 'default', 'plugins', 'user', 'improvements', 'keybindings'];

/** What is wrong with a name; null for a good one. */
export function nameProblem(name: string): string | null {
  if (!NAME.test(name))
    return `"${name}" is no name for a plugin: lower-case letters, digits, - and _ expected, a letter first`;
  return TAKEN.includes(name) ? `"${name}" is the name of a layer: a plugin cannot have it` : null;
}

/** The lock of a home. Throws nothing: what cannot be understood is in `broken` or `problem`. */
export function readLock(home: string): Lock {
  const path = join(home, LOCK_FILE);
  if (!existsSync(path)) return { plugins: {}, broken: new Map(), problem: null };
  try {
    return parseLock(readFileSync(path, 'utf8'));
  } catch (error) {
    return { plugins: {}, broken: new Map(), problem: `${LOCK_FILE}: ${(error as Error).message}` };
  }
}

/** Throws Error where the text is no JSON object. */
export function parseLock(text: string): Lock {
  const all: unknown = JSON.parse(text);
  if (!isObject(all)) throw new Error('an object with an entry for each plugin expected');
  const plugins: Record<string, Locked> = {};
  const broken = new Map<string, string>();
  for (const [name, entry] of Object.entries(all)) {
    const wrong = nameProblem(name) ?? entryProblem(entry);
    if (wrong === null) plugins[name] = entry as Locked;
    else broken.set(name, `${LOCK_FILE}: entry "${name}": ${wrong}`);
  }
  return { plugins, broken, problem: null };
}

/**
 * Changes one entry, null removes it; all others stay as they stand, understood or not. Throws Error where the file
 * is there and no JSON: it is not written over.
 */
export function changeLock(home: string, name: string, entry: Locked | null): void {
  const path = join(home, LOCK_FILE);
  const { problem } = readLock(home);
  if (problem !== null) throw new Error(`${problem}; mend it or remove the file, nothing was changed`);
  const all = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
  const { [name]: _, ...others } = all;
  const next = entry === null ? others : { ...others, [name]: entry };
  const sorted = Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1)));
  replaceFile(path, `${JSON.stringify(sorted, null, 2)}\n`, 0o600);
}

function entryProblem(entry: unknown): string | null {
  if (!isObject(entry)) return 'an object expected';
  const isText = (value: unknown): boolean => typeof value === 'string';
  const isMaybeText = (value: unknown): boolean => value === null || typeof value === 'string';
  const isLinked = entry['linked'] === true;
  const fields: readonly (readonly [string, boolean, string])[] = [
    ['source', isText(entry['source']), 'a text'],
    ['subdir', isMaybeText(entry['subdir']), 'a text or null'],
    ['rev', isMaybeText(entry['rev']), 'a text or null'],
    ['commit', isMaybeText(entry['commit']), 'a text or null'],
    ['hash', isLinked ? entry['hash'] === null : isHash(entry['hash']), isLinked ? 'null' : '64 hex digits'],
    ['next_hash', entry['next_hash'] === undefined || isHash(entry['next_hash']), '64 hex digits'],
    ['added_at', isText(entry['added_at']), 'a time'],
    ['enabled', typeof entry['enabled'] === 'boolean', 'true or false'],
    ['linked', ['boolean', 'undefined'].includes(typeof entry['linked']), 'true or false'],
    ['previous', entry['previous'] === undefined || isObject(entry['previous']), 'an object'],
  ];
  const wrong = fields.find(([, isGood]) => !isGood);
  return wrong ? `${wrong[0]}: ${wrong[2]} expected` : null;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

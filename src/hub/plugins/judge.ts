// Which plugins are loaded: those that the lock knows, with the very content that a person agreed to, or linked to be
// worked on. Each is judged for itself: whatever is wrong with one, and even with the lock, the others go on.
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LuaError } from '../../core/lua-error.ts';
import { VERSION } from '../../protocol/version.ts';
import type { FileSet } from '../sources.ts';
import { hashContent, type KnownHashes } from './content.ts';
import { readHeader, sinceProblem } from './header.ts';
import { LOCK_FILE, type Lock, readLock } from './lock.ts';

/** What is wrong with a plugin, and at which line of its init.lua. */
export interface Fault {
  readonly line: number;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** `off` is a person's wish; a fault is said. */
export type Verdict = 'load' | 'off' | Fault;

export interface PluginJudge {
  /** The set without the plugins that are not to be loaded, and with why. The same set has the same answer. */
  filter(set: FileSet): FileSet;
  /** Looks at everything again the next time. */
  forget(): void;
}

/** Judges the plugins of a home. `now` says when a fault is first seen. */
export function createPluginJudge(home: string, now: () => Date = () => new Date()): PluginJudge {
  const hashes: KnownHashes = new Map();
  const since = new Map<string, string>();
  let last: { readonly set: FileSet; readonly result: FileSet } | null = null;
  /** Verdicts, and what they were made from. */
  let judged: { readonly key: string; readonly verdicts: ReadonlyMap<string, Verdict> } | null = null;

  const errorOf = (unit: string, { line, message, hint }: Fault): LuaError => {
    const key = `${unit}\0${message}`;
    const at = since.get(key) ?? now().toISOString();
    since.set(key, at);
    return {
      ...{ ok: false, kind: 'lua_error', phase: 'load', unit, file: join(home, unit), line },
      ...{ message, hint, action: 'disabled', count: 1, first_at: at, last_at: at },
    };
  };
  const verdictsOn = ({ files, problems }: FileSet): ReadonlyMap<string, Verdict> => {
    const key = [
      lockStamp(home),
      ...files.map(({ unit, hash }) => `${unit} ${hash}`),
      ...problems.map(({ unit, message }) => `${unit} ${message}`),
    ].join('\n');
    if (judged?.key === key) return judged.verdicts;
    const lock = readLock(home);
    const verdicts = new Map<string, Verdict>();
    for (const name of new Set([...files, ...problems].map(({ unit }) => pluginOf(unit)))) {
      const init = files.find(({ unit }) => unit === initOf(name))?.text;
      // What is wrong with a file that cannot be read is told anyway.
      const unread = problems.some(({ unit }) => unit === initOf(name)) ? '' : null;
      verdicts.set(name, judgePlugin(home, name, init ?? unread, lock, hashes));
    }
    judged = { key, verdicts };
    return verdicts;
  };
  const judge = (set: FileSet): FileSet => {
    const files = set.files.filter(isPlugins);
    const broken = set.problems.filter(isPlugins);
    if (files.length + broken.length === 0) return set;
    const verdicts = verdictsOn({ files, problems: broken });
    const isLoaded = (of: { readonly unit: string }): boolean =>
      !isPlugins(of) || verdicts.get(pluginOf(of.unit)) === 'load';
    const faults = [...verdicts].flatMap(([name, verdict]) =>
      typeof verdict === 'string'
        ? []
        : [errorOf(name.endsWith('.lua') ? `plugins/${name}` : initOf(name), verdict)],
    );
    return { files: set.files.filter(isLoaded), problems: [...set.problems.filter(isLoaded), ...faults] };
  };

  return {
    filter(set) {
      if (last?.set !== set) last = { set, result: judge(set) };
      return last.result;
    },
    forget() {
      last = null;
      judged = null;
    },
  };
}

/** Whether a plugin of the home is loaded. `init` is the text of its init.lua, null without one. */
export function judgePlugin(
  home: string,
  name: string,
  init: string | null,
  lock: Lock,
  hashes: KnownHashes = new Map(),
): Verdict {
  const fault = (why: string, hint: string, line = 1): Fault => ({
    ...{ line, message: `is not loaded: ${why}`, hint: `${hint}; other plugins are loaded` },
  });
  if (name.endsWith('.lua'))
    return fault('a plugin is a folder with an init.lua', 'single files have their place in user/');
  const accept = `botster-tui plugin trust ${name} accepts it as it is`;
  if (lock.problem !== null) return fault(lock.problem, `mend or remove it, then ${accept}`);
  const broken = lock.broken.get(name);
  if (broken !== undefined) return fault(broken, accept);
  const entry = Object.hasOwn(lock.plugins, name) ? lock.plugins[name] : undefined;
  // Gone, and known of until it is believed.
  if (!isThere(home, name)) return 'off';
  if (!entry) return fault(`${LOCK_FILE} does not know it`, accept);
  if (!entry.enabled) return 'off';
  const changed = entry.linked
    ? linkProblem(home, name, entry.source)
    : contentProblem(home, name, [entry.hash, entry.next_hash], hashes);
  if (changed !== null) return fault(changed, `${accept}, botster-tui plugin update ${name} fetches it anew`);
  if (init === null) return fault('it has no init.lua', 'put one into its folder');
  const header = readHeader(init);
  const tooNew = sinceProblem(header, VERSION);
  if (tooNew === null) return 'load';
  return fault(tooNew, `update botster-tui, or go back: botster-tui plugin revert ${name}`, header.sinceLine);
}

function isPlugins({ unit }: { readonly unit: string }): boolean {
  return unit.startsWith('plugins/');
}

function isThere(home: string, name: string): boolean {
  return lstatSync(join(home, 'plugins', name), { throwIfNoEntry: false }) !== undefined;
}

function contentProblem(
  home: string,
  name: string,
  agreed: readonly (string | null | undefined)[],
  hashes: KnownHashes,
): string | null {
  const folder = join(home, 'plugins', name);
  try {
    if (lstatSync(folder).isSymbolicLink())
      return `plugins/${name} is a link, which ${LOCK_FILE} does not say`;
    return agreed.includes(hashContent(folder, hashes)) ? null : `its files are not those of ${LOCK_FILE}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function linkProblem(home: string, name: string, source: string): string | null {
  const folder = join(home, 'plugins', name);
  try {
    if (!lstatSync(folder).isSymbolicLink())
      return `plugins/${name} is no link, which ${LOCK_FILE} says it is`;
    const real = realpathSync(folder);
    return real === realpathSync(source)
      ? null
      : `plugins/${name} leads to ${real}, ${LOCK_FILE} says ${source}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function lockStamp(home: string): string {
  const stat = statSync(join(home, LOCK_FILE), { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : '';
}

/** `name` of `plugins/name/lua/mod.lua`; `file.lua` of a file that is in no plugin. */
export function pluginOf(unit: string): string {
  return unit.split('/')[1] ?? unit;
}

/** The unit that a plugin begins with. */
export function initOf(name: string): string {
  return `plugins/${name}/init.lua`;
}

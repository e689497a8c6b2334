// The plugins of a home as they are listed: those that are in its folder, and those that the lock alone knows.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LuaError } from '../../core/lua-error.ts';
import { readHeader } from './header.ts';
import { initOf, judgePlugin, pluginOf } from './judge.ts';
import { readLock } from './lock.ts';

/**
 * What has become of a plugin. `blocked`: it is not loaded, since its content or the lock is not as agreed to, or it
 * needs a newer program. `refused`: its Lua failed. `installed`: nothing runs that could load it. `gone`: the lock
 * knows it, and its folder is not there.
 */
export type PluginState = 'live' | 'refused' | 'blocked' | 'disabled' | 'installed' | 'gone';

export interface PluginRow {
  readonly name: string;
  readonly version: string | null;
  readonly desc: string | null;
  readonly state: PluginState;
  readonly enabled: boolean;
  readonly linked: boolean;
  readonly source: string | null;
  readonly subdir: string | null;
  readonly rev: string | null;
  readonly commit: string | null;
  readonly added_at: string | null;
  /** What its files have registered, by kind. */
  readonly registered: Readonly<Record<string, number>>;
  readonly error?: Pick<LuaError, 'unit' | 'line' | 'message'> & { readonly hint?: string };
}

/** A Lua file as the world has it. */
export interface PluginUnit {
  readonly path: string;
  readonly status: string;
  readonly registered: Readonly<Record<string, number>>;
  readonly error?: LuaError;
}

/** All plugins, by name. `units` are the files of the world that runs; null where none does. */
export function listPlugins(home: string, units: readonly PluginUnit[] | null): PluginRow[] {
  const lock = readLock(home);
  const known = [...Object.keys(lock.plugins), ...lock.broken.keys()];
  const names = [...new Set([...foldersIn(home), ...known])].sort();
  return names.map((name) => {
    const entry = lock.plugins[name];
    const init = readInit(home, name);
    const mine = (units ?? []).filter(({ path }) => path.startsWith(`plugins/${name}/`));
    const header = readHeader(init ?? '');
    const about = {
      ...{ name, version: header.version, desc: header.desc },
      ...{ enabled: entry?.enabled ?? false, linked: entry?.linked ?? false },
      ...{ source: entry?.source ?? null, subdir: entry?.subdir ?? null, rev: entry?.rev ?? null },
      ...{ commit: entry?.commit ?? null, added_at: entry?.added_at ?? null },
    };
    const rest = (state: PluginState, error?: PluginRow['error']): PluginRow => ({
      ...{ ...about, state, registered: state === 'live' ? sum(mine) : {} },
      ...(error ? { error } : {}),
    });
    if (!lstatSync(join(home, 'plugins', name), { throwIfNoEntry: false })) return rest('gone');
    const verdict = judgePlugin(home, name, init, lock);
    if (verdict === 'off') return rest('disabled');
    if (verdict !== 'load') {
      const unit = name.endsWith('.lua') ? `plugins/${name}` : initOf(name);
      return rest('blocked', { unit, ...verdict });
    }
    if (units === null) return rest('installed');
    const error = mine.find((unit) => unit.error)?.error;
    const isLive = mine.some(({ path, status }) => path === initOf(name) && status === 'live');
    return rest(isLive && !error ? 'live' : 'refused', error);
  });
}

function foldersIn(home: string): string[] {
  try {
    return readdirSync(join(home, 'plugins'), { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink() || entry.name.endsWith('.lua'))
      .map(({ name }) => pluginOf(`plugins/${name}`));
  } catch {
    return [];
  }
}

function readInit(home: string, name: string): string | null {
  try {
    return readFileSync(join(home, 'plugins', name, 'init.lua'), 'utf8');
  } catch {
    return null;
  }
}

function sum(units: readonly PluginUnit[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { registered } of units)
    for (const [what, count] of Object.entries(registered)) total[what] = (total[what] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).sort(([a], [b]) => (a < b ? -1 : 1)));
}

// What Lua asks about plugins, by the name of the API function.
import { refuse } from '../../protocol/rpc.ts';
import type { LuaFiles } from '../lua-files.ts';
import type { LuaHost } from '../lua-host.ts';
import { type Params, text } from '../params.ts';
import type { Recent } from '../recent.ts';
import { changeLock, LOCK_FILE, readLock } from './lock.ts';
import { listPlugins, type PluginRow } from './rows.ts';

export interface PluginParts {
  readonly home: string;
  readonly lua: Pick<LuaHost, 'world'>;
  readonly files: Pick<LuaFiles, 'reloadAll'>;
  readonly recent: Pick<Recent, 'since'>;
}

type Doer = (params: Params) => unknown;

/** Throws RpcError `not_found` for a plugin that is none. */
export type PluginRequests = Readonly<Record<'list' | 'enable' | 'disable' | 'reload' | 'logs', Doer>>;

export function pluginRequests(parts: PluginParts): PluginRequests {
  const { home } = parts;
  // Who asked has its answer first: its world ends with the reload.
  const buildAnew = (): true => {
    setImmediate(() => void parts.files.reloadAll());
    return true;
  };
  const change = (name: string, enabled: boolean): true => {
    const { plugins, broken, problem } = readLock(home);
    const entry = Object.hasOwn(plugins, name) ? plugins[name] : undefined;
    if (!entry)
      throw refuse('not_found', problem ?? broken.get(name) ?? `${LOCK_FILE} knows no plugin "${name}"`);
    changeLock(home, name, { ...entry, enabled });
    return buildAnew();
  };
  const list = (): PluginRow[] => listPlugins(home, parts.lua.world().units());

  return {
    list,
    enable: (params) => change(text(params, 'name'), true),
    disable: (params) => change(text(params, 'name'), false),
    reload(params) {
      const name = text(params, 'name');
      if (!list().some((row) => row.name === name)) throw refuse('not_found', `there is no plugin "${name}"`);
      return buildAnew();
    },
    logs(params) {
      const folder = `plugins/${text(params, 'name')}/`;
      return parts.recent
        .since(0)
        .filter(({ unit }) => unit?.startsWith(folder))
        .map(({ seq, at, kind, level, unit, text: line }) => ({ seq, at, kind, level, unit, text: line }));
    },
  };
}

// Methods about Lua: what is live, what was refused and why, and code from outside.
import type { LuaError } from '../../core/lua-error.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { LuaUnit } from '../../protocol/hub-lua-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Hub } from '../hub.ts';
import { labelOf } from '../improvements/replaced.ts';
import { unitOf } from '../sources.ts';

type Names = 'reload' | `lua.${'list' | 'check' | 'wait' | 'errors' | 'eval'}`;

/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;

export function luaHandlers(hub: Hub): Pick<Handlers<HubMethods>, Names> {
  const { lua, files, improvements } = hub;
  const ready = async (): Promise<void> => {
    await lua.ready(WORLD_MS);
    if (!lua.isLua()) throw refuse('failed', lua.absence());
  };
  return {
    async reload() {
      await ready();
      const { outcome } = await files.reloadAll();
      const errors = [...lua.errors()];
      return { ok: outcome.ok && errors.length === 0, generation: outcome.generation, errors };
    },
    async 'lua.list'() {
      await ready();
      await improvements.upgrades.looked();
      const units = lua
        .world()
        .units()
        .map((unit) => withAllFields(unit, improvements.upgrades.of(unit.path).map(labelOf)));
      const listed = new Set(units.map(({ path }) => path));
      const off = improvements.switches.off().filter((unit) => files.exists(unit));
      const unread = lua.errors().filter(({ unit }) => !listed.has(unit) && /\.lua$/.test(unit));
      const disabled = off.map((unit) => unloaded(unit, 'disabled'));
      return {
        units: [...units, ...unread.map(refusedUnit), ...disabled],
        left_out: [...files.leftOut().keys()],
      };
    },
    async 'lua.check'({ path, text }) {
      await ready();
      const before = new Set(lua.errors().map(keyOf));
      const outcome = await files.check(path, text);
      // What was wrong with other files before is not this one's.
      const errors = outcome.errors.filter((error) => isAbout(error, path) || !before.has(keyOf(error)));
      return { ok: errors.length === 0, errors, warnings: [...outcome.warnings] };
    },
    async 'lua.wait'({ path, timeout }) {
      await ready();
      const verdict = await files.verdict(path, timeout * 1000);
      const generation = lua.world().generation();
      switch (verdict.kind) {
        case 'live':
          return { ok: true, answered: true, generation, registered: { ...verdict.registered } };
        case 'refused':
          return { ok: false, answered: true, generation, error: verdict.error };
        case 'late':
          return { ok: false, answered: false, generation };
        case 'unknown':
          if (improvements.switches.isOff(path))
            throw refuse('failed', `${path} is switched off: botster-tui lua enable ${path}`);
          throw refuse('not_found', `${path} is none of the Lua files of ${hub.home}`);
      }
    },
    async 'lua.errors'() {
      await lua.ready(WORLD_MS);
      return { errors: [...lua.errors()] };
    },
    async 'lua.eval'({ code }) {
      await ready();
      const { ok, value, error } = await lua.world().eval(code);
      return { ok, ...(value === undefined ? {} : { value }), ...(error ? { error } : {}) };
    },
  };
}

type WorldUnit = ReturnType<ReturnType<Hub['lua']['world']>['units']>[number];

function withAllFields({ error, ...unit }: WorldUnit, changed: readonly string[]): LuaUnit {
  return {
    ...unit,
    ...(changed.length > 0 ? { changed_defaults: changed } : {}),
    ...(error ? { error } : {}),
  };
}

function refusedUnit(error: LuaError): LuaUnit {
  return { ...unloaded(error.unit, 'refused'), error };
}

function unloaded(path: string, status: LuaUnit['status']): LuaUnit {
  return { path, layer: unitOf(path).layer, status, generation: 0, live_since: null, registered: {} };
}

function isAbout(error: LuaError, path: string): boolean {
  return error.unit === path || error.file === path || error.unit.endsWith(`/${path}`);
}

function keyOf({ unit, line, message }: LuaError): string {
  return `${unit}:${line}:${message}`;
}

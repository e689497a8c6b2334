// Methods about what was, is not, and may be: earlier versions of a Lua file, files switched off, grants, and
// who owns a name.
import { resolve } from 'node:path';
import { quoteLua } from '../../lua/lua-literal.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Hub } from '../hub.ts';
import { unitOf } from '../sources.ts';

type Names = 'lua.versions' | 'lua.revert' | 'lua.switch' | 'lua.capabilities' | 'lua.grant' | 'lua.who';

export function luaKeepHandlers(
  hub: Hub,
  wait: (path: string, timeout: number) => ReturnType<Handlers<HubMethods>['lua.wait']>,
): Pick<Handlers<HubMethods>, Names> {
  const { improvements } = hub;
  return {
    'lua.versions'({ path }) {
      return { versions: improvements.versions(unitIn(hub, path)).map((version) => ({ ...version })) };
    },
    async 'lua.revert'({ path, to }) {
      const unit = unitIn(hub, path);
      const number = improvements.revert(unit, to);
      const verdict = await wait(unit, 10);
      void hub.happened('lua:rolled_back', { unit, to: number });
      return { ...verdict, version: number };
    },
    async 'lua.switch'({ path, on }) {
      const unit = unitIn(hub, path);
      await improvements.setOn(unit, on);
      return { unit };
    },
    'lua.capabilities'({ path }) {
      const { asked, granted } = improvements.capabilities(unitIn(hub, path));
      return { asked: [...asked], granted: [...granted] };
    },
    async 'lua.grant'({ path, capability, granted }) {
      const unit = unitIn(hub, path);
      if (unitOf(unit).layer !== 'improvements')
        throw refuse('usage', `${unit} needs no grant: only files of improvements/ do`);
      await improvements.answer(unit, capability, granted);
      return null;
    },
    async 'lua.who'({ name }) {
      const { ok, value, error } = await hub.lua
        .world()
        .eval(`return json.encode(json.array(botster.who(${quoteLua(name)})))`);
      if (!ok) throw refuse('failed', error?.message ?? 'Lua does not run');
      // The value is shown as Lua shows a text: quoted.
      return { owners: JSON.parse(JSON.parse(value ?? '"[]"')) };
    },
  };
}

/** The unit of a path within the home, absolute or from the home. */
function unitIn({ home }: Hub, path: string): string {
  const within = resolve(home, path);
  if (!within.startsWith(`${home}/`)) throw refuse('usage', `${path} is not below ${home}`);
  return unitOf(within.slice(home.length + 1)).unit;
}

// Methods about what was, is not, and may be: earlier versions of a Lua file, files switched off, grants, and
// who owns a name.
import { resolve } from 'node:path';
import { quoteLua } from '../../lua/lua-literal.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { LuaOwner, LuaReplaced } from '../../protocol/hub-lua-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Hub } from '../hub.ts';
import type { Improvements } from '../improvements/improvements.ts';
import { askReplaced, labelOf, type Replaced } from '../improvements/replaced.ts';
import { unitOf } from '../sources.ts';

type Names =
  `lua.${'versions' | 'revert' | 'switch' | 'capabilities' | 'grant' | 'who' | 'replaced' | 'seen'}`;

/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;

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
      void hub.events.tell('lua:rolled_back', { unit, to: number });
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
      await looked(hub);
      const { ok, value, error } = await hub.lua
        .world()
        .eval(`return json.encode(json.array(botster.who(${quoteLua(name)})))`);
      if (!ok) throw refuse('failed', error?.message ?? 'Lua does not run');
      // The value is shown as Lua shows a text: quoted.
      const owners = JSON.parse(JSON.parse(value ?? '"[]"')) as LuaOwner[];
      return { owners: owners.map((owner) => withChange(owner, improvements)) };
    },
    async 'lua.replaced'({ path }) {
      await looked(hub);
      const unit = unitIn(hub, path);
      const world = hub.lua.world();
      const rows = await askReplaced(world, unit);
      if (!rows) throw refuse('failed', 'the Lua world does not answer');
      const was = new Map(improvements.upgrades.of(unit).map((row) => [labelOf(row), row.was]));
      return { live: world.text(unit) !== null, replaced: rows.map((row) => replacedRow(row, was)) };
    },
    async 'lua.seen'({ path }) {
      await looked(hub);
      return { settled: improvements.upgrades.seen(unitIn(hub, path)) };
    },
  };
}

/** Rejects where there is no Lua. */
async function looked({ lua, improvements }: Hub): Promise<void> {
  await lua.ready(WORLD_MS);
  if (!lua.isLua()) throw refuse('failed', lua.absence());
  await improvements.upgrades.looked();
}

function withChange(owner: LuaOwner, { upgrades }: Improvements): LuaOwner {
  // A hook is asked for by its name or its event alone.
  const found = upgrades
    .of(owner.owner.replace(/:\d+$/, ''))
    .find(
      ({ kind, name }) =>
        kind === owner.kind &&
        (name === owner.name || (kind === 'hook' && name.split(' ').includes(owner.name))),
    );
  return found ? { ...owner, changed_default: found.below.owner } : owner;
}

function replacedRow({ file: _, ...row }: Replaced, was: ReadonlyMap<string, string | null>): LuaReplaced {
  const before = was.get(labelOf(row));
  return before === undefined ? row : { ...row, was: before };
}

/** The unit of a path within the home, absolute or from the home. */
function unitIn({ home }: Hub, path: string): string {
  const within = resolve(home, path);
  if (!within.startsWith(`${home}/`)) throw refuse('usage', `${path} is not below ${home}`);
  return unitOf(within.slice(home.length + 1)).unit;
}

// lua who, history, revert, disable, enable, grant, revoke: what a person can do about Lua files.
import type { LuaOwner, LuaVersion } from '../protocol/hub-lua-api.ts';
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { luaFailure } from './lua.ts';
import { neverLive, textOnDisk, unitOf, versionsOf } from './lua-versions.ts';
import { columns, json } from './text.ts';
import type { Verb } from './verb.ts';

/** `lua who` */
export const who: Verb = {
  usage: 'lua who NAME [--json]',
  summary: 'Names the file and line that owns a key, a method of App, an action, hook, widget, slot or mode.',
  examples: ['botster-tui lua who App.render', 'botster-tui lua who "ctrl+b n"'],
  words: ['NAME'],
  async run(args, context) {
    const name = args.words[0]!;
    const { owners } = await withHub(context, (hub) => hub.call('lua.who', { name }));
    if (owners.length === 0) throw new CommandError(EXIT.failed, 'not_found', `nobody owns "${name}"`);
    context.print(context.json ? json(owners) : ownerTable(owners));
    return undefined;
  },
};

/** `lua history` */
export const history: Verb = {
  usage: 'lua history FILE [--json]',
  summary: 'Lists the texts of a Lua file that were live, the newest last.',
  examples: ['botster-tui lua history user/layout.lua'],
  words: ['FILE'],
  async run(args, context) {
    const path = unitOf(args.words[0]!, context);
    const versions = await versionsOf(context, path);
    if (versions.length === 0) throw neverLive(path);
    context.print(context.json ? json(versions) : versionTable(versions, textOnDisk(context, path)));
    return undefined;
  },
};

/** `lua revert` */
export const revert: Verb = {
  usage: 'lua revert FILE [--to N] [--json]',
  summary: 'Puts an earlier good text of a Lua file back, and says whether it is live.',
  examples: ['botster-tui lua revert badge.lua', 'botster-tui lua revert user/layout.lua --to 3'],
  words: ['FILE'],
  flags: {
    to: { type: 'number', value: 'N', help: 'the number that lua history shows (default: the newest other)' },
  },
  async run(args, context) {
    const path = unitOf(args.words[0]!, context);
    const to = args.number('to');
    const result = await withHub(context, (hub) =>
      hub.call('lua.revert', { path, ...(to === undefined ? {} : { to }) }, null),
    );
    if (!result.ok) throw luaFailure(result.error, `${path} was refused`);
    const { version, generation } = result;
    context.print(
      context.json ? json(result) : `${path} is version ${version} again, generation ${generation}`,
    );
    return undefined;
  },
};

/** `lua disable` and `lua enable` */
export const disable = switchVerb('disable', false, 'Leaves a Lua file on disk and out of the program.');
export const enable = switchVerb('enable', true, 'Loads a Lua file again that was disabled.');

/** `lua grant` and `lua revoke` */
export const grant = grantVerb('grant', true, 'Lets a file in improvements/ do what its header asks for.');
export const revoke = grantVerb('revoke', false, 'Takes back what a file in improvements/ was granted.');

function switchVerb(name: string, on: boolean, summary: string): Verb {
  return {
    usage: `lua ${name} FILE [--json]`,
    summary,
    examples: [`botster-tui lua ${name} badge.lua`],
    words: ['FILE'],
    async run(args, context) {
      const path = unitOf(args.words[0]!, context);
      const { unit } = await withHub(context, (hub) => hub.call('lua.switch', { path, on }, null));
      context.print(context.json ? json({ ok: true, unit }) : `${unit} is ${on ? 'enabled' : 'disabled'}`);
      return undefined;
    },
  };
}

function grantVerb(name: string, granted: boolean, summary: string): Verb {
  return {
    usage: `lua ${name} FILE [CAPABILITY…] [--json]`,
    summary,
    examples: [`botster-tui lua ${name} badge.lua agents.send`],
    words: ['FILE', 'CAPABILITY?…'],
    async run(args, context) {
      const path = unitOf(args.words[0]!, context);
      const named = args.words.slice(1);
      await withHub(context, async (hub) => {
        const known = await hub.call('lua.capabilities', { path });
        const wanted = named.length > 0 ? named : granted ? known.asked : known.granted;
        if (wanted.length === 0) throw new CommandError(EXIT.failed, 'not_found', nothingTo(name, path));
        for (const capability of wanted) await hub.call('lua.grant', { path, capability, granted }, null);
        const word = granted ? 'has' : 'no longer has';
        context.print(
          context.json
            ? json({ ok: true, unit: path, capabilities: wanted })
            : `${path} ${word} ${wanted.join(', ')}`,
        );
      });
      return undefined;
    },
  };
}

function nothingTo(name: string, path: string): string {
  return name === 'grant'
    ? `${path} asks for nothing: a line such as --- @capability agents.send at its top does`
    : `${path} was granted nothing`;
}

function ownerTable(owners: readonly LuaOwner[]): string {
  return columns([
    ['KIND', 'NAME', 'OWNER', 'IN FORCE', 'WHAT'],
    ...owners.map((one) => [one.kind, one.name, one.owner, one.in_force ? 'yes' : 'no', remarkOf(one)]),
  ]);
}

function remarkOf({ desc, conflict, changed_default }: LuaOwner): string {
  if (changed_default !== undefined) return `${changed_default}, which it replaces, changed`;
  return conflict === undefined ? (desc ?? '') : `${desc ?? ''} (${conflict} wants it too)`.trimStart();
}

function versionTable(versions: readonly LuaVersion[], now: string | null): string {
  return columns([
    ['VERSION', 'AT', 'LINES', 'GENERATION', ''],
    ...versions.map(({ number, at, text, generation }) => [
      String(number),
      at.replace('T', ' ').slice(0, 19),
      String(text.split('\n').length),
      generation === null ? 'never live' : String(generation),
      text === now ? 'on disk now' : '',
    ]),
  ]);
}

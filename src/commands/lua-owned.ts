// lua who, history, revert, diff, disable, enable, grant, revoke: what a person can do about Lua files.
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { LuaOwner, LuaVersion } from '../protocol/hub-api.ts';
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { luaFailure } from './lua.ts';
import { locateLuaFile, unitPath } from './lua-file.ts';
import { columns, json } from './text.ts';
import type { Context, Verb } from './verb.ts';

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

/** `lua diff` */
export const diff: Verb = {
  usage: 'lua diff FILE [--to N | --against FILE]',
  summary: 'Shows what was changed in a Lua file since its last good text, or how it differs from another.',
  examples: [
    'botster-tui lua diff badge.lua',
    'botster-tui lua diff user/layout.lua --against default/layout.lua',
  ],
  words: ['FILE'],
  flags: {
    to: { type: 'number', value: 'N', help: 'the number that lua history shows' },
    against: { type: 'string', value: 'FILE', help: 'another Lua file, such as the one it overrides' },
  },
  async run(args, context) {
    const path = unitOf(args.words[0]!, context);
    const now = textOnDisk(context, path);
    if (now === null)
      throw new CommandError(EXIT.failed, 'not_found', `there is no ${path} in ${context.home}`);
    const other = args.text('against');
    const before =
      other === undefined
        ? await earlier(context, path, args.number('to'), now)
        : { name: other, text: shippedOrOwn(context, other) };
    if (before.text !== now)
      context.print(createTwoFilesPatch(before.name, path, before.text, now).trimEnd());
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

/** The unit that FILE names; one that is gone from disk may still have a history. */
function unitOf(text: string, context: Context): string {
  try {
    return unitPath(locateLuaFile(text, context), context.home);
  } catch (error) {
    if (!(error instanceof CommandError) || isAbsolute(text)) throw error;
    return /^(user|improvements|plugins)\//.test(text) ? text : `improvements/${text}`;
  }
}

function textOnDisk({ home }: Context, unit: string): string | null {
  try {
    return readFileSync(join(home, unit), 'utf8');
  } catch {
    return null;
  }
}

/** A file of the program (`default/layout.lua`, `keybindings/tmux.lua`) or of the home. */
function shippedOrOwn(context: Context, name: string): string {
  const root = join(context.entries, '..');
  const shipped = name.startsWith('keybindings/') ? join(root, name) : join(root, 'lua', name);
  try {
    return readFileSync(shipped, 'utf8');
  } catch {
    return readFileSync(locateLuaFile(name, context), 'utf8');
  }
}

async function versionsOf(context: Context, path: string): Promise<readonly LuaVersion[]> {
  return (await withHub(context, (hub) => hub.call('lua.versions', { path }))).versions;
}

/** Version `to`; without, the newest good one that is not what is there now, or what is live now. */
async function earlier(context: Context, path: string, to: number | undefined, now: string) {
  const versions = await versionsOf(context, path);
  const good = versions.filter(({ generation }) => generation !== null);
  const found =
    to === undefined
      ? (good.findLast(({ text }) => text !== now) ?? good.at(-1))
      : versions.find(({ number }) => number === to);
  if (!found)
    throw to === undefined
      ? neverLive(path)
      : new CommandError(EXIT.failed, 'not_found', `${path} has no version ${to}`);
  return { name: `${path} (version ${found.number})`, text: found.text };
}

function neverLive(path: string): CommandError {
  return new CommandError(EXIT.failed, 'not_found', `no version of ${path} is kept: it never was live`);
}

function ownerTable(owners: readonly LuaOwner[]): string {
  return columns([
    ['KIND', 'NAME', 'OWNER', 'IN FORCE', 'WHAT'],
    ...owners.map(({ kind, name, owner, in_force, desc }) => [
      kind,
      name,
      owner,
      in_force ? 'yes' : 'no',
      desc ?? '',
    ]),
  ]);
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

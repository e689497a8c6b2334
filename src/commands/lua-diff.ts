// lua diff: a Lua file against its earlier texts, another file, and what it replaces of the files below it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, EXIT, usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { locateLuaFile } from './lua-file.ts';
import { patchOf, replacedLine, replacedObject, replacedPatch, upgradePatch } from './lua-replaced.ts';
import { neverLive, textOnDisk, unitOf, versionsOf } from './lua-versions.ts';
import { json } from './text.ts';
import type { Arguments, Context, Verb } from './verb.ts';

/** `lua diff` */
export const diff: Verb = {
  usage: 'lua diff FILE [--to N | --against FILE | --overridden | --upgrade | --seen] [--json]',
  summary: 'Shows what changed in a Lua file since its last good text, and what it replaces of other files.',
  examples: [
    'botster-tui lua diff badge.lua',
    'botster-tui lua diff user/layout.lua --overridden',
    'botster-tui lua diff user/layout.lua --against default/layout.lua',
    'botster-tui lua diff user/layout.lua --upgrade',
  ],
  words: ['FILE'],
  flags: {
    to: { type: 'number', value: 'N', help: 'the number that lua history shows' },
    against: { type: 'string', value: 'FILE', help: 'another Lua file' },
    overridden: { type: 'boolean', help: 'each function, key, … of FILE against the one that it replaces' },
    upgrade: { type: 'boolean', help: 'defaults that FILE replaces: what this version changed in them' },
    seen: { type: 'boolean', help: 'what --upgrade shows was seen, and is not told of any more' },
  },
  async run(args, context) {
    const path = unitOf(args.words[0]!, context);
    switch (modeOf(args)) {
      case 'seen':
        await settle(context, path);
        break;
      case 'overridden':
      case 'upgrade':
        await showReplaced(context, path, args.flag('upgrade'));
        break;
      case 'against':
        print(context, path, against(context, path, args.text('against')!));
        break;
      case 'to':
        print(context, path, await sinceEarlier(context, path, args.number('to')));
        break;
      default:
        await showAll(context, path);
    }
    return undefined;
  },
};

const MODES = ['to', 'against', 'overridden', 'upgrade', 'seen'] as const;

/** Throws CommandError where two are asked for; `--upgrade --seen` shows nothing more than `--seen`. */
function modeOf(args: Arguments): (typeof MODES)[number] | undefined {
  const given = MODES.filter((mode) =>
    mode === 'to'
      ? args.number(mode) !== undefined
      : mode === 'against'
        ? args.text(mode) !== undefined
        : args.flag(mode),
  );
  const isSettling = given.length === 2 && given.includes('upgrade') && given.includes('seen');
  if (given.length > 1 && !isSettling)
    throw usageError(`--${given[0]} and --${given[1]}: one of them expected`);
  return given.at(-1);
}

/** What was changed in the file itself, and a line for everything that it replaces. */
async function showAll(context: Context, path: string): Promise<void> {
  const text = await sinceEarlier(context, path, undefined);
  const { replaced } = await replacedBy(context, path).catch((error: Error) => {
    context.note(`what ${path} replaces is not known: ${error.message}`);
    return { replaced: [] };
  });
  if (context.json) return context.print(json({ path, diff: text, replaces: replaced.map(replacedObject) }));
  if (text !== '') context.print(text);
  if (replaced.length === 0) return;
  context.print(replaced.map(replacedLine).join('\n'));
  context.note(`to compare: botster-tui lua diff ${path} --overridden`);
}

/** Each thing against what it replaces; with `upgrade` only what it replaces against what that was. */
async function showReplaced(context: Context, path: string, upgrade: boolean): Promise<void> {
  const { live, replaced } = await replacedBy(context, path);
  if (!live)
    throw new CommandError(
      EXIT.failed,
      'not_live',
      `${path} is not live, so it replaces nothing: botster-tui lua wait ${path} says why`,
    );
  const rows = upgrade ? replaced.filter(({ was }) => was !== undefined) : replaced;
  if (context.json) return context.print(json({ path, replaces: rows.map(replacedObject) }));
  if (rows.length === 0)
    return context.print(`${path} replaces nothing${upgrade ? ' that changed' : ' of the files below it'}`);
  context.print(rows.map(upgrade ? upgradePatch : replacedPatch).join('\n'));
  if (upgrade) context.note(`when ${path} is as it should be: botster-tui lua diff ${path} --seen`);
}

async function settle(context: Context, path: string): Promise<void> {
  const { settled } = await withHub(context, (hub) => hub.call('lua.seen', { path }));
  const told =
    settled === 0 ? `${path} replaces nothing that changed` : `${path}: ${settled} changed below it, seen`;
  context.print(context.json ? json({ ok: true, path, settled }) : told);
}

function replacedBy(context: Context, path: string) {
  return withHub(context, (hub) => hub.call('lua.replaced', { path }));
}

function print(context: Context, path: string, text: string): void {
  if (context.json) context.print(json({ path, diff: text }));
  else if (text !== '') context.print(text);
}

/** The file as it is on disk. */
function nowOf(context: Context, path: string): string {
  const now = textOnDisk(context, path);
  if (now === null)
    throw new CommandError(EXIT.failed, 'not_found', `there is no ${path} in ${context.home}`);
  return now;
}

function against(context: Context, path: string, other: string): string {
  return patchOf(other, path, shippedOrOwn(context, other), nowOf(context, path));
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

/** Against version `to`; without, the newest good one that is not what is there now, or what is live now. */
async function sinceEarlier(context: Context, path: string, to: number | undefined): Promise<string> {
  const now = nowOf(context, path);
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
  return patchOf(`${path} (version ${found.number})`, path, found.text, now);
}

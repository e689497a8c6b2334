// trust, untrust: files of a project that say what is run there (its Lua, presets, its workspace), looked at and
// allowed.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CommandError, EXIT, usageError } from './failure.ts';
import { type HubLink, withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Context, Verb } from './verb.ts';

/** `trust` */
export const trust: Verb = {
  usage: 'trust [DIR|FILE] [--yes] | trust --list [--json]',
  summary:
    'Shows the Lua, the presets and the workspace of a project that are not allowed yet, and asks for leave to run them.',
  examples: ['botster-tui trust', 'botster-tui trust ~/src/app --yes', 'botster-tui trust --list'],
  flags: {
    yes: { type: 'boolean', help: 'allow them without asking' },
    list: { type: 'boolean', help: 'list what is allowed' },
  },
  words: ['DIR|FILE?'],
  async run(args, context) {
    await withHub(
      context,
      async (hub) => {
        const { files } = args.flag('list')
          ? await hub.call('trust.list', {})
          : { files: await allow(hub, filesIn(args.words[0], context), args.flag('yes'), context) };
        if (context.json) context.print(json(files));
        else if (files.length > 0) context.print(files.map(({ path }) => path).join('\n'));
      },
      { start: true },
    );
    return undefined;
  },
};

/** `untrust` */
export const untrust: Verb = {
  usage: 'untrust [DIR|FILE] [--json]',
  summary: "Takes back what was allowed of a project's Lua, presets and workspace.",
  examples: ['botster-tui untrust', 'botster-tui untrust .botster/agents/review.lua'],
  words: ['DIR|FILE?'],
  async run(args, context) {
    const given = resolve(context.cwd, args.words[0] ?? '');
    const root = existsSync(given) ? realpathSync(given) : given;
    await withHub(
      context,
      async (hub) => {
        const { files } = await hub.call('trust.list', {});
        const gone = files.map(({ path }) => path).filter((path) => `${path}/`.startsWith(`${root}/`));
        if (gone.length === 0)
          throw new CommandError(EXIT.failed, 'not_found', `nothing of ${given} was allowed (trust --list)`);
        for (const path of gone) await hub.call('trust.set', { path }, null);
        context.print(context.json ? json(gone) : gone.join('\n'));
      },
      { start: true },
    );
    return undefined;
  },
};

/** The files that a project brings, or the one that is named: where they really are. */
function filesIn(word: string | undefined, context: Context): string[] {
  const given = resolve(context.cwd, word ?? '');
  if (!existsSync(given)) throw new CommandError(EXIT.failed, 'not_found', `${given}: there is no such file`);
  if (!statSync(given).isDirectory()) return [realpathSync(given)];
  const found = ['.botster', '.botster/agents'].flatMap((folder) => luaIn(join(given, folder)));
  if (found.length > 0) return found.map((path) => realpathSync(path));
  const expected = '.botster/*.lua or .botster/agents/*.lua expected';
  throw new CommandError(EXIT.failed, 'not_found', `${given}: ${expected}, there is none`);
}

function luaIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.].*\.lua$/.test(name)) : [];
  return names.sort().map((name) => join(folder, name));
}

/** Shows what is not allowed yet and allows it, if the person says so. Returns that. */
async function allow(hub: HubLink, paths: string[], isSure: boolean, context: Context) {
  const open: { path: string; hash: string }[] = [];
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    const { hash, trusted, changed } = await hub.call('trust.look', { path, text });
    if (trusted) continue;
    open.push({ path, hash });
    context.note(`${path}${changed ? ' (changed since it was allowed)' : ''}\n${shown(text)}`);
  }
  if (open.length === 0) context.note('all of it is allowed already');
  else if (!isSure && !(await isAllowed(open.length)))
    throw new CommandError(EXIT.failed, 'refused', 'nothing was allowed');
  for (const { path, hash } of open) await hub.call('trust.set', { path, hash }, null);
  return open;
}

/** A file's text as it can be shown: nothing in it moves the cursor or hides. */
function shown(text: string): string {
  return text
    .trimEnd()
    .replace(/[^\n\t\P{C}]/gu, '·')
    .replace(/^/gm, '    ');
}

async function isAllowed(count: number): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw usageError('trust: a terminal to ask at, or --yes, expected; nothing was allowed');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(
    `Allow ${count === 1 ? 'it' : `these ${count} files`} to run that? [y/N] `,
  );
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

// detect: what a detector says of a saved screen. Needs nothing that runs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { verdictOf } from '../hub/detection/ask-lua.ts';
import type { Verdict } from '../hub/detection/doing.ts';
import { createLuaWorld } from '../lua/supervisor.ts';
import type { LuaWorld, SourceFile, WorldEvents } from '../lua/types.ts';
import { CommandError, EXIT, usageError } from './failure.ts';
import { readAppFiles } from './lua-test/app-files.ts';
import { parseScreen, type SavedScreen } from './screen-file.ts';
import { json } from './text.ts';
import type { Context, Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'detect [--agent KIND] --file SCREEN [--json]',
  summary:
    'Says what a detector makes of a saved screen: text, with or without a first line of JSON (agent, title, progress, cursor, alt, expected). Exits with 1 where that line expects another state.',
  examples: [
    'botster-tui detect --agent claude --file screen.txt',
    'botster-tui read fix-login | botster-tui detect --agent claude --file - --json',
  ],
  flags: {
    agent: { type: 'string', value: 'KIND', help: 'name of the detector; by default what the file says' },
    file: { type: 'string', value: 'SCREEN', help: 'the saved screen, - for standard input' },
  },
  async run(args, context) {
    const file = args.text('file');
    if (file === undefined) throw usageError(`--file is missing: ${verb.usage}`);
    const saved = await savedScreen(file, context);
    const kind = args.text('agent') ?? saved.agent;
    if (kind === '') throw usageError('--agent is missing: the file does not say whose screen this is');
    const verdict = await judge(saved, kind, context);
    if (verdict.detector !== kind) throw usageError(`--agent: no detector is called "${kind}"`);
    context.print(context.json ? json(verdict) : verdictText(verdict));
    if (verdict.broken !== undefined) throw new CommandError(EXIT.failed, 'failed', verdict.broken);
    if (saved.expected === undefined || saved.expected === verdict.state) return undefined;
    throw new CommandError(EXIT.failed, 'failed', `${file} expects ${saved.expected}, not ${verdict.state}`);
  },
};

async function savedScreen(file: string, context: Context): Promise<SavedScreen> {
  try {
    const text =
      file === '-' ? await readText(process.stdin) : readFileSync(resolve(context.cwd, file), 'utf8');
    return parseScreen(text, file);
  } catch (error) {
    throw usageError(`--file: ${file}: ${(error as Error).message}`);
  }
}

/** By the files that a start would load. */
async function judge({ screen }: SavedScreen, detector: string, context: Context): Promise<Verdict> {
  const { entries, home, safe } = context;
  const files = readAppFiles({ entries, home, safe });
  const world = createLuaWorld({ store: nowhere(), events: silent(context) });
  try {
    return await judgeIn(world, [...files.base, ...files.readable], { ...screen, detector });
  } finally {
    await world.close();
  }
}

async function judgeIn(
  world: LuaWorld,
  files: readonly SourceFile[],
  screen: SavedScreen['screen'],
): Promise<Verdict> {
  await world.build(files);
  const { value } = await world.detect!([screen], { all: true });
  const verdict = verdictOf(Array.isArray(value) ? value[0] : null);
  if (!verdict) throw new CommandError(EXIT.failed, 'failed', 'the Lua files do not run: botster-tui doctor');
  return verdict;
}

/** A few lines for people. */
function verdictText({ state, rule, at, evidence, question, keep, considered = [] }: Verdict): string {
  const place = (name: string, where: string | undefined): string =>
    where === undefined ? name : `${name}  (${where})`;
  return [
    keep ? 'nothing: what was known stays' : state,
    ...(question === undefined ? [] : [`question  ${question}`]),
    `rule      ${place(rule, at)}`,
    ...(evidence === undefined ? [] : [`evidence  ${JSON.stringify(evidence)}`]),
    ...considered.map((one) => `  ${one.matched ? '✓' : '·'} ${place(one.rule, one.at)}`),
  ].join('\n');
}

function silent(context: Context): WorldEvents {
  return {
    onEffect() {},
    onViewUpdate() {},
    onRequest: () => new Promise(() => {}),
    onErrors() {},
    onSwap() {},
    onDirty() {},
    onLog(level, unit, message) {
      if (level === 'error' || level === 'warn') context.note(`${unit}: ${message}`);
    },
  };
}

function nowhere() {
  return { loadState: () => ({}), saveState() {}, loadManifest: () => null, saveManifest() {} };
}

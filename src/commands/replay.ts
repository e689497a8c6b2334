// replay: shows a recording in this terminal, as it went.
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { clampSize } from '../core/size.ts';
import { type CastHeader, parseCast } from './cast/cast.ts';
import { CommandError, EXIT, usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { environment } from './new.ts';
import { json } from './text.ts';
import type { Arguments, Context, Verb } from './verb.ts';

/** What a recorded program may have left a terminal in is taken back. */
const RESTORE =
  '\u001b[r\u001b[0m\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1004l\u001b[?1006l\u001b[?2004l\u001b[?1l\u001b>\u001b[<u\u001b[>4;0m\u001b[?25h';
/** Leaving the other screen brings the cursor back; where it was never left, what follows goes below the picture. */
const LEAVE = '\u001b[?1049l';
const below = (height: number): string => `\u001b[${height};1H\n`;
const screens = /\u001b\[\?(?:1049|1047|47)([hl])/g;
/** Text for the clipboard: a recording is nobody who may set it. */
const clipboard = /\u001b\]52;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

export const verb: Verb = {
  usage: 'replay FILE.cast [--speed N] [--idle-limit S] [--new]',
  summary:
    'Shows a recording (asciicast version 2) in this terminal, until its end, q or ctrl+c; with --new in a pane, as an agent of its own.',
  examples: ['botster-tui replay login.cast --speed 2 --idle-limit 1', 'botster-tui replay login.cast --new'],
  words: ['FILE'],
  flags: {
    speed: { type: 'number', value: 'N', help: 'so many times as fast (default 1)' },
    'idle-limit': { type: 'number', value: 'S', help: 'pauses are S seconds at most' },
    new: { type: 'boolean', help: 'show it as an agent, of the size it was recorded at' },
  },
  async run(args, context) {
    const speed = args.number('speed') ?? 1;
    if (speed <= 0) throw usageError('--speed: a number over 0 expected');
    const name = args.words[0]!;
    const { header, events } = readCast(name, context);
    if (args.flag('new')) return replayAsAgent(name, header, args, context);
    const limit = args.number('idle-limit') ?? Number.POSITIVE_INFINITY;
    const { columns, rows } = process.stdout;
    if (columns !== undefined && (columns < header.width || rows < header.height))
      context.note(`recorded at ${header.width}x${header.height}, this terminal is ${columns}x${rows}`);
    let isOther = false;
    let { height } = header;
    await whileWatched(async (signal) => {
      let before = 0;
      for (const { at, kind, data } of events) {
        const pause = Math.min(limit, Math.max(0, at - before)) / speed;
        before = at;
        if (pause > 0) await setTimeout(pause * 1000, undefined, { signal });
        signal.throwIfAborted();
        if (kind === 'r') height = Number(data.split('x')[1]) || height;
        if (kind !== 'o') continue;
        context.write(data.replace(clipboard, ''));
        for (const [, set] of data.matchAll(screens)) isOther = set === 'h';
      }
    }).finally(() => context.write(RESTORE + (isOther ? LEAVE : below(height))));
    return undefined;
  },
};

/** Starts an agent that shows the recording; prints its id. */
async function replayAsAgent(
  name: string,
  { width, height }: CastHeader,
  args: Arguments,
  context: Context,
): Promise<undefined> {
  const path = resolve(context.cwd, name);
  const options = ['speed', 'idle-limit'].flatMap((flag) => {
    const given = args.number(flag);
    return given === undefined ? [] : [`--${flag}`, String(given)];
  });
  const agent = await withHub(
    context,
    (hub) =>
      hub.call('agent.new', {
        argv: [process.execPath, join(context.entries, 'cli.js'), 'replay', path, ...options],
        cwd: context.cwd,
        env: environment(context.env),
        name: basename(path),
        ...clampSize({ columns: width, rows: height }),
        focus: true,
      }),
    { start: true },
  );
  context.print(context.json ? json(agent) : agent.id);
  return undefined;
}

function readCast(name: string, context: Context) {
  try {
    return parseCast(readFileSync(resolve(context.cwd, name), 'utf8'), name);
  } catch (error) {
    throw new CommandError(EXIT.failed, 'failed', (error as Error).message);
  }
}

/** Runs `show` until it is done, or q, ctrl+c or a signal ends it. Keys, and what the terminal answers, are swallowed. */
async function whileWatched(show: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const { stdin } = process;
  const ending = new AbortController();
  const onKeys = (bytes: Buffer): void => {
    if (/^[q\u0003]/.test(bytes.toString('latin1'))) ending.abort();
  };
  const end = (): void => ending.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  if (stdin.isTTY) stdin.setRawMode(true).on('data', onKeys).resume();
  try {
    await show(ending.signal);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, end);
    if (stdin.isTTY) stdin.off('data', onKeys).setRawMode(false).pause();
  }
}

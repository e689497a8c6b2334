// new: starts an agent and prints its id. Starts host and hub where they are missing.
import { resolve } from 'node:path';
import { MAX_SCROLLBACK } from '../protocol/hub-api.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { launchAgent } from './launch.ts';
import { parseSize } from './size.ts';
import { json } from './text.ts';
import type { Arguments, Context, Verb } from './verb.ts';

export const verb: Verb = {
  usage:
    'new [--name N] [--cwd D] [--env K=V]… [--size COLUMNSxROWS] [--scrollback N] [--focus] [--worktree BRANCH] [--base B] [--prompt TEXT] [--label L]… (--preset P | -- CMD…)',
  summary:
    'Starts CMD, or a preset, as an agent and prints its id, nothing else. With a preset, a worktree, a prompt or labels the id comes when it runs; the stages are told on stderr.',
  examples: [
    'botster-tui new --name fix-login --cwd ~/src/app -- claude',
    'botster-tui new --env CI=1 --size 120x40 -- npm test',
    'botster-tui new --preset claude --worktree fix-login --prompt "Fix the login" --label urgent',
  ],
  flags: {
    name: { type: 'string', value: 'N', help: 'its name (default: from the command)' },
    cwd: { type: 'string', value: 'D', help: 'directory to run it in (default: this one)' },
    env: {
      type: 'string',
      value: 'K=V',
      multiple: true,
      help: 'set or replace a variable of its environment',
    },
    size: { type: 'string', value: 'COLUMNSxROWS', help: 'size until a client shows it (default 80x24)' },
    scrollback: { type: 'string', value: 'N', help: 'lines of history, 0 to 100000 (default 2000)' },
    focus: { type: 'boolean', help: 'give it the keys' },
    preset: { type: 'string', value: 'P', help: 'what to start (botster-tui presets lists them)' },
    worktree: {
      type: 'string',
      value: 'BRANCH',
      help: 'run it in a worktree of this branch, made if need be',
    },
    base: {
      type: 'string',
      value: 'B',
      help: 'what a new branch is made from (default: what is checked out)',
    },
    prompt: { type: 'string', value: 'TEXT', help: 'give it this to do' },
    label: { type: 'string', value: 'L', multiple: true, help: 'a word to tell it by' },
  },
  command: true,
  async run(args, context) {
    if (isLaunch(args)) return launch(args, context);
    if (!args.command?.length) throw usageError(`the command is missing: ${verb.usage}`);
    const name = args.text('name');
    const size = args.text('size');
    const params = {
      argv: [...args.command],
      cwd: resolve(context.cwd, args.text('cwd') ?? ''),
      env: { ...environment(context.env), ...parseOverrides(args.list('env')) },
      focus: args.flag('focus'),
      ...(name === undefined ? {} : { name }),
      ...scrollbackOf(args.text('scrollback')),
      ...(size === undefined ? {} : parseSize(size, '--size')),
    };
    const agent = await withHub(context, (hub) => hub.call('agent.new', params), { start: true });
    context.print(context.json ? json(agent) : agent.id);
    return undefined;
  },
};

/** Whether more than a program is asked for. */
function isLaunch(args: Arguments): boolean {
  const given = ['preset', 'worktree', 'base', 'prompt'].some((name) => args.text(name) !== undefined);
  return given || args.list('label').length > 0;
}

async function launch(args: Arguments, context: Context): Promise<undefined> {
  const preset = args.text('preset');
  if ((preset === undefined) === !args.command?.length)
    throw usageError(`either --preset or a command after -- is needed: ${verb.usage}`);
  if (args.text('size') !== undefined)
    throw usageError('--size does not go with --preset, --worktree, --prompt or --label');
  const given = {
    preset,
    branch: args.text('worktree'),
    base: args.text('base'),
    prompt: args.text('prompt'),
    name: args.text('name'),
  };
  const request = {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(args.command?.length ? { cmd: [...args.command] } : {}),
    project: resolve(context.cwd, args.text('cwd') ?? ''),
    labels: [...args.list('label')],
    env: { ...environment(context.env), ...parseOverrides(args.list('env')) },
    focus: args.flag('focus'),
  };
  await withHub(
    context,
    async (hub) => {
      const id = await launchAgent(hub, request, (line) => context.note(line));
      if (!context.json) return context.print(id);
      const { agents } = await hub.call('agent.list', {});
      context.print(json(agents.find((agent) => agent.id === id)));
    },
    { start: true },
  );
  return undefined;
}

function scrollbackOf(text: string | undefined): { scrollback?: number } {
  if (text === undefined) return {};
  if (!/^\d+$/.test(text) || Number(text) > MAX_SCROLLBACK)
    throw usageError(`--scrollback: "${text}" is no number of lines from 0 to ${MAX_SCROLLBACK}`);
  return { scrollback: Number(text) };
}

/** The environment for programs. */
export function environment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** `K=V` texts as an object. Throws a usage error naming --env. */
export function parseOverrides(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw usageError(`--env: "${text}" is not NAME=VALUE`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

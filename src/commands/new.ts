// new: starts an agent and prints its id. Starts host and hub where they are missing.
import { resolve } from 'node:path';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { parseSize } from './size.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'new [--name N] [--cwd D] [--env K=V]… [--size COLUMNSxROWS] [--focus] -- CMD…',
  summary: 'Starts CMD as an agent and prints its id, nothing else.',
  examples: [
    'botster-tui new --name fix-login --cwd ~/src/app -- claude',
    'botster-tui new --env CI=1 --size 120x40 -- npm test',
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
    focus: { type: 'boolean', help: 'give it the keys' },
  },
  command: true,
  async run(args, context) {
    if (!args.command?.length) throw usageError(`the command is missing: ${verb.usage}`);
    const name = args.text('name');
    const size = args.text('size');
    const params = {
      argv: [...args.command],
      cwd: resolve(context.cwd, args.text('cwd') ?? ''),
      env: { ...environment(context.env), ...parseOverrides(args.list('env')) },
      focus: args.flag('focus'),
      ...(name === undefined ? {} : { name }),
      ...(size === undefined ? {} : parseSize(size, '--size')),
    };
    const agent = await withHub(context, (hub) => hub.call('agent.new', params), { start: true });
    context.print(context.json ? json(agent) : agent.id);
    return undefined;
  },
};

function environment(env: NodeJS.ProcessEnv): Record<string, string> {
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

// report: an agent, or a hook of it, says what it does.
import { text as readText } from 'node:stream/consumers';
import { foundStates } from '../core/agent.ts';
import { notRunning, usageError } from './failure.ts';
import { hookNames, reportOfHook } from './hook-reports.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

const states = [...foundStates, 'done'] as const;
type State = (typeof states)[number];

interface Report {
  readonly state: State;
  readonly reason?: string;
}

export const verb: Verb = {
  usage: 'report STATE [--reason TEXT] [--agent ID]',
  summary:
    'Says what an agent does: working, blocked, done, idle, or unknown to take that back. Within a session it is that agent. --hook reads what a hook of PROGRAM was given (guide --install sets that up).',
  examples: [
    'botster-tui report working',
    "botster-tui report blocked --reason 'May I delete build/?'",
    'botster-tui report done --agent fix-login',
  ],
  words: ['STATE?', 'JSON?'],
  flags: {
    reason: { type: 'string', value: 'TEXT', help: 'what it asks, or does' },
    agent: { type: 'string', value: 'ID', help: 'another agent than the one that calls' },
    hook: {
      type: 'string',
      value: 'PROGRAM',
      help: `${hookNames.join(', ')}: its hook calls; silent outside of a session`,
    },
  },
  async run(args, context) {
    const id = args.text('agent');
    const hook = args.text('hook');
    if (hook !== undefined) {
      // The same settings serve where nothing of ours runs: a program is not to be told of that.
      if (!context.env['BOTSTER_SOCKET']) return undefined;
      const given = args.words[0] ?? (await readText(process.stdin));
      const report = reportOfHook(hook, given);
      if (report) await send(report, undefined).catch(() => {});
      return undefined;
    }
    const state = stateOf(args.words[0]);
    if (args.words.length > 1) throw usageError(`"${args.words[1]}" is one word too many: ${verb.usage}`);
    if (id === undefined && !context.env['BOTSTER_SOCKET'])
      throw usageError('--agent is missing: outside of a session it has to be said whose state this is');
    const reason = args.text('reason');
    const agent = await send({ state, ...(reason === undefined ? {} : { reason }) }, id);
    if (context.json) context.print(json(agent));
    return undefined;

    async function send(report: Report, about: string | undefined) {
      return withHub(context, (hub) => {
        if (about === undefined && hub.agent === null) throw notRunning();
        return hub.call('agent.report', { ...report, ...(about === undefined ? {} : { id: about }) });
      });
    }
  },
};

function stateOf(text: string | undefined): State {
  const found = states.find((state) => state === text);
  if (!found)
    throw usageError(`STATE: "${text ?? ''}" is not ${states.slice(0, -1).join(', ')} or ${states.at(-1)}`);
  return found;
}

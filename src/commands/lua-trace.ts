// lua trace: events as they go through their handlers.
import type { TracedEvent, TracedHandler } from '../lua/types.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { clean } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'lua trace EVENT [--agent AGENT] [--count N] [--json]',
  summary:
    'Prints each event that EVENT (a name, or a glob) means as it happens: what it carries, then its handlers in order, what each returned, how long it took, who refused it, and who was not called and why. Ends with ctrl+c or after N.',
  examples: [
    "botster-tui lua trace 'agent:*' --agent fix-login",
    'botster-tui lua trace tool:before --count 1 --json',
  ],
  words: ['EVENT'],
  flags: {
    agent: { type: 'string', value: 'AGENT', help: 'only events about this agent (id or name)' },
    count: { type: 'number', value: 'N', help: 'end after N of them' },
  },
  async run(args, context) {
    const [events = ''] = args.words;
    const agent = args.text('agent');
    let left = args.number('count') ?? Number.POSITIVE_INFINITY;
    if (!(left >= 1)) throw usageError('--count: a number of events, 1 or more, expected');
    await withHub(context, async (hub) => {
      const asked = { events, ...(agent === undefined ? {} : { agent }) };
      let after = (await hub.call('lua.trace', asked)).last;
      context.note(`tracing ${events} (ctrl+c ends it)`);
      while (left > 0) {
        const page = await hub.call('lua.trace', { ...asked, after }, null);
        after = page.last;
        if (page.missed > 0)
          context.note(`${page.missed} events came faster than they could be printed, and are left out`);
        for (const { payload } of page.events.slice(0, left)) {
          const traced = payload as TracedEvent;
          context.print(context.json ? JSON.stringify(traced) : traceText(traced));
        }
        left -= page.events.length;
      }
    });
    return undefined;
  },
};

/** An event as lines: what it carried, a line a handler, what came of it. */
export function traceText(traced: TracedEvent): string {
  const { event, at, ms, agent, payload, handlers } = traced;
  const about = agent ? ` ${clean(agent.name)}` : '';
  const carried = payload === undefined ? '' : ` ${JSON.stringify(payload)}`;
  const called = handlers.filter(({ skipped }) => skipped === undefined).length;
  return [
    `${new Date(at * 1000).toTimeString().slice(0, 8)} ${event}${about}${carried}`,
    ...handlers.map((handler) => `  ${handlerText(handler)}`),
    `  = ${outcomeText(traced, called)} in ${ms.toFixed(1)} ms`,
  ].join('\n');
}

function handlerText({ owner, name, ms, returned, threw, waits, skipped }: TracedHandler): string {
  const who = name === undefined ? owner : `${owner} ${name}`;
  if (skipped !== undefined) return `- ${who}  not called: ${skipped}`;
  const what =
    threw !== undefined
      ? `threw ${clean(threw)}`
      : waits
        ? 'waits'
        : `returned ${clean(returned ?? 'nothing')}`;
  return `${threw === undefined ? '>' : '!'} ${who}  ${what}  ${(ms ?? 0).toFixed(1)} ms`;
}

function outcomeText({ cancelled, reason, handled, result, changed }: TracedEvent, called: number): string {
  if (cancelled) return `refused${reason === undefined ? '' : `: ${clean(reason)}`}`;
  if (handled) return `taken over${result === undefined ? '' : ` with ${JSON.stringify(result)}`}`;
  const went = changed === undefined ? '' : `, went on with ${JSON.stringify(changed)}`;
  return `${called} ${called === 1 ? 'handler' : 'handlers'} called${went}`;
}

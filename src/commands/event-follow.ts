// event follow: what happens, as it happens, for scripts and for people who look on.
import { nameGlob } from '../core/name-glob.ts';
import type { HubMethods } from '../protocol/hub-api.ts';
import type { Result } from '../protocol/rpc.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import type { Verb } from './verb.ts';

type Happened = Result<HubMethods, 'event.next'>['events'][number];

export const verb: Verb = {
  usage: 'event follow [GLOB…] [--count N] [--json]',
  summary:
    'Prints events as they happen, one a line, until the hub ends: all, or those whose names a GLOB means. With --json each line is {"seq", "at", "type", "payload"}.',
  examples: [
    "botster-tui event follow 'agent:*' --json",
    'botster-tui event follow agent:question --count 1',
  ],
  words: ['GLOB?…'],
  flags: { count: { type: 'number', value: 'N', help: 'end after N of them' } },
  async run(args, context) {
    const globs = args.words.map(nameGlob);
    let left = args.number('count') ?? Number.POSITIVE_INFINITY;
    if (!(left >= 1)) throw usageError('--count: a number of events, 1 or more, expected');
    await withHub(context, async (hub) => {
      let after = (await hub.call('event.next', {}, null)).last;
      while (left > 0) {
        const { events, last, missed } = await hub.call('event.next', { after }, null);
        after = last;
        if (missed > 0)
          context.note(`${missed} events came faster than they could be printed, and are left out`);
        const wanted = events.filter(
          ({ type }) => globs.length === 0 || globs.some((glob) => glob.test(type)),
        );
        for (const event of wanted.slice(0, left))
          context.print(context.json ? JSON.stringify(event) : line(event));
        left -= wanted.length;
      }
    });
    return undefined;
  },
};

function line({ at, type, payload }: Happened): string {
  return `${new Date(at * 1000).toTimeString().slice(0, 8)} ${type} ${JSON.stringify(payload)}`;
}

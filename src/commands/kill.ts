// kill: ends an agent: hang-up to its process group, and a kill two seconds later.
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'kill ID [--force]',
  summary: 'Ends an agent: hang-up to its process group, and a kill two seconds later.',
  examples: ['botster-tui kill fix-login'],
  words: ['ID'],
  flags: { force: { type: 'boolean', help: 'kill it at once' } },
  async run(args, context) {
    const agent = await withHub(context, (hub) =>
      hub.call('agent.kill', { id: args.words[0]!, force: args.flag('force') }),
    );
    context.print(context.json ? json(agent) : agent.id);
    return undefined;
  },
};

// rename: gives an agent another name.
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'rename ID NAME',
  summary: 'Gives an agent another name.',
  examples: ['botster-tui rename 01h4k2 fix-login'],
  words: ['ID', 'NAME'],
  async run(args, context) {
    const [id, name] = args.words as [string, string];
    const agent = await withHub(context, (hub) => hub.call('agent.rename', { id, name }));
    context.print(context.json ? json(agent) : agent.id);
    return undefined;
  },
};

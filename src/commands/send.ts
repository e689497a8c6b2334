// send: types text into an agent.
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'send ID TEXT [--enter]',
  summary: 'Types TEXT into an agent. Put text that begins with - after --.',
  examples: [
    'botster-tui send fix-login "run the tests" --enter',
    'botster-tui send fix-login -- --not-a-flag',
  ],
  words: ['ID', 'TEXT'],
  flags: { enter: { type: 'boolean', help: 'press Enter after it' } },
  async run(args, context) {
    const [id, text] = args.words as [string, string];
    const receipt = await withHub(context, (hub) =>
      hub.call('agent.send', { id, text, enter: args.flag('enter') }),
    );
    // Only what one agent types into another is held back.
    if (receipt && !receipt.delivered && !receipt.queued) {
      throw new CommandError(EXIT.failed, 'not_delivered', receipt.reason ?? 'it was not typed');
    }
    if (context.json) context.print(json({ ok: true, ...receipt }));
    else if (receipt?.queued) context.note(`it waits, and is typed later: ${receipt.reason}`);
    return undefined;
  },
};

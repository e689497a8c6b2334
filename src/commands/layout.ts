// layout: tabs and panes under a name, saved from the view in front and made again there.
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { environment } from './new.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

const whats = ['save', 'apply', 'list', 'remove'] as const;

export const verb: Verb = {
  usage: 'layout (save NAME | apply NAME | remove NAME | list)',
  summary:
    'Saves tabs and panes of the terminal used last, or makes them again there: agents that run are found again, the others are started. Prints what was done, or names.',
  examples: [
    'botster-tui layout save work',
    'botster-tui layout apply work',
    'botster-tui layout list',
    'botster-tui layout remove work',
  ],
  words: ['save|apply|list|remove', 'name?'],
  async run(args, context) {
    const [word, name] = args.words;
    const what = whats.find((one) => one === word);
    if (!what) throw usageError(`layout "${word}": save, apply, list or remove expected`);
    if (what !== 'list' && name === undefined)
      throw usageError(`layout ${what}: which one? (botster-tui layout list)`);
    const request = { what, env: environment(context.env), ...(name === undefined ? {} : { name }) };
    const { lines } = await withHub(context, (hub) => hub.call('layout.run', request));
    if (context.json) context.print(json(lines));
    else if (lines.length > 0) context.print(lines.join('\n'));
    return undefined;
  },
};

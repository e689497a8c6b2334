// lua docs: searches the reference of the Lua API. Needs nothing that runs.

import { loadApi, packageRoot } from '../reference/api-data.ts';
import { entriesOf, entryText } from '../reference/entries.ts';
import { searchEntries } from '../reference/search.ts';
import { CommandError, EXIT } from './failure.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'lua docs QUERY… [--json]',
  summary: 'Searches the reference of the Lua API: names, then what is said of them.',
  examples: ['botster-tui lua docs keymap.set', 'botster-tui lua docs status bar'],
  words: ['QUERY…'],
  async run(args, context) {
    const query = args.words.join(' ');
    const found = searchEntries(entriesOf(loadApi(packageRoot(context.entries))), query);
    if (found.entries.length === 0) {
      const near = found.nearest.length > 0 ? ` (nearest: ${found.nearest.join(', ')})` : '';
      throw new CommandError(
        EXIT.failed,
        'not_found',
        `nothing in the API is called or said to be "${query}"${near}`,
        {
          nearest: found.nearest,
        },
      );
    }
    context.print(context.json ? json(found.entries) : found.entries.map(entryText).join('\n'));
    return undefined;
  },
};

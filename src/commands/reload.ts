// reload: builds the Lua world again from the files as they are.
import { errorHeadline } from '../core/lua-error.ts';
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'reload',
  summary: 'Loads all Lua again. Saving a file does so by itself.',
  examples: ['botster-tui reload'],
  async run(_args, context) {
    const result = await withHub(context, (hub) => hub.call('reload', {}));
    const [first, ...more] = result.errors;
    if (!result.ok || first) {
      const others = more.length > 0 ? ` (and ${more.length} more: botster-tui lua errors)` : '';
      const message = first ? `${errorHeadline(first)}${others}` : 'the Lua files were refused';
      throw new CommandError(EXIT.failed, 'lua_error', message, first ? { ...first } : {});
    }
    context.print(context.json ? json(result) : `generation ${result.generation}`);
    return undefined;
  },
};

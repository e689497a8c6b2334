// keys: presses keys in an agent.
import { KeyError, parseChord } from '../core/key.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'keys ID KEY…',
  summary: 'Presses keys in an agent, named as in keymaps: ctrl+c enter up f5 alt+x.',
  examples: ['botster-tui keys fix-login ctrl+c', 'botster-tui keys fix-login escape : w q enter'],
  words: ['ID', 'KEY…'],
  async run(args, context) {
    const [id = '', ...keys] = args.words;
    for (const key of keys) checkKey(key);
    await withHub(context, (hub) => hub.call('agent.keys', { id, keys }));
    if (context.json) context.print(json({ ok: true }));
    return undefined;
  },
};

function checkKey(key: string): void {
  try {
    parseChord(key);
  } catch (error) {
    throw error instanceof KeyError ? usageError(`KEY ${error.message}`) : error;
  }
}

// event emit: tells the Lua files of something that happened.
import { text as readText } from 'node:stream/consumers';
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

/** `event emit` */
export const emit: Verb = {
  usage: 'event emit TYPE [JSON] [--json]',
  summary:
    'Tells every handler of TYPE; JSON is an object with what they are told, - reads it from standard input. Exits with 1 where a handler of a before event says no.',
  examples: [
    `botster-tui event emit custom:deployed '{"to": "staging"}'`,
    `botster-tui event emit tool:before '{"name": "Bash"}' || echo blocked`,
  ],
  words: ['TYPE', 'JSON?'],
  async run(args, context) {
    const [type, given = '{}'] = args.words as [string, string?];
    const payload = objectIn(given === '-' ? await readText(process.stdin) : given);
    const outcome = await withHub(context, (hub) => hub.call('event.emit', { type, payload }));
    if (outcome.cancelled && !context.json) {
      throw new CommandError(EXIT.failed, 'cancelled', outcome.reason ?? `a handler of ${type} says no`);
    }
    if (context.json) context.print(json(outcome));
    else if (outcome.handled) context.print(json(outcome.result ?? null));
    return outcome.cancelled ? EXIT.failed : undefined;
  },
};

function objectIn(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(EXIT.usage, 'usage', `JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new CommandError(EXIT.usage, 'usage', 'JSON: an object is expected, as {"name": "x"}');
}

// Texts that a file keeps by key.
import { type ApiModule, fn } from './model.ts';

export const kv: ApiModule = {
  name: 'kv',
  doc: 'Texts by key, private to the file, which outlive reloads, restarts and crashes: at most 1000 keys and 64 KB a file, keys included. What is plain data, and changes often, is better kept by `state`; what is secret by `keyring`. Nothing here waits.',
  fields: [],
  functions: [
    fn('get(key: string): string?', 'The text; nil where there is none.'),
    fn(
      'set(key: string, value: string)',
      'Keeps a text, whatever bytes it holds. Past a limit it raises, and what was kept stays.',
    ),
    fn('del(key: string): boolean', 'Removes a text. False where there was none.'),
    fn('keys(): string[]', 'The keys there are, sorted.'),
  ],
};

// Every key of keybindings/copy-emacs.lua, and where it leads in 500 lines.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CopyCommand, copyNeedsKey } from '../../src/core/copy-mode.ts';
import type { KeyTable } from '../../src/core/key-table.ts';
import { createEngine, type Engine } from '../lua/api/engine.ts';
import { copyIn } from './copying.ts';

const TEXT = Array.from(
  { length: 500 },
  (_, i) => `  row ${i + 1} (alpha beta) end\r\n${i % 10 === 9 ? '\r\n' : ''}`,
);

let engine: Engine;
let actions: ReadonlyMap<string, string>;
const used = new Set<string>();
beforeAll(async () => {
  engine = await createEngine({ defaults: true });
  engine.load('user/init.lua', 'botster.copy_keys = "emacs"');
  const { bindings } = engine.dispatch('keys', {}) as KeyTable;
  const own = bindings.filter(({ mode, owner }) => mode === 'copy' && owner.includes('copy-emacs'));
  actions = new Map(own.map(({ keys, action }) => [keys.join(' '), action ?? '']));
});
afterAll(() => engine.close());

/** Types keys at the beginning of `row 245`: the row and column they lead to, and what they copied. */
async function typed(text: string): Promise<string> {
  const copy = copyIn(TEXT.join(''), { columns: 40, rows: 20, scrollback: 1000 });
  await copy.all('count 2', 'count 6', 'count 9', 'top', 'line-text');
  let copied: string | undefined;
  const words = text.split(' ');
  for (let at = 0; at < words.length; at++) {
    const keys = actions.has(words[at]!) ? words[at]! : `${words[at]} ${words[++at]}`;
    used.add(keys);
    const [action, command = '', argument] = (actions.get(keys) ?? `${keys} is not bound`).split(' ');
    if (action !== 'copy') throw new Error(`${keys}: ${action}`);
    const taken = copyNeedsKey.includes(command) ? words[++at] : argument;
    copied = (await copy.run(command as CopyCommand, taken)).copied?.text ?? copied;
  }
  const row = /row (\d+)/.exec(copy.line())?.[1] ?? (copy.line() === '' ? 'blank' : copy.line());
  return copied === undefined ? `${row}:${copy.at()[1]}` : `${row}:${copy.at()[1]} ${copied}`;
}

test.each([
  ['ctrl+f', '245:3'],
  ['right right', '245:4'],
  ['ctrl+f ctrl+b ctrl+b', '245:2'],
  ['left', '245:1'],
  ['left left left', '244:25'],
  ['ctrl+e ctrl+f', '246:0'],
  ['ctrl+p', '244:2'],
  ['up up', '243:2'],
  ['ctrl+n', '246:2'],
  ['down', '246:2'],
  ['alt+f', '245:4'],
  ['alt+f ctrl+right', '245:8'],
  ['alt+f alt+f alt+b', '245:6'],
  ['ctrl+left', '244:23'],
  ['ctrl+e', '245:25'],
  ['end', '245:25'],
  ['ctrl+a', '245:0'],
  ['home alt+m', '245:2'],
  ['alt+<', '1:0'],
  ['ctrl+home', '1:0'],
  ['alt+>', 'blank:0'],
  ['ctrl+end', 'blank:0'],
  ['alt+R', '236:2'],
  ['alt+r', '244:2'],
  ['alt+{', 'blank:0'],
  ['alt+{ ctrl+n', '241:0'],
  ['alt+} ctrl+p', '250:0'],
  ['ctrl+alt+f', '245:21'],
  ['ctrl+alt+f ctrl+alt+b', '245:10'],
  ['f b', '245:17'],
  ['f a ;', '245:15'],
  ['f a ; ,', '245:11'],
  ['ctrl+e F b', '245:17'],
  ['t b', '245:16'],
  ['ctrl+e T b', '245:18'],
  ['alt+3 ctrl+n', '248:2'],
  ['alt+1 alt+0 ctrl+f', '245:12'],
  ['alt+v', '229:2'],
  ['pageup', '229:2'],
  ['ctrl+v', '261:2'],
  ['pagedown space', '278:2'],
  ['alt+up', '236:2'],
  ['alt+down', '254:2'],
  ['ctrl+up', '245:2'],
  ['ctrl+down', '245:2'],
  ['*', '246:2'],
  ['#', '244:2'],
  ['* n', '247:2'],
  ['* n N', '246:2'],
  ['ctrl+space ctrl+f ctrl+f ctrl+w', '245:4 row'],
  ['ctrl+space alt+f alt+w', '245:4 row'],
  ['alt+f ctrl+space alt+b ctrl+x ctrl+x enter', '245:4 row'],
  ['alt+h ctrl+n alt+w', '246:2   row 245 (alpha beta) end\n  row 246 (alpha beta) end'],
  ['R ctrl+n ctrl+f alt+w', '246:3 ro\nro'],
  ['ctrl+k', '245:2 row 245 (alpha beta) end'],
])('%s leads to %s', async (keys, expected) => {
  expect(await typed(keys)).toBe(expected);
});

test('no key is left out', () => {
  const untried = [...actions]
    .filter(([keys]) => !used.has(keys))
    .map(([keys, action]) => `${keys}: ${action}`);
  expect(untried.filter((one) => !/^alt\+\d: copy count/.test(one)).sort()).toEqual([
    // What Lua does, what the terminal side does, and what shells must mark.
    'O: copy output',
    '[: copy previous-prompt',
    ']: copy next-prompt',
    'ctrl+b ]: clipboard.paste',
    'ctrl+b d: detach',
    'ctrl+c: copy leave',
    'ctrl+g: copy.back',
    'ctrl+r: copy.search-back',
    'ctrl+s: copy.search',
    'escape: copy leave',
    'q: copy leave',
  ]);
});

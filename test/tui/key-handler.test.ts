// What keys come to: (table, keys typed) and what was sent, run and held back.
import { expect, test } from 'vitest';
import type { KeyTable } from '../../src/core/key-table.ts';
import { fallbackKeys } from '../../src/hub/fallback-keys.ts';
import { createInputParser } from '../../src/tui/input/parser.ts';
import { createKeyHandler } from '../../src/tui/key-handler.ts';

/** A handler over the built-in table; `log` is what happened, in order. */
function setUp(table: KeyTable = fallbackKeys()) {
  const log: string[] = [];
  const answers: (() => void)[] = [];
  let mode = 'terminal';
  const parser = createInputParser();
  const handler = createKeyHandler({
    table: () => table,
    mode: () => mode,
    send: (items) =>
      log.push(...items.map((item) => (item.type === 'key' ? `send ${item.key}` : `send ${item.type}`))),
    runLocal: ({ target }) => log.push(`local ${target.kind === 'local' ? target.action : ''}`),
    runRemote: (_mode, keys) => {
      log.push(`remote ${keys.join(' ')}`);
      return new Promise((resolve) => answers.push(resolve));
    },
    reserved: (action) => log.push(`reserved ${action}`),
    pending: () => {},
  });
  return {
    log,
    type: (text: string) => handler.take(parser.feed(Buffer.from(text))),
    setMode: (next: string) => {
      mode = next;
    },
    /** Answers the oldest remote binding. */
    async answer() {
      answers.shift()!();
      await new Promise(setImmediate);
    },
  };
}

test.each([
  ['plain keys go to the program', 'ab\r', ['send a', 'send b', 'send enter']],
  ['the prefix twice is sent once', '\x02\x02', ['send ctrl+b']],
  ['a local binding', '\x02d', ['local detach']],
  ['detach is reserved', '\x02\x04', ['reserved detach']],
  ['safe mode is reserved', '\x02\x13', ['reserved safe-mode']],
  ['an unknown key after the prefix does nothing', '\x02Qx', ['send x']],
  ['a paste is one thing', '\x1b[200~a\x02n\x1b[201~', ['send paste']],
  ['replies of the terminal reach nobody', '\x1b[?62;c\x1b]11;rgb:0/0/0\x07x', ['send x']],
])('%s', (_name, typed, expected) => {
  const { type, log } = setUp();
  type(typed);
  expect(log).toEqual(expected);
});

test('what is typed after a binding of the hub waits for its answer, and for the mode it brings', async () => {
  const { type, log, setMode, answer } = setUp();
  type('\x021xn');
  expect(log).toEqual(['remote ctrl+b 1']);
  setMode('normal');
  await answer();
  // In normal mode x and n are bindings themselves: the second waits for the first.
  expect(log).toEqual(['remote ctrl+b 1', 'remote x']);
  setMode('terminal');
  await answer();
  expect(log).toEqual(['remote ctrl+b 1', 'remote x', 'send n']);
});

test('with an empty table the reserved chords still work, and everything else is typed', () => {
  const { type, log } = setUp({
    version: 0,
    prefix: 'ctrl+b',
    modes: [{ name: 'terminal', desc: '', fallback: 'pty' }],
    bindings: [],
  });
  type('n\x02\x04');
  expect(log).toEqual(['send n', 'reserved detach']);
});

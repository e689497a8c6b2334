// Where nothing runs, only attaching and `new` start anything: the rest exits 3.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verbs } from '../../src/commands/verbs.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub({ listening: false });
});
afterAll(() => hub.dispose());

const lines = [
  ['ls'],
  ['read', 'x'],
  ['send', 'x', 'y'],
  ['keys', 'x', 'enter'],
  ['wait', 'x', '--until', 'exited'],
  ['explain', 'x'],
  ['answer', 'x', 'allow'],
  ['presets'],
  ['workspace', 'list'],
  ['layout', 'list'],
  ['layout', 'apply', 'x'],
  ['task', 'list'],
  ['report', 'idle', '--agent', 'x'],
  ['kill', 'x'],
  ['rename', 'x', 'y'],
  ['focus', 'x'],
  ['restart', 'x'],
  ['frame'],
  ['record', 'x', 'x.cast'],
  ['reload'],
  ['lua', 'list'],
  ['lua', 'errors'],
  ['lua', 'eval', 'x'],
  ['lua', 'who', 'x'],
  ['lua', 'top'],
  ['lua', 'trace', 'x'],
  ['lua', 'history', 'x.lua'],
  ['lua', 'revert', 'x.lua'],
  ['lua', 'disable', 'x.lua'],
  ['lua', 'enable', 'x.lua'],
  ['lua', 'grant', 'x.lua'],
  ['lua', 'revoke', 'x.lua'],
  ['lua', 'repl'],
  ['event', 'emit', 'custom:x'],
  ['event', 'follow'],
  ['stop'],
  ['stop', '--all'],
];

test.each(lines)('%s %s', async (...argv) => {
  const outcome = await hub.run(...argv);
  expect(outcome).toMatchObject({
    code: 3,
    out: '',
    err: expect.stringMatching(/^botster-tui .*running[^\n]*\n$/),
  });
  const withJson = await hub.run(...argv, '--json');
  expect(withJson).toMatchObject({ code: 3, err: '' });
  expect(JSON.parse(withJson.out)).toMatchObject({ ok: false, error: { kind: 'not_running' } });
});

test('a home that does not exist is not made by looking', async () => {
  const home = join(hub.home, 'absent');
  expect((await hub.run('ls', '--home', home)).code).toBe(3);
  expect((await hub.run('stop', '--all', '--home', home)).code).toBe(3);
  expect(existsSync(home)).toBe(false);
});

test('the list above has every verb that needs a hub', () => {
  const others = new Set([
    'new',
    'lua check',
    'lua wait',
    'logs',
    'doctor',
    'checkhealth',
    'init',
    'host',
    'hub',
    'mcp',
    'detect',
    'guide',
    'lua docs',
    'lua diff',
    'test',
    'trust',
    'untrust',
    'completion',
    'complete',
    'replay',
    ...['add', 'list', 'update', 'revert', 'remove', 'enable', 'disable', 'trust', 'logs'].map(
      (name) => `plugin ${name}`,
    ),
  ]);
  const listed = new Set(
    lines.map(([first, second]) => (['lua', 'event'].includes(first!) ? `${first} ${second}` : first)),
  );
  expect(verbs.map(({ name }) => name).filter((name) => !listed.has(name) && !others.has(name))).toEqual([]);
});

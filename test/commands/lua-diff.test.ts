// What `lua diff` prints, against a hub that answers as told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LuaReplaced } from '../../src/protocol/hub-lua-api.ts';
import { refuse } from '../../src/protocol/rpc.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

const FILE = 'user/layout.lua';

const render: LuaReplaced = {
  kind: 'method',
  name: 'App.render',
  owner: 'user/layout.lua:3',
  text: 'function App:render()\n  return mine\nend',
  below: {
    owner: 'default/layout.lua:17',
    layer: 'default',
    text: 'function App:render()\n  return ours\nend',
  },
};
const key: LuaReplaced = {
  kind: 'key',
  name: 'normal n',
  owner: 'user/layout.lua:9',
  text: 'keymap.set("normal", "n", "agent.new")',
  below: { owner: 'plugins/k.lua:1', layer: 'plugins', text: 'keymap.set("normal", "n", "agent.new")' },
};

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
  mkdirSync(join(hub.home, 'user'));
  writeFileSync(join(hub.home, FILE), 'two\n');
});
afterAll(() => hub.dispose());

function answer(replaced: LuaReplaced[], live = true): void {
  const version = { number: 1, hash: 'h', text: 'one\n', at: '2026-01-01T00:00:00.000Z', generation: 1 };
  hub.answer({
    'lua.versions': () => ({ versions: [version] }),
    'lua.replaced': () => ({ live, replaced }),
    'lua.seen': () => ({ settled: replaced.length }),
  });
}
const diff = (...flags: string[]) => hub.run('lua', 'diff', FILE, ...flags);

test('the changes of the file itself come first, then a line for each thing that it replaces', async () => {
  answer([render, key]);
  const { out, err } = await diff();
  expect(out).toContain('-one\n+two\n');
  expect(out.trimEnd().split('\n').slice(-2)).toEqual([
    'user/layout.lua:3: App.render replaces that of default/layout.lua:17',
    'user/layout.lua:9: key normal n replaces that of plugins/k.lua:1',
  ]);
  expect(err).toContain('lua diff user/layout.lua --overridden');

  hub.answer({
    'lua.versions': () => ({ versions: [] }),
    'lua.replaced': () => Promise.reject(refuse('failed', 'no Lua')),
  });
  expect(await diff()).toMatchObject({ code: 1, err: expect.stringContaining('it never was live') });
});

test('--overridden compares each thing with the one that it replaces', async () => {
  answer([render, key]);
  expect((await diff('--overridden')).out.split('\n').slice(1)).toEqual([
    '--- default/layout.lua:17 App.render',
    '+++ user/layout.lua:3 App.render',
    '@@ -1,3 +1,3 @@',
    ' function App:render()',
    '-  return ours',
    '+  return mine',
    ' end',
    'user/layout.lua:9: key normal n replaces that of plugins/k.lua:1, with the same text',
    '',
  ]);
  answer([]);
  expect(await diff('--overridden')).toMatchObject({
    code: 0,
    out: 'user/layout.lua replaces nothing of the files below it\n',
  });
  answer([], false);
  expect(await diff('--overridden')).toMatchObject({
    code: 1,
    err: expect.stringContaining('user/layout.lua is not live'),
  });
});

test('--upgrade compares what is replaced with what it was, and --seen settles it', async () => {
  answer([{ ...render, was: 'function App:render()\n  return old\nend' }, { ...key, was: null }, key]);
  const { out, err } = await diff('--upgrade');
  expect(out).toContain(' function App:render()\n-  return old\n+  return ours\n end\n');
  expect(out).toContain('plugins/k.lua:1 key normal n: its text before this version was too long to be kept');
  expect(err).toContain('lua diff user/layout.lua --seen');
  expect((await diff('--upgrade', '--seen')).out).toBe('user/layout.lua: 3 changed below it, seen\n');
  expect(hub.calls.at(-1)).toEqual({ method: 'lua.seen', params: { path: FILE } });
  answer([]);
  expect((await diff('--upgrade')).out).toBe('user/layout.lua replaces nothing that changed\n');
  expect((await diff('--seen')).out).toBe('user/layout.lua replaces nothing that changed\n');
});

test('--json names places and has the diffs as texts', async () => {
  answer([{ ...render, was: 'old' }]);
  expect(JSON.parse((await diff('--json')).out)).toEqual({
    path: FILE,
    diff: expect.stringContaining('-one\n+two'),
    replaces: [
      {
        kind: 'method',
        name: 'App.render',
        owner: 'user/layout.lua:3',
        below: { owner: 'default/layout.lua:17', layer: 'default' },
        diff: expect.stringContaining('+  return mine'),
        upgrade: expect.stringContaining('-old'),
      },
    ],
  });
});

test('two ways at once are a usage error', async () => {
  expect(await diff('--overridden', '--to', '1')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--to and --overridden: one of them expected'),
  });
});

// The ways in which reloading files on disk goes wrong elsewhere, each by its number, with a hub that watches
// a real home and a real Lua world (the others are in test/lua/world/reload-traps.test.ts).
import {
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLuaWorld } from '../../src/lua/supervisor.ts';
import { until } from '../helpers/until.ts';
import { startTestHub, type TestHub } from '../hub/test-hub.ts';
import { worker } from '../lua/world-helper.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ world: ({ store, events }) => createLuaWorld({ store, events, worker }) });
  await hub.hub.lua.ready(10_000);
});
afterEach(() => hub.dispose());

const word = (text: string): string => `action.register("word.${text}", function() end)\n`;
const path = (name: string): string => join(hub.home.home, name);

async function words(): Promise<string> {
  const list = `(function()
  local words = {}
  for _, one in ipairs(action.list()) do words[#words + 1] = one.name:match("^word%.(.*)") end
  return table.concat(words, " ")
end)()`;
  const { value, error } = await hub.hub.lua.world().eval(list);
  return value === undefined ? String(error?.message) : JSON.parse(value);
}

/** The words of the files that are live. */
async function untilWords(expected: string): Promise<void> {
  let now = '';
  const isSo = async (): Promise<boolean> => {
    now = await words();
    return now === expected;
  };
  await until(`the words "${expected}"`, isSo, { detail: () => `${now}\n${hub.log.join('\n')}` });
}

const refusals = (): string[] => hub.log.filter((line) => /\.lua:\d+: /.test(line));

test('trap 9: half a save is not told of, whether the editor truncates and writes or renames', async () => {
  hub.write('user/a.lua', word('one'));
  await untilWords('one');
  const whole = `${word('two')}-- ${'x'.repeat(5000)}\n${word('three')}`;
  const file = openSync(path('user/a.lua'), 'w');
  writeSync(file, whole.slice(0, 20));
  writeSync(file, whole.slice(20));
  closeSync(file);
  await untilWords('three two');
  writeFileSync(path('a.tmp'), word('four'));
  renameSync(path('a.tmp'), path('user/a.lua'));
  await untilWords('four');
  // Away first, then anew: as editors that keep a backup do.
  renameSync(path('user/a.lua'), path('a.bak'));
  writeFileSync(path('user/a.lua'), word('five'));
  await untilWords('five');
  expect(refusals()).toEqual([]);
});

test('trap 10: a save through a link counts, of a file and of a whole folder', async () => {
  mkdirSync(path('dotfiles/more'), { recursive: true });
  writeFileSync(path('dotfiles/a.lua'), word('linked'));
  writeFileSync(path('dotfiles/more/b.lua'), word('folder'));
  symlinkSync(path('dotfiles/a.lua'), path('user/a.lua'));
  symlinkSync(path('dotfiles/more'), path('user/more'));
  await untilWords('folder linked');
  writeFileSync(path('dotfiles/a.lua'), word('linked2'));
  await untilWords('folder linked2');
  writeFileSync(path('dotfiles/more/b.lua'), word('folder2'));
  await untilWords('folder2 linked2');
  // The link itself is led elsewhere.
  writeFileSync(path('dotfiles/c.lua'), word('elsewhere'));
  rmSync(path('user/a.lua'));
  symlinkSync(path('dotfiles/c.lua'), path('user/a.lua'));
  await untilWords('elsewhere folder2');
});

test('trap 11: a handler that asks for a reload, or a file written as it was, does not reload for ever', async () => {
  hub.write(
    'user/a.lua',
    `hooks.register("lua:reloaded", "again", function() botster.reload() end)\n${word('a')}`,
  );
  await untilWords('a');
  hub.write('user/b.lua', word('b'));
  await untilWords('a b');
  const generation = hub.hub.lua.world().generation();
  for (let n = 0; n < 5; n++) writeFileSync(path('user/b.lua'), word('b'));
  hub.write('user/c.lua', word('c'));
  await untilWords('a b c');
  const client = await hub.connect();
  await client.peer.call('lua.wait', { path: 'user/c.lua', timeout: 10 });
  // One world for the save; one more for the reload that its handler asked for, at most.
  expect(hub.hub.lua.world().generation() - generation).toBeLessThanOrEqual(3);
});

test('trap 14: a save in place that leaves size and time as they were is found when somebody asks, others by themselves', async () => {
  hub.write('user/a.lua', word('aaa'));
  await untilWords('aaa');
  const { atime, mtime } = statSync(path('user/a.lua'));
  const file = openSync(path('user/a.lua'), 'r+');
  writeSync(file, word('bbb'), 0);
  closeSync(file);
  utimesSync(path('user/a.lua'), atime, mtime);
  const client = await hub.connect();
  await client.peer.call('lua.wait', { path: 'user/a.lua', timeout: 10 });
  await untilWords('bbb');
  const again = openSync(path('user/a.lua'), 'r+');
  writeSync(again, word('ccc'), 0);
  closeSync(again);
  await untilWords('ccc');
});

// Every event that the program itself tells of is told when it happens, with the fields that the reference
// names and no others: a hub over a real host, with a real Lua world that notes all it hears.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownEvents } from '../../src/lua/api/events.ts';
import { createLuaWorld } from '../../src/lua/supervisor.ts';
import type { HubClient } from '../../src/protocol/hub-client.ts';
import { createPrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';
import { startTestHub, type Terminal, type TestHub } from '../hub/test-hub.ts';
import { worker } from '../lua/world-helper.ts';

const fromProgram = knownEvents.filter(({ by }) => by === 'program');

const listener = `for _, name in ipairs { ${fromProgram.map(({ name }) => `"${name}"`).join(', ')} } do
  events.on(name, function(event)
    local told = {}
    for key, value in pairs(event) do told[key] = value end
    if event.agent then told.agent = event.agent.id or "?" end
    log.info("EVENT %s %s", name, json.encode(told))
  end, { priority = 1000 })
end
`;

let hub: TestHub;
let client: HubClient;
let terminal: Terminal;
beforeAll(async () => {
  const home = createPrivateHome();
  mkdirSync(join(home.home, 'user'), { recursive: true });
  writeFileSync(join(home.home, 'user/listen.lua'), listener);
  hub = await startTestHub({ home, world: ({ store, events }) => createLuaWorld({ store, events, worker }) });
  await hub.hub.lua.ready(10_000);
  terminal = await hub.terminal();
  client = terminal.client;
  await client.peer.call('view.attach', { columns: 80, rows: 24 });
}, 60_000);
afterAll(() => hub.dispose());

type Told = Readonly<Record<string, unknown>>;

function told(name: string): Told[] {
  const start = `EVENT ${name} `;
  return hub.log
    .filter((line) => line.includes(start))
    .map((line) => JSON.parse(line.slice(line.indexOf(start) + start.length)) as Told);
}

/** The first telling of `name` that has `fields`, of those after the first `from`. */
async function untilTold(name: string, fields: Told = {}): Promise<Told> {
  const fits = (one: Told): boolean => Object.entries(fields).every(([key, value]) => one[key] === value);
  await until(`${name} ${JSON.stringify(fields)}`, () => told(name).some(fits), {
    detail: () => hub.log.slice(-20).join('\n'),
  });
  return told(name).find(fits)!;
}

const lua = (code: string) => client.peer.call('lua.eval', { code });

test('of the program: it is live, it is ready', async () => {
  expect(await untilTold('app:start')).toMatchObject({ generation: 1 });
  expect(await untilTold('app:ready')).toMatchObject({ agents: 0 });
  await untilTold('lua:loaded', { unit: 'user/listen.lua' });
});

test('of a view: its size, its focus, its mode, its keys, its selection', async () => {
  await client.peer.call('view.resize', { columns: 91, rows: 31 });
  await untilTold('app:resize', { columns: 91, rows: 31 });
  await client.peer.call('view.focused', { focused: false });
  await untilTold('app:blur');
  await client.peer.call('view.focused', { focused: true });
  await untilTold('app:focus');
  await client.peer.call('view.set', { mode: 'copy' });
  await untilTold('mode:changed', { mode: 'copy', previous: 'normal' });
  await client.peer.call('view.set', { mode: 'normal' });
  await client.peer.call('view.key', { boot: client.boot, mode: 'normal', keys: ['f9'] });
  await untilTold('key:unmapped', { key: 'f9', mode: 'normal' });
  await untilTold('app:attach');
  const other = await hub.connect();
  await other.peer.call('view.attach', { columns: 90, rows: 30 });
  other.close();
  await untilTold('app:detach');
});

test('of an agent: from its start to its end', async () => {
  const script = 'printf "\\033]2;busy\\007"; printf "hello"; printf "\\007"; read line; exit 3';
  const id = await hub.sh(client, script, 'worker');
  expect(await untilTold('agent:before_spawn', { name: 'worker' })).toMatchObject({
    argv: ['/bin/sh', '-c', script],
  });
  await untilTold('agent:spawned', { agent: id });
  await untilTold('agent:status', { agent: id, status: 'running' });
  await untilTold('agent:title', { agent: id, title: 'busy' });
  await untilTold('agent:notification', { agent: id });
  await untilTold('agent:output', { agent: id });
  const other = await hub.sh(client, 'sleep 100', 'other');
  await client.peer.call('view.set', { selected: other });
  await untilTold('agent:selected', { agent: other });
  await client.peer.call('agent.send', { id, text: 'x', enter: true });
  await untilTold('agent:input', { agent: id });
  await untilTold('agent:exited', { agent: id, code: 3 });
  await untilTold('agent:status', { agent: id, status: 'exited' });
  await client.peer.call('agent.kill', { id: other, force: true });
  await untilTold('agent:before_kill', { agent: other });
  expect(await untilTold('agent:exited', { agent: other })).toHaveProperty('signal');
}, 60_000);

test('of questions that are answered, clipboards and agents in the making', async () => {
  const script = `printf '\\033]52;c;aGVsbG8=\\007'; printf 'Overwrite the file? [y/n] '; read a; sleep 100`;
  const id = await hub.sh(client, script, 'asker');
  await untilTold('agent:clipboard', { agent: id, text: 'hello', bytes: 5 });
  await untilTold('agent:state', { agent: id, state: 'blocked' });
  await lua('local ok, err = agents.answer("asker", "allow") if not ok then log.error(tostring(err)) end');
  await untilTold('agent:answered', { agent: id });
  await client.peer.call('view.copied', { agent: id, text: 'a\nb', sent: 3 });
  await untilTold('clipboard:copied', { agent: id, lines: 2 });
  await client.peer.call('agent.kill', { id, force: true });
  await lua(`agents.launch { cmd = { "true" }, cwd = "${hub.home.home}", type = "a prompt" }`);
  await untilTold('launch:ended');
  await untilTold('launch:prompt_lost', { prompt: 'a prompt' });
  await client.peer.call('notify', { message: 'look' });
  await untilTold('notify:asked', { text: 'look' });
}, 60_000);

test('of commands and worktrees', async () => {
  await lua('command.run("theme dark")');
  await untilTold('command:before', { name: 'theme', line: 'theme dark' });
  await untilTold('command:after', { name: 'theme' });
  const repo = join(hub.home.home, 'repo');
  mkdirSync(repo);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: repo,
      stdio: 'ignore',
    });
  git('init', '-q', '-b', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'first');
  const tree = join(hub.home.home, 'tree');
  await lua(
    `local ok, err = git.worktree_add("${repo}", "${tree}", "topic") if err then log.error(tostring(err)) end`,
  );
  await untilTold('worktree:before_create', { path: tree, branch: 'topic' });
  await untilTold('worktree:created', { path: tree });
  const env = { PATH: process.env['PATH']! };
  const argv = ['/bin/sh', '-c', 'sleep 100'];
  const { id } = await client.peer.call('agent.new', { argv, cwd: repo, env });
  await untilTold('agent:spawned', { agent: id });
  const file = join(repo, 'new.txt');
  const isTold = (): boolean => told('workspace:file_changed').some(({ path }) => path === file);
  let n = 0;
  await until('the file is told of', () => {
    if (!isTold()) writeFileSync(file, `${++n}`);
    return isTold();
  });
  await client.peer.call('agent.kill', { id, force: true });
  await lua(`git.worktree_remove("${tree}")`);
  await untilTold('worktree:removed', { path: tree });
});

test('of Lua files: live, refused, set aside', async () => {
  hub.write('user/b.lua', 'return 1');
  await untilTold('lua:loaded', { unit: 'user/b.lua' });
  await untilTold('lua:reloaded');
  hub.write('user/b.lua', 'return {');
  await untilTold('lua:load_failed', { unit: 'user/b.lua' });
  const hog = 'string.rep("a", 50000):find(("a*"):rep(40) .. "b")';
  hub.write('user/b.lua', `-- 1\n${hog}`);
  await until('it is refused', () => hub.hub.lua.errors().some(({ phase }) => phase === 'watchdog'));
  hub.write('user/c.lua', 'return 1');
  await untilTold('lua:quarantined', { unit: 'user/b.lua' });
}, 60_000);

test('once for each world: keys and listeners that change in one are no reload', async () => {
  const before = told('lua:reloaded').length;
  const generation = hub.hub.lua.world().generation();
  hub.write(
    'user/d.lua',
    'events.on("lua:reloaded", function() keymap.set("normal", "f7", function() end, { desc = "x" }) events.on("agent:input", function() end) end)',
  );
  await untilTold('lua:loaded', { unit: 'user/d.lua' });
  await until(
    'the keys are there',
    () =>
      terminal.last('view.keys') !== undefined && JSON.stringify(terminal.last('view.keys')).includes('"f7"'),
  );
  await lua('1');
  expect(told('lua:reloaded').length - before).toBe(hub.hub.lua.world().generation() - generation);
});

test('of a file that is put back to what it was', async () => {
  const path = 'improvements/x.lua';
  for (const text of ['return 1', 'return 2']) {
    hub.write(path, text);
    expect(await client.peer.call('lua.wait', { path, timeout: 10 })).toMatchObject({ ok: true });
  }
  await client.peer.call('lua.revert', { path });
  await untilTold('lua:rolled_back', { unit: path });
});

test('of the end, which files are told of too', async () => {
  hub.write(
    'user/bye.lua',
    'function on_unload(reason) log.info([[EVENT on_unload {"reason":"%s"}]], reason) end',
  );
  await client.peer.call('lua.wait', { path: 'user/bye.lua', timeout: 10 });
  await hub.hub.stop(false);
  await untilTold('app:quit', { all: false });
  await untilTold('on_unload', { reason: 'quit' });
});

test('all of them were told, and what they were told with is what the reference says', () => {
  const elsewhere = ['app:idle'];
  for (const { name, fields } of fromProgram) {
    if (elsewhere.includes(name)) continue;
    const events = told(name);
    expect(events.length, name).toBeGreaterThan(0);
    const known = new Set([...fields.map((field) => field.name), 'type']);
    for (const event of events) {
      const extra = name === 'lua:load_failed' ? [] : Object.keys(event).filter((key) => !known.has(key));
      expect(extra, name).toEqual([]);
      for (const field of fields) if (!field.optional) expect(event, name).toHaveProperty(field.name);
    }
  }
});

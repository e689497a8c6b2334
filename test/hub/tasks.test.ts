// Tasks wait with the home, not with the hub: another hub has them, and gives them.
import { afterEach, expect, test } from 'vitest';
import { createLuaWorld } from '../../src/lua/supervisor.ts';
import { createPrivateHome, type PrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';
import { worker } from '../lua/world-helper.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let home: PrivateHome;
let hub: TestHub | undefined;
afterEach(() => hub?.dispose());

async function start(): Promise<TestHub> {
  hub = await startTestHub({ home, world: (options) => createLuaWorld({ ...options, worker }) });
  await hub.hub.lua.ready(10_000);
  return hub;
}

test('tasks survive that the hub is started again, in their order, and are given by the next', async () => {
  home = createPrivateHome();
  const first = await start();
  const before = await first.connect();
  const id = await first.sh(before, 'while read line; do echo "got $line"; done', 'worker');
  for (const text of ['one', 'two'])
    await before.peer.call('task.run', { what: 'add', text, agent: 'worker', project: '/' });
  await before.peer.call('task.run', { what: 'add', text: 'elsewhere', workspace: 'site', project: '/' });
  const listed = (await before.peer.call('task.run', { what: 'list', project: '/' })).lines;
  expect(listed).toHaveLength(3);
  await first.leave();

  const second = await start();
  const after = await second.connect();
  expect((await after.peer.call('task.run', { what: 'list', project: '/' })).lines).toEqual(listed);
  // Its agent says that it is free: it gets the first, and the others wait.
  await after.peer.call('agent.report', { id, state: 'idle' });
  await until('the first was typed', async () =>
    (await after.peer.call('agent.read', { id })).lines.some((line) => line === 'got one'),
  );
  await until(
    'it is off the list',
    async () => (await after.peer.call('task.run', { what: 'list', project: '/' })).lines.length === 2,
  );
});

// Hubs come and go; what runs on the host is found again, and what ended with a host is told.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { connectHost } from '../../src/protocol/host-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createPrivateHome, type PrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';
import { createFakeWorld } from './fake-world.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let home: PrivateHome;
let hub: TestHub | undefined;
afterEach(() => hub?.dispose());

async function start(world = createFakeWorld()): Promise<{ hub: TestHub; world: typeof world }> {
  hub = await startTestHub({ home, world: world.create });
  return { hub, world };
}

test('another hub knows the agents, their names, views and what happened meanwhile', async () => {
  home = createPrivateHome();
  const first = (await start()).hub;
  const terminal = await first.terminal();
  await terminal.client.peer.call('view.attach', { columns: 90, rows: 20 });
  const a = await first.sh(terminal.client, 'read line; exit 3', 'one');
  const b = await first.sh(terminal.client, 'read line', 'two');
  await terminal.client.peer.call('agent.rename', { id: b, name: 'renamed' });
  await terminal.client.peer.call('agent.focus', { id: b });
  await first.leave();

  // While there is no hub, one ends.
  const host = await connectHost({ socket: runtimePaths(home.home).hostSocket, client: 'cli' });
  await host.peer.call('input', { session: a, keys: ['enter'] });
  await until('it has ended', async () =>
    (await host.peer.call('list', {})).sessions.some(({ id, status }) => id === a && status === 'exited'),
  );
  host.close();

  const { hub: second, world } = await start();
  const next = await second.terminal();
  const attached = await next.client.peer.call('view.attach', { columns: 80, rows: 24 });
  expect(attached.state).toMatchObject({ id: 'view-1', focus: b, mode: 'terminal' });
  expect(attached.agents).toMatchObject([
    { id: a, name: 'one', status: 'exited', exit_code: 3 },
    { id: b, name: 'renamed', status: 'running' },
  ]);
  await until('Lua was told of the exit, once', () =>
    world.calls.some(({ name, args }) => name === 'emit' && args[0] === 'agent:exited'),
  );
  const exits = world.calls.filter(({ args }) => args[0] === 'agent:exited');
  expect(exits.map(({ args }) => args[1])).toEqual([{ agent: a, code: 3 }]);
});

test('a hub without its database adopts all the same', async () => {
  home = createPrivateHome();
  const first = (await start()).hub;
  const client = await first.connect();
  const id = await first.sh(client, 'read line', 'kept');
  await first.leave();
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(home.home, `state.db${suffix}`), { force: true });
  const second = (await start()).hub;
  const { agents } = await (await second.connect()).peer.call('agent.list', {});
  expect(agents).toMatchObject([{ id, name: 'kept', status: 'running' }]);
});

test('when the host dies its agents have failed, of that, and can be started again', async () => {
  home = createPrivateHome();
  const { hub: only } = await start();
  const terminal = await only.terminal();
  await terminal.client.peer.call('view.attach', { columns: 80, rows: 24 });
  const { client } = terminal;
  const id = await only.sh(client, 'echo "[$BOTSTER_AGENT_ID]"; read line', 'mine');
  process.kill(home.daemons().host!, 'SIGKILL');
  await until('it has failed', () => only.hub.agents.get(id)?.status === 'failed');
  expect(only.hub.agents.get(id)).toMatchObject({ signal: 'host died', pid: null, name: 'mine' });
  expect(only.hub.overlays.of('view-1').banners.map(({ id: banner }) => banner)).toContain('host-died');
  await expect(client.peer.call('agent.read', { id })).rejects.toThrow(/restart it/);
  expect(await client.peer.call('agent.wait', { id, until: 'exited' })).toMatchObject({ met: true });

  expect(await client.peer.call('agent.restart', { id })).toMatchObject({
    id,
    status: 'running',
    name: 'mine',
  });
  const seen = await client.peer.call('agent.wait', { id, until: `text:\\[${id}\\]`, timeout: 10 });
  expect(seen.met).toBe(true);
  expect(only.hub.overlays.of('view-1').banners).toEqual([]);
});

test('a hub that starts after the host died offers what ran', async () => {
  home = createPrivateHome();
  const first = (await start()).hub;
  const id = await first.sh(await first.connect(), 'read line', 'mine');
  const { host } = home.daemons();
  await first.leave();
  process.kill(host!, 'SIGKILL');
  const second = (await start()).hub;
  const client = await second.connect();
  expect((await client.peer.call('agent.list', {})).agents).toMatchObject([
    { id, name: 'mine', status: 'failed' },
  ]);
  await client.peer.call('agent.kill', { id });
  expect((await client.peer.call('agent.list', {})).agents).toEqual([]);
});

test('what was known and is not on the same host any more is forgotten', async () => {
  home = createPrivateHome();
  const first = (await start()).hub;
  const id = await first.sh(await first.connect(), 'exit 0');
  await until('it has ended', () => first.hub.agents.get(id)?.status === 'exited');
  await first.leave();
  const host = await connectHost({ socket: runtimePaths(home.home).hostSocket, client: 'cli' });
  await host.peer.call('acknowledge', { session: id });
  host.close();
  const second = (await start()).hub;
  expect((await (await second.connect()).peer.call('agent.list', {})).agents).toEqual([]);
});

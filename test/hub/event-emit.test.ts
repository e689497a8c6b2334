// Events from outside: told on the bus with their source, and answered with what became of them.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLuaWorld } from '../../src/lua/supervisor.ts';
import type { HubClient } from '../../src/protocol/hub-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { until } from '../helpers/until.ts';
import { worker } from '../lua/world-helper.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
let client: HubClient;
beforeAll(async () => {
  hub = await startTestHub({ world: ({ store, events }) => createLuaWorld({ store, events, worker }) });
  await hub.hub.lua.ready(10_000);
  client = await hub.connect();
  hub.write(
    'user/a.lua',
    `events.on("tool:before", function(e)
  if e.name == "rm" then return false, "not " .. e.name end
  if e.name == "ls" then return { handled = true, result = { "a", "b" } } end
  return { payload = { name = e.name, args = "changed" } }
end)
events.on("tool:after", function(e) log.info("after %s from %s %s", e.name, e.source, e.agent and e.agent.name) end)
events.on("agent:task_started", function(e) log.info("started %s %s", e.agent.name, e.task) end, { pattern = "work*" })`,
  );
  const live = await client.peer.call('lua.wait', { path: 'user/a.lua', timeout: 10 });
  expect(live.ok).toBe(true);
}, 60_000);
afterAll(() => hub.dispose());

const emit = (type: string, payload: Record<string, unknown> = {}) =>
  client.peer.call('event.emit', { type, payload });

test('a before event can be refused, taken over, changed', async () => {
  expect(await emit('tool:before', { name: 'rm' })).toMatchObject({ cancelled: true, reason: 'not rm' });
  expect(await emit('tool:before', { name: 'ls' })).toMatchObject({
    cancelled: false,
    handled: true,
    result: ['a', 'b'],
  });
  expect(await emit('tool:before', { name: 'cat' })).toMatchObject({
    cancelled: false,
    handled: false,
    payload: { name: 'cat', args: 'changed' },
  });
});

test('it says who told of it: the user, or the agent whose socket it came through', async () => {
  await emit('tool:after', { name: 'x' });
  await until('the user is told of', () => hub.log.some((line) => line.endsWith('after x from user nil')));
  const id = await hub.sh(client, 'sleep 100', 'worker');
  const socket = runtimePaths(hub.home.home).sessionSocket(id);
  await until('the agent has its socket', () => existsSync(socket));
  const own = await hub.connect(socket);
  await own.peer.call('event.emit', { type: 'tool:after', payload: { name: 'y' } });
  await until('the agent is told of', () =>
    hub.log.some((line) => line.endsWith(`after y from ${id} worker`)),
  );
  await own.peer.call('event.emit', { type: 'agent:task_started', payload: { task: 'tests' } });
  await until('its task is', () => hub.log.some((line) => line.endsWith('started worker tests')));
});

test('what the program itself tells of cannot be told from outside, nor what is no name', async () => {
  await expect(emit('agent:exited', { agent: 'x' })).rejects.toThrow(
    'the program itself tells of agent:exited',
  );
  await expect(emit('on_tool_after')).rejects.toThrow('is no name of an event');
  await expect(emit('x: y')).rejects.toThrow('is no name of an event');
  expect(await emit('myplugin:thing', { n: 1 })).toMatchObject({ cancelled: false, payload: { n: 1 } });
});

// stop: returns when what it ended is gone, whoever of hub and host runs.
import { afterEach, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../helpers/host.ts';
import { createProgram } from '../helpers/program.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.dispose();
});
async function opened<T extends FakeHub | TestHost>(promise: Promise<T>): Promise<T> {
  const thing = await promise;
  open.push(thing);
  return thing;
}

test('tells the hub, and prints nothing', async () => {
  const hub = await opened(createFakeHub());
  hub.answer({ stop: () => hub.end() });
  expect(await hub.run('stop')).toEqual({ code: 0, out: '', err: '' });
  expect(hub.calls).toEqual([{ method: 'stop', params: { all: false } }]);
  expect((await hub.run('stop')).code).toBe(3);
});

test('--all passes that on to the hub', async () => {
  const hub = await opened(createFakeHub());
  hub.answer({ stop: () => hub.end() });
  expect(JSON.parse((await hub.run('stop', '--all', '--json')).out)).toEqual({ ok: true, stopped: ['hub'] });
  expect(hub.calls).toEqual([{ method: 'stop', params: { all: true } }]);
});

test('without a hub, stop says that the host lives, and stop --all ends it with its agents', async () => {
  const host = await opened(startTestHost());
  const program = createProgram(host.home);
  const client = await host.connect();
  const id = await host.sh(client, 'exec sleep 1000');
  const { sessions } = await client.peer.call('list', {});
  const { pid } = sessions.find((session) => session.id === id)!;
  expect(await program.runCli(['stop'])).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('stop --all'),
  });
  expect(await program.runCli(['stop', '--all'])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(() => process.kill(pid, 0)).toThrow();
  expect(program.daemons()).toEqual({});
  expect((await program.runCli(['stop', '--all'])).code).toBe(3);
});

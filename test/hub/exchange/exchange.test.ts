// Agents reaching one another through a real hub and host: who said what, and what it takes to type into
// another's terminal.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubClient } from '../../../src/protocol/hub-client.ts';
import { runtimePaths } from '../../../src/protocol/runtime-paths.ts';
import { until } from '../../helpers/until.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let scene: TestHub;
let user: HubClient;
let ada: HubClient;
let ids: { ada: string; bob: string };

beforeAll(async () => {
  scene = await startTestHub();
  user = await scene.connect();
  ids = {
    ada: await scene.sh(user, 'while read line; do echo "<$line>"; done', 'ada'),
    bob: await scene.sh(user, 'while read line; do echo "<$line>"; done', 'bob'),
  };
  ada = await scene.connect(runtimePaths(scene.home.home).sessionSocket(ids.ada));
});
afterAll(() => scene.dispose());

const screen = async (id: string): Promise<string> =>
  (await user.peer.call('agent.read', { id })).lines.join('\n');

describe('one agent and another', () => {
  test('text is typed, entered, logged with its sender and shown as its', async () => {
    expect(await ada.peer.call('agent.deliver', { id: 'bob', text: 'hello bob', enter: true })).toEqual({
      delivered: true,
      queued: false,
    });
    await until('bob has read it', async () => (await screen('bob')).includes('<hello bob>'));
    expect(scene.log).toContain('info ada typed into bob: "hello bob"');
    expect(scene.hub.overlays.of('any').toasts).toMatchObject([
      { title: 'ada typed into bob', text: 'hello bob' },
    ]);
  });

  test("the command line's send goes the same way from an agent, and straight from the user", async () => {
    await ada.peer.call('agent.send', { id: 'bob', text: 'sent', enter: true });
    expect(scene.log).toContain('info ada typed into bob: "sent"');
    await user.peer.call('agent.send', { id: 'bob', text: 'direct', enter: true });
    await until('bob has read it', async () => (await screen('bob')).includes('<direct>'));
    expect(scene.log.some((line) => line.includes('"direct"'))).toBe(false);
  });

  test('an agent types into itself without ceremony', async () => {
    await ada.peer.call('agent.send', { id: 'ada', text: 'me', enter: true });
    await until('it came', async () => (await screen('ada')).includes('<me>'));
  });

  test('a question is not answered', async () => {
    const id = await scene.sh(
      user,
      'printf "Really delete? [y/N] "; read answer; echo "<$answer>"; sleep 100',
      'asks',
    );
    await until('it asks', async () => (await screen(id)).includes('[y/N]'));
    expect(await ada.peer.call('agent.deliver', { id, text: 'yes' })).toEqual({
      delivered: false,
      queued: true,
      reason: 'it asks for a yes or no, which the text would answer',
    });
    await user.peer.call('agent.kill', { id, force: true });
    await until('it is given up', () =>
      scene.log.some((line) => line.includes('was not typed (it has ended)')),
    );
    await expect(ada.peer.call('agent.deliver', { id, text: 'yes' })).rejects.toThrow(/has ended/);
  });

  test('messages are read once, by whom they are for', async () => {
    const { id } = await ada.peer.call('message.post', { to: 'bob', text: 'look at main.ts' });
    await user.peer.call('message.post', { to: 'bob', text: 'and at test.ts' });
    expect(await ada.peer.call('message.receive', {})).toEqual({ messages: [] });
    const bob = await scene.connect(runtimePaths(scene.home.home).sessionSocket(ids.bob));
    expect(await bob.peer.call('message.receive', {})).toMatchObject({
      messages: [
        { id, from: 'ada', text: 'look at main.ts', at: expect.stringMatching(/^\d{4}-.*Z$/) },
        { from: 'user', text: 'and at test.ts' },
      ],
    });
    expect(await bob.peer.call('message.receive', {})).toEqual({ messages: [] });
    await expect(ada.peer.call('message.post', { to: 'nobody', text: 'x' })).rejects.toThrow(/nobody/);
  });

  test('a message for the user is shown at once', async () => {
    const { id } = await ada.peer.call('message.post', { to: 'user', text: 'done' });
    expect(scene.hub.overlays.of('any').toasts).toContainEqual(
      expect.objectContaining({ id: `message:${id}`, title: 'message from ada', text: 'done' }),
    );
    expect((await user.peer.call('message.receive', {})).messages).toMatchObject([
      { from: 'ada', text: 'done' },
    ]);
  });

  test('an agent has a title of its own until it gives it back', async () => {
    expect(await ada.peer.call('agent.title', { title: 'fixing the parser' })).toMatchObject({
      id: ids.ada,
      title: 'fixing the parser',
    });
    expect((await user.peer.call('agent.list', {})).agents[0]).toMatchObject({ title: 'fixing the parser' });
    expect(await ada.peer.call('agent.title', { title: '' })).toMatchObject({ title: '' });
    await expect(user.peer.call('agent.title', { title: 'x' })).rejects.toThrow(/only an agent/);
  });

  test('a notification says who it is from', async () => {
    const { id } = await ada.peer.call('notify', { message: 'tests are green', level: 'warn' });
    expect(scene.hub.overlays.of('any').toasts).toContainEqual(
      expect.objectContaining({ id, level: 'warn', title: 'ada', text: 'tests are green' }),
    );
  });

  test('each caller has its own last look', async () => {
    const look = (client: HubClient, lines: string[]) => client.peer.call('frame.look', { what: '', lines });
    expect(await look(ada, ['a'])).toEqual({ before: null });
    expect(await look(user, ['b'])).toEqual({ before: null });
    expect(await look(ada, ['c'])).toEqual({ before: ['a'] });
    expect(await look(user, ['d'])).toEqual({ before: ['b'] });
  });
});

describe('over a restart of the hub', () => {
  test('messages and titles are kept', async () => {
    await user.peer.call('message.post', { to: 'ada', text: 'still here' });
    await ada.peer.call('agent.title', { title: 'kept' });
    const { home } = scene;
    await scene.leave();
    scene = await startTestHub({ home });
    user = await scene.connect();
    await until(
      'the agents are known again',
      async () => (await user.peer.call('agent.list', {})).agents.length > 0,
    );
    expect((await user.peer.call('agent.list', {})).agents[0]).toMatchObject({ name: 'ada', title: 'kept' });
    const socket = runtimePaths(home.home).sessionSocket(ids.ada);
    await until('its socket is there', async () =>
      scene.connect(socket).then(
        () => true,
        () => false,
      ),
    );
    ada = await scene.connect(socket);
    expect(await ada.peer.call('message.receive', {})).toMatchObject({ messages: [{ text: 'still here' }] });
  });
});

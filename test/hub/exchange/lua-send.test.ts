// What Lua types into agents: files that agents wrote do it as agents do, the person's own straight.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HubClient } from '../../../src/protocol/hub-client.ts';
import { until } from '../../helpers/until.ts';
import { createFakeWorld, type FakeWorld } from '../fake-world.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let scene: TestHub;
let world: FakeWorld;
let user: HubClient;
let id: string;
beforeAll(async () => {
  world = createFakeWorld();
  scene = await startTestHub({ world: world.create });
  user = await scene.connect();
  id = await scene.sh(user, 'while read line; do echo "<$line>"; done', 'ada');
});
afterAll(() => scene.dispose());

const send = (unit: string, text: string): void =>
  world.events().onEffect({ name: 'agents.send', params: { id, text, enter: true }, view: null, unit });
const shows = (text: string) => async (): Promise<boolean> =>
  (await user.peer.call('agent.read', { id })).lines.join('\n').includes(text);

test('a file of improvements/ is named as the sender', async () => {
  send('improvements/x.lua', 'one');
  await until('it came', shows('<one>'));
  expect(scene.log).toContain('info improvements/x.lua typed into ada: "one"');
});

test("the person's own file types at once", async () => {
  send('user/x.lua', 'two');
  await until('it came', shows('<two>'));
  expect(scene.log.some((line) => line.includes('"two"'))).toBe(false);
});

test('what cannot be typed is told of', async () => {
  send('improvements/x.lua', 'three\nfour');
  await until('it is told of', () => scene.log.some((line) => line.includes('takes no pastes')));
});

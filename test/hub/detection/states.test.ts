// Agents that tell what they do, over the real host and the program's own Lua files: one hub for all.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '../../../src/core/agent.ts';
import { createLuaWorld } from '../../../src/lua/supervisor.ts';
import type { HubClient } from '../../../src/protocol/hub-client.ts';
import { until } from '../../helpers/until.ts';
import { worker } from '../../lua/world-helper.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let lab: TestHub;
let client: HubClient;

const start = async (home?: TestHub['home']): Promise<TestHub> => {
  return startTestHub({
    world: (options) => createLuaWorld({ ...options, worker }),
    ...(home ? { home } : {}),
  });
};
beforeAll(async () => {
  lab = await start();
  client = await lab.connect();
});
afterAll(() => lab.dispose());

const agent = (id: string): Agent | undefined => lab.hub.agents.get(id);
const says = (id: string, state: string): Promise<void> =>
  until(`${id} is ${state}`, () => agent(id)?.state === state, { detail: () => JSON.stringify(agent(id)) });
const press = (id: string, text = 'x'): Promise<unknown> =>
  client.peer.call('agent.send', { id, text, enter: true });

/** Prints each text when Enter is pressed, and waits at the end. */
const printing = (...texts: string[]): string =>
  `stty -echo; ${texts.map((text) => `printf '${text}'; read x`).join('; ')}`;

test('what a program tells its terminal: progress, prompts and commands; done until it is seen', async () => {
  const shell = await lab.sh(
    client,
    printing('\\033]9;4;3\\007', '\\033]9;4;0\\007\\033]133;A\\007$ ', '\\033]133;C\\007'),
  );
  await says(shell, 'working');
  await press(shell);
  await says(shell, 'done');
  const terminal = await lab.terminal();
  await terminal.client.peer.call('view.attach', { columns: 80, rows: 24 });
  await client.peer.call('agent.focus', { id: shell });
  await says(shell, 'idle');
  await press(shell);
  await says(shell, 'working');
  await terminal.client.peer.call('view.detach', {});
  await client.peer.call('agent.kill', { id: shell, force: true });
  await until('it has ended', () => agent(shell)?.status === 'exited');
  expect(agent(shell)).not.toHaveProperty('state');
});

test('a question is told as it stands, to whoever waits for it, and explained', async () => {
  const asking = await lab.sh(client, printing('Overwrite notes.txt? [y/N] ', 'ok\\n'));
  expect(await client.peer.call('agent.wait', { id: asking, until: 'blocked', timeout: 10 })).toEqual({
    met: true,
    text: 'Overwrite notes.txt? [y/N]',
  });
  const { agents } = await client.peer.call('agent.list', {});
  expect(agents.find(({ id }) => id === asking)).toMatchObject({
    state: 'blocked',
    question: 'Overwrite notes.txt? [y/N]',
    state_since: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const explained = await client.peer.call('agent.explain', { id: asking });
  expect(explained).toMatchObject({
    state: 'blocked',
    rule: 'a question with yes or no',
    at: expect.stringMatching(/^default\/detectors\/shared\.lua:\d+$/),
    detector: 'shell',
    now: { state: 'blocked', evidence: 'Overwrite notes.txt? [y/N]' },
    considered: [{ rule: 'a question with yes or no', matched: true }],
  });
  await press(asking, 'y');
  await says(asking, 'done');
  await client.peer.call('agent.kill', { id: asking, force: true });
});

test('a report is by whoever calls, and outlives the hub', async () => {
  const one = await lab.sh(client, 'printf "$BOTSTER_SOCKET"; read x');
  let socket = '';
  await until('it names its socket', async () => {
    socket = (await client.peer.call('agent.read', { id: one })).lines.join('');
    return socket.endsWith('.sock');
  });
  const own = await lab.connect(socket);
  await own.peer.call('agent.report', { state: 'blocked', reason: 'Which branch?' });
  expect(agent(one)).toMatchObject({ state: 'blocked', question: 'Which branch?' });
  const other = await lab.sh(client, 'read x');
  await expect(own.peer.call('agent.report', { id: other, state: 'idle' })).rejects.toThrow(
    'only its own state',
  );
  await expect(client.peer.call('agent.report', { state: 'idle' })).rejects.toThrow('whose state?');
  await lab.leave();
  const { home } = lab;
  lab = await start(home);
  client = await lab.connect();
  await says(one, 'blocked');
  expect(agent(one)).toMatchObject({ question: 'Which branch?' });
  await client.peer.call('agent.report', { id: one, state: 'unknown' });
  await until('the screen counts again', () => agent(one)?.state !== 'blocked');
  for (const id of [one, other]) await client.peer.call('agent.kill', { id, force: true });
});

test('a detector of the person is asked first; when it fails what was known stays, and is said to be old', async () => {
  lab.write(
    'user/mine.lua',
    `
detector.register("shell", { detect = function(screen)
  if screen:has("boom") then error("no idea") end
  if screen:has("thinking") then return { state = "working", rule = "thinking", evidence = "thinking" } end
end, inherit = true })
events.on("agent:state", function(event) state.set(event.agent.name, event.previous .. ">" .. event.state) end)`,
  );
  await client.peer.call('lua.wait', { path: 'user/mine.lua', timeout: 10 });
  const one = await lab.sh(client, printing('thinking', ' boom'), 'thinker');
  await says(one, 'working');
  await press(one);
  await until('the detector is broken', () => agent(one)?.state_stale !== undefined);
  expect(agent(one)).toMatchObject({ state: 'working', state_stale: 'user/mine.lua:3: no idea' });
  const errors = await client.peer.call('lua.errors', {});
  expect(errors.errors).toMatchObject([{ unit: 'user/mine.lua', line: 3, where: "detector 'shell'" }]);
  lab.write('user/mine.lua', '');
  await until('the next lower detector says something again', () => agent(one)?.state_stale === undefined);
  await client.peer.call('agent.kill', { id: one, force: true });
});

// event emit: what it asks of the hub, prints and exits with, against a hub that answers as told.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
});
beforeEach(() => {
  hub.calls.length = 0;
});
afterAll(() => hub.dispose());

const went = { cancelled: false, handled: false };

test('an event is told with what was given, and nothing is printed', async () => {
  hub.answer({ 'event.emit': () => went });
  expect(await hub.run('event', 'emit', 'tool:after', '{"name": "Bash"}')).toEqual({
    code: 0,
    out: '',
    err: '',
  });
  expect(await hub.run('event', 'emit', 'custom:x')).toMatchObject({ code: 0 });
  expect(hub.calls).toEqual([
    { method: 'event.emit', params: { type: 'tool:after', payload: { name: 'Bash' } } },
    { method: 'event.emit', params: { type: 'custom:x', payload: {} } },
  ]);
});

test('a refusal exits with 1 and says why; an event that was taken over prints its result', async () => {
  hub.answer({ 'event.emit': () => ({ ...went, cancelled: true, reason: 'not now' }) });
  expect(await hub.run('event', 'emit', 'tool:before', '{}')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('not now'),
  });
  const told = await hub.run('event', 'emit', 'tool:before', '{}', '--json');
  expect(told).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(told.out)).toMatchObject({ cancelled: true, reason: 'not now' });
  hub.answer({ 'event.emit': () => ({ ...went, handled: true, result: [1] }) });
  expect(JSON.parse((await hub.run('event', 'emit', 'tool:before')).out)).toEqual([1]);
});

test.each(['{', '[]', '7', 'null', '"x"'])('%s is no object: usage', async (text) => {
  hub.answer({ 'event.emit': () => went });
  expect(await hub.run('event', 'emit', 'custom:x', text)).toMatchObject({
    code: 2,
    err: expect.stringContaining('JSON'),
  });
  expect(hub.calls).toEqual([]);
});

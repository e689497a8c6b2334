// event emit and event follow: what they ask of the hub, print and exit with, against a hub that answers as told.
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

test('follow prints the events that are meant, and asks for those after them', async () => {
  const happened = (seq: number, type: string) => ({ seq, at: 0, type, payload: { n: seq } });
  const pages = [
    { events: [], last: 3, missed: 0 },
    { events: [happened(4, 'agent:state'), happened(5, 'mode:changed')], last: 5, missed: 0 },
    { events: [happened(8, 'agent:exited'), happened(9, 'agent:title')], last: 9, missed: 2 },
  ];
  hub.answer({ 'event.next': () => pages.shift()! });
  const { code, out, err } = await hub.run('event', 'follow', 'agent:*', '--count', '2', '--json');
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as unknown),
  ).toEqual([happened(4, 'agent:state'), happened(8, 'agent:exited')]);
  expect(err).toContain('2 events');
  expect(hub.calls.map(({ params }) => params)).toEqual([{}, { after: 3 }, { after: 5 }]);
  expect(await hub.run('event', 'follow', '--count', '0')).toMatchObject({ code: 2 });
});

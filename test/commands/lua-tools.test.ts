// lua top and lua trace: what they ask of the hub and print, against a hub that answers as told.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LuaCosts } from '../../src/protocol/hub-lua-api.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
});
beforeEach(() => {
  hub.calls.length = 0;
});
afterAll(() => hub.dispose());

const MB = 1024 * 1024;
const row = (name: string, ms: number) => ({
  ...{ kind: 'key', name, owner: 'user/a.lua:3', layer: 'user', calls: 4, errors: 0, ms },
  ...{ slowest_ms: ms / 2, last: Date.now() / 1000 - 125 },
});
const costs: LuaCosts = {
  ...{
    generation: 7,
    memory: 5 * MB,
    memory_limit: 64 * MB,
    stock_memory: 2 * MB,
    prepare_ms: 40,
    build_ms: 3,
  },
  files: [{ path: 'user/a.lua', layer: 'user', load_ms: 2 }],
  rows: [row('normal f9', 12.25), { ...row('normal f8', 3), errors: 5, disabled: true }],
};

test('top is a table, the most first', async () => {
  hub.answer({ 'lua.top': () => costs });
  const { code, out } = await hub.run('lua', 'top');
  expect(code).toBe(0);
  const [head, titles, first, second] = out.split('\n');
  expect(head).toBe(
    'generation 7, made in 40 + 3 ms; Lua holds 5.0 of 64 MB, the next world in stock 2.0 MB',
  );
  expect(titles).toMatch(/^MS +CALLS +SLOWEST +ERRORS +LAST +KIND +WHAT +OWNER$/);
  expect(first).toMatch(/^12\.3 +4 +6\.1 +0 +2 min +key +normal f9 +user\/a\.lua:3$/);
  expect(second).toContain('5, disabled');
});

test('top has as many rows as are asked for, and JSON', async () => {
  hub.answer({ 'lua.top': () => costs });
  const { out } = await hub.run('lua', 'top', '--json', '--count', '1');
  expect(JSON.parse(out)).toEqual({ ...costs, rows: [costs.rows[0]] });
  expect(await hub.run('lua', 'top', '--count', '0')).toMatchObject({ code: 2 });
});

test('trace prints what an event carried and what each handler did, and ends after so many', async () => {
  const killed = {
    ...{ event: 'agent:before_kill', at: 0, before: true, ms: 1.5, agent: { id: '01', name: 'fix' } },
    payload: { agent: '01' },
    handlers: [
      { owner: 'user/a.lua:3', name: 'mine', priority: 0, ms: 1, returned: '{ payload = {} }' },
      { owner: 'user/a.lua:4', priority: 0, ms: 0.2, threw: 'no\u001b[31m idea' },
      { owner: 'user/a.lua:5', priority: 1, ms: 0.1 },
      { owner: 'user/a.lua:6', priority: 2, skipped: 'the event was settled before' },
    ],
    ...{ cancelled: true, reason: 'not now' },
  };
  const event = (seq: number, payload: object) => ({ seq, at: 0, type: 'agent:before_kill', payload });
  const { cancelled: _, reason: __, ...plain } = killed;
  const pages = [
    { events: [], last: 3, missed: 0 },
    { events: [event(4, killed)], last: 4, missed: 2 },
    { events: [event(5, { ...plain, handlers: [] }), event(6, killed)], last: 6, missed: 0 },
  ];
  hub.answer({ 'lua.trace': () => pages.shift()! });
  const { code, out, err } = await hub.run('lua', 'trace', 'agent:*', '--agent', 'fix', '--count', '2');
  expect(code).toBe(0);
  expect(err).toContain('2 events came faster');
  expect(out.split('\n').slice(1)).toEqual([
    '  > user/a.lua:3 mine  returned { payload = {} }  1.0 ms',
    '  ! user/a.lua:4  threw no[31m idea  0.2 ms',
    '  > user/a.lua:5  returned nothing  0.1 ms',
    '  - user/a.lua:6  not called: the event was settled before',
    '  = refused: not now in 1.5 ms',
    expect.stringMatching(/^\d\d:\d\d:\d\d agent:before_kill fix \{"agent":"01"\}$/),
    '  = 0 handlers called in 1.5 ms',
    '',
  ]);
  expect(hub.calls.map(({ params }) => params)).toEqual([
    { events: 'agent:*', agent: 'fix' },
    { events: 'agent:*', agent: 'fix', after: 3 },
    { events: 'agent:*', agent: 'fix', after: 4 },
  ]);
});

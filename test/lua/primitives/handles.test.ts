// Which open things a new world adopts, by itself: no Lua, no hub.
import { beforeEach, expect, test } from 'vitest';
import { createHandles, type Handles } from '../../../src/lua/handles.ts';
import type { HandleSpec, HandleVoice } from '../../../src/lua/types.ts';

let log: string[];
let told: string[];
let voices: Map<string, HandleVoice>;
let handles: Handles;
beforeEach(() => {
  log = [];
  told = [];
  voices = new Map();
  handles = createHandles(
    ({ unit, key }, voice) => {
      const name = `${unit} ${key}`;
      voices.set(name, voice);
      log.push(`open ${name}`);
      return {
        adopted: () => void log.push(`adopted ${name}`),
        act(action) {
          if (action === 'throw') throw new Error('it cannot');
          log.push(`${action} ${name}`);
          return `${action} done`;
        },
        close: () => void log.push(`close ${name}`),
        ...(key === 'lasting' ? { leave: () => void log.push(`leave ${name}`) } : {}),
      };
    },
    async (unit, key, event, value) => void told.push(`${unit} ${key} ${event} ${JSON.stringify(value)}`),
    (unit, message) => void log.push(`trouble ${unit} ${message}`),
  );
});

const spec = (unit: string, key: string, params: Record<string, unknown> = {}): HandleSpec => ({
  unit,
  key,
  kind: 'watch',
  params,
});
const act = (unit: string, key: string, action: string) => ({ unit, key, action, params: {} });

test('what is opened again is adopted, whatever the order of its fields; the rest is closed, and what is new opened', () => {
  handles.adopt([spec('a', '1', { x: 1, y: [2, { p: 1, q: 2 }] }), spec('a', '2'), spec('b', '1')], []);
  log.length = 0;
  handles.adopt(
    [spec('a', '1', { y: [2, { q: 2, p: 1 }], x: 1 }), spec('a', '2', { other: true }), spec('c', '1')],
    [],
  );
  expect(log).toEqual(['close a 2', 'close b 1', 'adopted a 1', 'open a 2', 'open c 1']);
  expect(handles.count()).toBe(3);
});

test('another kind under the same name is another thing', () => {
  handles.adopt([spec('a', '1')], []);
  handles.adopt([{ ...spec('a', '1'), kind: 'pty' }], []);
  expect(log).toEqual(['open a 1', 'close a 1', 'open a 1']);
});

test('what is asked of them while loading is done once they are open, and its failures are told', () => {
  handles.adopt(
    [spec('a', '1')],
    [act('a', '1', 'listen'), act('a', '1', 'throw'), act('a', 'none', 'listen')],
  );
  expect(log).toEqual(['open a 1', 'listen a 1', 'trouble a throw: it cannot']);
  expect(handles.act(act('a', '1', 'read'))).toBe('read done');
  expect(() => handles.act(act('b', '1', 'read'))).toThrow('it is not open any more');
});

test('one that is opened twice in a world is opened anew', () => {
  handles.open(spec('a', '1'));
  handles.open(spec('a', '1'));
  expect(log).toEqual(['open a 1', 'close a 1', 'open a 1']);
  expect(handles.count()).toBe(1);
});

test('one that is closed, or another by now, is not heard any more', async () => {
  handles.open(spec('a', '1'));
  const old = voices.get('a 1')!;
  await old.tell('output', 'x');
  handles.open(spec('a', '1'));
  await old.tell('output', 'late');
  old.end('exit', null);
  expect(handles.count()).toBe(1);
  voices.get('a 1')!.end('exit', { code: 0 });
  await voices.get('a 1')!.tell('output', 'after its end');
  expect(told).toEqual(['a 1 output "x"', 'a 1 exit {"code":0}']);
  expect(handles.count()).toBe(0);
  handles.adopt([], []);
  expect(log).toEqual(['open a 1', 'close a 1', 'open a 1']);
});

test('at the end, what the next program may find is left as it is', () => {
  handles.adopt([spec('a', '1'), spec('a', 'lasting')], []);
  handles.leave();
  expect(log.slice(2)).toEqual(['close a 1', 'leave a lasting']);
  expect(handles.count()).toBe(0);
});

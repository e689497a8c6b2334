// Bytes of many sessions take turns; what is looked at goes first; nobody holds more than its share.
import { expect, test } from 'vitest';
import { createScheduler, type Source } from '../../src/host/scheduler.ts';
import { until } from '../helpers/until.ts';

function source(log: string[], name: string, urgent = false) {
  const state = { urgent, paused: false };
  const value: Source = {
    urgent: () => state.urgent,
    parse: (bytes) => void log.push(`${name}${bytes.toString()}`),
    pause: () => {
      state.paused = true;
    },
    resume: () => {
      state.paused = false;
    },
  };
  return { state, value };
}

test('a session in view is parsed as its bytes come, others later', async () => {
  const log: string[] = [];
  const scheduler = createScheduler();
  const hidden = scheduler.lane(source(log, 'hidden').value);
  const seen = scheduler.lane(source(log, 'seen', true).value);
  hidden.push(Buffer.from('1'));
  seen.push(Buffer.from('1'));
  expect(log).toEqual(['seen1']);
  await until('the hidden one is parsed', () => log.includes('hidden1'));
});

test('a session that comes into view keeps its order', () => {
  const log: string[] = [];
  const { state, value } = source(log, '');
  const lane = createScheduler().lane(value);
  lane.push(Buffer.from('a'));
  state.urgent = true;
  lane.push(Buffer.from('b'));
  lane.flush();
  expect(log).toEqual(['a', 'b']);
});

test('sessions take turns, piece by piece', async () => {
  const log: string[] = [];
  const scheduler = createScheduler();
  const [a, b] = [scheduler.lane(source(log, 'a').value), scheduler.lane(source(log, 'b').value)];
  for (let i = 0; i < 3; i++) a.push(Buffer.from(`${i}`));
  b.push(Buffer.from('0'));
  await until('all are parsed', () => log.length === 4);
  expect(log).toEqual(['a0', 'b0', 'a1', 'a2']);
});

test('a slice ends after two milliseconds of the clock', async () => {
  const log: string[] = [];
  let clock = 0;
  const scheduler = createScheduler(() => clock);
  const lane = scheduler.lane({
    ...source(log, '').value,
    parse: (bytes) => {
      clock += 1;
      log.push(bytes.toString());
    },
  });
  for (let i = 0; i < 6; i++) lane.push(Buffer.from(`${i}`));
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(log).toEqual(['0', '1']);
  await until('all are parsed', () => log.length === 6);
});

test('a session is paused above 256 KB and goes on below 64 KB', () => {
  const log: string[] = [];
  const { state, value } = source(log, '');
  const parsedAt: boolean[] = [];
  const lane = createScheduler().lane({ ...value, parse: () => void parsedAt.push(state.paused) });
  const piece = Buffer.alloc(32 * 1024);
  for (let i = 0; i < 8; i++) lane.push(piece);
  expect(state.paused).toBe(false);
  lane.push(piece);
  expect(state.paused).toBe(true);
  lane.flush();
  // Nine pieces: paused until fewer than two are left.
  expect(parsedAt).toEqual([true, true, true, true, true, true, true, false, false]);
});

test('a closed lane drops what waits', () => {
  const log: string[] = [];
  const lane = createScheduler().lane(source(log, '').value);
  lane.push(Buffer.from('x'));
  lane.close();
  lane.flush();
  expect(log).toEqual([]);
});

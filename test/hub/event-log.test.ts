// The events of late: whoever asks with the last one it has gets the rest.
import { expect, test } from 'vitest';
import { createEventLog } from '../../src/hub/event-log.ts';

const never = new AbortController().signal;
const at = (after: number | undefined) => ({ after, timeoutMs: 60_000, signal: never });
const types = ({ events }: { events: readonly { type: string }[] }) => events.map(({ type }) => type);

test('the first question is answered with where the log stands, later ones with what came since', async () => {
  const log = createEventLog(() => 5000);
  log.note('a:a', { n: 1 });
  const { after, ...options } = at(undefined);
  expect(await log.next(after, options)).toEqual({ events: [], last: 1, missed: 0 });
  log.note('a:b', { n: 2 });
  expect(await log.next(1, options)).toEqual({
    events: [{ seq: 2, at: 5, type: 'a:b', payload: { n: 2 } }],
    last: 2,
    missed: 0,
  });
});

test('who has all waits for the next, and everybody who waits gets it', async () => {
  const log = createEventLog();
  const both = [log.next(0, at(0)), log.next(0, at(0))];
  log.note('a:a', {});
  expect((await Promise.all(both)).map(types)).toEqual([['a:a'], ['a:a']]);
});

test('waiting ends with the time, or when nobody listens any more', async () => {
  const log = createEventLog();
  expect(await log.next(0, { timeoutMs: 1, signal: never })).toEqual({ events: [], last: 0, missed: 0 });
  const gone = new AbortController();
  const asked = log.next(0, { timeoutMs: 60_000, signal: gone.signal });
  gone.abort();
  expect(types(await asked)).toEqual([]);
});

test('who asks late is told how many it missed; numbers of another hub count from now', async () => {
  const log = createEventLog();
  for (let n = 0; n < 2500; n++) log.note('a:a', { n });
  const page = await log.next(1000, at(1000));
  expect([page.events.length, page.events[0]?.seq, page.last, page.missed]).toEqual([1000, 1501, 2500, 500]);
  const asked = log.next(9999, at(9999));
  log.note('a:b', {});
  expect(types(await asked)).toEqual(['a:b']);
});

// Who traces events: each gets those it asked for, until it is gone, and then nothing is noted.
import { expect, test } from 'vitest';
import { createTraces } from '../../src/hub/traces.ts';
import type { TracedEvent } from '../../src/lua/types.ts';

const traced = (event: string, agent?: { id: string; name: string }): TracedEvent => ({
  ...{ event, at: 0, before: false, ms: 1, handlers: [] },
  ...(agent && { agent }),
});
const fix = { id: '01', name: 'fix' };

test('each who traces gets the events it asked for', async () => {
  const gone = new AbortController();
  let changes = 0;
  const traces = createTraces(() => {
    changes++;
  });
  const all = traces.open({ events: 'agent:*' }, gone.signal);
  const ofFix = traces.open({ events: 'agent:*', agent: 'fix' }, gone.signal);
  const ofId = traces.open({ events: 'agent:exite?', agent: '01' }, gone.signal);
  expect(traces.globs()).toEqual(['agent:*', 'agent:exite?']);
  traces.note([
    traced('agent:exited', fix),
    traced('agent:title', fix),
    traced('agent:exited'),
    traced('mode:changed'),
  ]);
  const now = { timeoutMs: 1, signal: gone.signal };
  const names = async (next: typeof all) => (await next(0, now)).events.map(({ type }) => type);
  expect(await names(all)).toEqual(['agent:exited', 'agent:title', 'agent:exited']);
  expect(await names(ofFix)).toEqual(['agent:exited', 'agent:title']);
  expect(await names(ofId)).toEqual(['agent:exited']);
  gone.abort();
  expect(traces.globs()).toEqual([]);
  expect(changes).toBe(6);
});

// The plugins that come with the program pass their own specs, as `botster-tui test` runs them.
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dist } from '../helpers/private-home.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

vi.mock('../../src/protocol/daemon.ts', async (original) => ({
  ...(await original<object>()),
  entryDirectory: () => dist,
}));

let hub: FakeHub;
beforeEach(async () => {
  hub = await createFakeHub({ listening: false });
});
afterEach(() => hub.dispose());

const folder = fileURLToPath(new URL('../../lua/plugins', import.meta.url));

test('each example passes its spec', { timeout: 60_000 }, async () => {
  const { code, out } = await hub.run('test', folder, '--json');
  const report = JSON.parse(out) as { tests: { file: string; status: string }[]; failed: number };
  expect(report.tests.filter(({ status }) => status !== 'passed')).toEqual([]);
  const files = [...new Set(report.tests.map(({ file }) => file.replace(/.*\//, '')))];
  expect(files).toEqual(['board_spec.lua', 'git-branch_spec.lua', 'notes_spec.lua', 'pomodoro_spec.lua']);
  expect(code).toBe(0);
});

// Builds: one at a time, the newest text, and nothing said of half a save.
import { expect, test } from 'vitest';
import type { LuaError } from '../../src/core/lua-error.ts';
import { createBuilds, type Report } from '../../src/hub/builds.ts';
import type { FileSet } from '../../src/hub/sources.ts';
import type { BuildOutcome, SourceFile } from '../../src/lua/types.ts';

function files(text: string): FileSet {
  return {
    files: [{ unit: 'user/a.lua', layer: 'user', path: '/h/user/a.lua', text, hash: text }],
    problems: [],
  };
}

function setup() {
  const under: {
    files: readonly SourceFile[];
    changed: readonly string[];
    finish: (errors?: string[]) => void;
  }[] = [];
  const reports: Report[] = [];
  let generation = 0;
  const builds = createBuilds(
    (list, changed) =>
      new Promise<BuildOutcome>((resolve) => {
        under.push({
          files: list,
          changed,
          finish(errors = []) {
            generation++;
            const found = errors.map((message) => ({ unit: 'user/a.lua', message }) as LuaError);
            resolve({ ok: errors.length === 0, generation, errors: found, warnings: [], registered: {} });
          },
        });
      }),
    () => {},
    (report) => void reports.push(report),
  );
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) await Promise.resolve();
  };
  return { builds, under, reports, settle };
}

test('saves during a build make one more, of the newest text and all that changed', async () => {
  const { builds, under, reports, settle } = setup();
  builds.offer(files('1'), ['user/a.lua'], false);
  builds.offer(files('2'), ['user/b.lua'], false);
  builds.offer(files('3'), ['user/a.lua'], false);
  expect(under).toHaveLength(1);
  under[0]!.finish();
  await settle();
  expect(under).toHaveLength(2);
  expect(under[1]!.files[0]!.text).toBe('3');
  expect(under[1]!.changed).toEqual(['user/b.lua', 'user/a.lua']);
  under[1]!.finish();
  await settle();
  expect(reports.map(({ outcome }) => outcome.generation)).toEqual([2]);
});

test('what is wrong with text that may be half a save is not told, unless it stays', async () => {
  const { builds, under, reports, settle } = setup();
  builds.offer(files('half'), ['user/a.lua'], true);
  under[0]!.finish(['unfinished']);
  await settle();
  expect(reports).toEqual([]);
  builds.offer(files('whole'), ['user/a.lua'], true);
  under[1]!.finish();
  await settle();
  builds.settled();
  expect(reports.map(({ outcome }) => outcome.errors)).toEqual([[]]);
});

test('a report comes once, after both the build and the stillness', async () => {
  const { builds, under, reports, settle } = setup();
  builds.offer(files('1'), ['user/a.lua'], true);
  builds.settled();
  expect(reports).toEqual([]);
  under[0]!.finish(['wrong']);
  await settle();
  builds.settled();
  expect(reports).toHaveLength(1);
});

test('a verdict waits for what is under way', async () => {
  const { builds, under, settle } = setup();
  builds.offer(files('1'), ['user/a.lua'], true);
  const verdict = builds.verdict('user/a.lua', 60_000);
  under[0]!.finish(['wrong']);
  await settle();
  builds.settled();
  expect(await verdict).toMatchObject({ kind: 'refused', error: { message: 'wrong' } });
  expect(await builds.verdict('user/none.lua', 60_000)).toEqual({ kind: 'unknown' });
  const again = builds.again(files('2'));
  under[1]!.finish();
  await again;
  expect(await builds.verdict('user/a.lua', 60_000)).toMatchObject({ kind: 'live', generation: 2 });
});

test('that a file is live is known when it is built, whether it has held still or not', async () => {
  const { builds, under } = setup();
  builds.offer(files('1'), ['user/a.lua'], true);
  const verdict = builds.verdict('user/a.lua', 60_000);
  under[0]!.finish();
  expect(await verdict).toMatchObject({ kind: 'live', generation: 1 });
  expect(builds.isHeld()).toBe(true);
});

test('a verdict that does not come in time is late', async () => {
  const { builds } = setup();
  builds.offer(files('1'), ['user/a.lua'], false);
  expect(await builds.verdict('user/a.lua', 1)).toEqual({ kind: 'late' });
});

// The parts of `botster-tui test` that decide: the clock that stands still, when a program has come to rest,
// which rows of a screen differ.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { locateLuaFile } from '../../src/commands/lua-file.ts';
import { createActivity } from '../../src/commands/lua-test/activity.ts';
import { askedCapabilities } from '../../src/commands/lua-test/app-files.ts';
import { createFakeClock, START } from '../../src/commands/lua-test/fake-clock.ts';
import { createSnapshots, difference, snapshotText } from '../../src/commands/lua-test/snapshots.ts';
import type { Frame } from '../../src/core/frame.ts';
import { listLuaFiles } from '../../src/hub/source-files.ts';

const settle = async (): Promise<void> => {};

describe('the clock', () => {
  test('calls what is due in order, each at its moment, and what that makes due too', async () => {
    const clock = createFakeClock();
    const said: string[] = [];
    const say = (text: string) => () => void said.push(`${text} ${clock.now() - START}`);
    clock.after(3, say('three'));
    clock.after(1, () => {
      say('one')();
      clock.after(1, say('one and one'));
    });
    const stop = clock.after(2, say('never'));
    clock.after(2, say('two'));
    stop();
    await clock.advance(2.5, settle);
    expect(said).toEqual(['one 1', 'two 2', 'one and one 2']);
    expect(clock.now()).toBe(START + 2.5);
    await clock.advance(0.5, settle);
    expect(said.at(-1)).toBe('three 3');
  });

  test('waits for each to have happened before the next', async () => {
    const clock = createFakeClock();
    const said: string[] = [];
    clock.after(1, () => said.push('first'));
    clock.after(1, () => said.push('second'));
    await clock.advance(1, async () => void said.push('settled'));
    expect(said).toEqual(['first', 'settled', 'second', 'settled', 'settled']);
  });

  test('gives up on what makes itself due for ever', async () => {
    const clock = createFakeClock();
    const again = (): void => void clock.after(0, again);
    again();
    await expect(clock.advance(1, settle)).rejects.toThrow('more than 10000 timers');
  });

  test('keeps timers as a world does: repeated, cancelled, taken over with the time they have left', async () => {
    const clock = createFakeClock();
    const fired: string[] = [];
    const timers = clock.timers(
      async (unit, key) => void fired.push(`${unit} ${key} ${clock.now() - START}`),
    );
    timers.set({ unit: 'user/a.lua', key: 'every', delay: 2, repeat: true });
    timers.set({ unit: 'user/a.lua', key: 'once', delay: 3, repeat: false });
    timers.set({ unit: 'improvements/b.lua', key: 'fast', delay: 0.001, repeat: false });
    timers.set({ unit: 'user/a.lua', key: 'gone', delay: 1, repeat: false });
    timers.cancel('user/a.lua', 'gone');
    await clock.advance(1, settle);
    expect(fired).toEqual(['improvements/b.lua fast 0.25']);
    timers.adopt([{ unit: 'user/a.lua', key: 'every', delay: 2, repeat: true }]);
    expect(timers.count()).toBe(1);
    await clock.advance(4, settle);
    expect(fired.slice(1)).toEqual(['user/a.lua every 2', 'user/a.lua every 4']);
    timers.close();
    await clock.advance(10, settle);
    expect(fired).toHaveLength(3);
  });

  test('ends a sleep that nobody waits for, and has nothing due once stopped', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const slept = clock.sleep(5, controller.signal);
    controller.abort();
    await expect(slept).resolves.toBeNull();
    let rang = false;
    clock.stop();
    clock.after(0, () => {
      rang = true;
    });
    await clock.advance(1, settle);
    expect(rang).toBe(false);
  });
});

describe('rest', () => {
  test('is when nothing is under way and nothing more follows', async () => {
    const { track, settle: rest, isIdle } = createActivity();
    const said: string[] = [];
    const later = (text: string, then?: () => void) =>
      track(
        new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
          said.push(text);
          then?.();
        }),
      );
    void later('one', () => void later('two', () => setImmediate(() => void later('three'))));
    track(Promise.reject(new Error('no matter'))).catch(() => {});
    expect(isIdle()).toBe(false);
    await rest();
    expect(said).toEqual(['one', 'two', 'three']);
    expect(isIdle()).toBe(true);
  });
});

describe('screens', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'botster-spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const frame: Frame = {
    columns: 4,
    rows: 2,
    cursor: { x: 1, y: 0, visible: true, shape: 'block' },
    lines: ['ab  ', ' c'],
    spans: [[{ x: 1, width: 1, style: { bold: true } }], [{ x: 0, width: 2, style: {} }]],
    nodes: [],
  };

  test('are kept as they look', () => {
    expect(snapshotText(frame, false)).toBe('ab\n c\n-- 4x2, cursor 1,0\n');
    expect(snapshotText(frame, true)).toBe(
      'ab\n c\n-- 4x2, cursor 1,0\n-- looks\n.a\n\n--\na {"bold":true}\n',
    );
  });

  test('differ by row', () => {
    expect(difference('a\nb\nc', 'a\nx')).toBe(
      '  expected (-) and got (+), by row:\n   2 - b\n   2 + x\n   3 - c',
    );
  });

  test('have names of their own, whatever tests are called', () => {
    const snapshots = createSnapshots(join(folder, 'x_test.lua'), { update: false, mayWrite: true });
    snapshots.check(['A group', 'does: "this" / ../that'], undefined, '1');
    snapshots.check(['A group', 'does: "this" / ../that'], undefined, '2');
    snapshots.check(['…'], undefined, '3');
    snapshots.check(['größe'], 'Ж', '4');
    expect(readdirSync(join(folder, 'snapshots/x_test')).sort()).toEqual(
      ['a-group-does-this-that-2.txt', 'a-group-does-this-that.txt', 'größe-ж.txt', 'screen.txt'].sort(),
    );
    expect(snapshots.counts()).toEqual({ written: 4, updated: 0 });
  });

  test('the program does not load specs', () => {
    for (const name of ['a.lua', 'a_test.lua', 'test.lua']) writeFileSync(join(folder, name), '');
    expect(listLuaFiles(folder, 'user', 'user', true).map(({ unit }) => unit)).toEqual([
      'user/a.lua',
      'user/test.lua',
    ]);
  });
});

test('other verbs say what runs a spec', () => {
  const folder = mkdtempSync(join(tmpdir(), 'botster-spec-'));
  writeFileSync(join(folder, 'x_test.lua'), '');
  try {
    expect(() => locateLuaFile('x_test.lua', { cwd: folder, home: folder })).toThrow(
      'x_test.lua holds tests: botster-tui test x_test.lua runs them',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('capabilities are those that headers of files written by agents ask for', () => {
  const file = (unit: string, layer: 'user' | 'improvements', text: string) => ({
    unit,
    layer,
    text,
    path: '',
    hash: '',
  });
  expect(
    askedCapabilities([
      file(
        'improvements/a.lua',
        'improvements',
        '--- @capability agents.send\n---@capability agents.kill\nx = 1',
      ),
      file('improvements/b.lua', 'improvements', 'local s = "--- @capability agents.send"'),
      file('user/c.lua', 'user', '--- @capability agents.send'),
    ]),
  ).toEqual({ 'improvements/a.lua': ['agents.send', 'agents.kill'] });
});

// A widget's rectangle cut out of a frame, and what changed since a caller last looked.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frameAround } from '../../src/commands/frame-views/around.ts';
import { differenceText, differingRows } from '../../src/commands/frame-views/difference.ts';
import type { Frame } from '../../src/core/frame.ts';
import { createProgram, type Program } from '../helpers/program.ts';

const frame: Frame = {
  columns: 10,
  rows: 4,
  cursor: { x: 5, y: 2, visible: true, shape: 'bar' },
  lines: ['0123456789', '漢字abcdef', 'xx日本yyyy', ''],
  spans: [[{ x: 2, width: 6, style: { bold: true } }], [], [{ x: 0, width: 2, style: {} }], []],
  nodes: [
    { id: 'all', type: 'column', rect: { x: 0, y: 0, width: 10, height: 4 } },
    { id: 'box', type: 'panel', rect: { x: 1, y: 0, width: 4, height: 3 }, file: 'user/a.lua', line: 7 },
    { id: '0.1', type: 'panel', rect: { x: 6, y: 1, width: 9, height: 9 } },
    { id: 'in', type: 'text', rect: { x: 2, y: 2, width: 3, height: 1 } },
  ],
};

describe('around', () => {
  test('a widget named by id, type or line', () => {
    const box = frameAround(frame, 'box');
    expect(frameAround(frame, 'panel')).toEqual(box);
    expect(frameAround(frame, 'ui.panel')).toEqual(box);
    expect(frameAround(frame, 'user/a.lua:7')).toEqual(box);
    expect(() => frameAround(frame, 'pannel')).toThrow(
      'no widget "pannel" is to be seen (did you mean panel?): all, column, box, panel, in, text',
    );
  });

  test('is a frame of its own, counted from the corner', () => {
    expect(frameAround(frame, 'box')).toEqual({
      columns: 4,
      rows: 3,
      cursor: { x: 0, y: 0, visible: false, shape: 'bar' },
      // Halves of wide characters at the edges are blanks.
      lines: ['1234', ' 字a', 'x日'],
      spans: [[{ x: 1, width: 3, style: { bold: true } }], [], [{ x: 0, width: 1, style: {} }]],
      nodes: [
        { id: 'box', type: 'panel', rect: { x: 0, y: 0, width: 4, height: 3 }, file: 'user/a.lua', line: 7 },
        { id: 'in', type: 'text', rect: { x: 1, y: 2, width: 3, height: 1 } },
      ],
    });
    expect(frameAround({ ...frame, cursor: { ...frame.cursor, x: 3 } }, 'box').cursor).toMatchObject({
      x: 2,
      y: 2,
      visible: true,
    });
  });

  test('what lies outside of the screen is left out', () => {
    expect(frameAround(frame, '0.1')).toMatchObject({ columns: 4, rows: 3, lines: ['cdef', 'yyyy', ''] });
    expect(frameAround(frame, 'all').lines).toEqual(frame.lines);
  });
});

test('the difference: rows together, blanks at their ends aside', () => {
  const rows = differingRows(['a', 'b', 'c', 'd', 'e'], ['a ', 'B', 'C', 'd', 'E', 'f']);
  expect(differenceText(rows)).toBe('@@ rows 1-2 @@\n-b\n-c\n+B\n+C\n@@ rows 4-5 @@\n-e\n+E\n+f');
  expect(differenceText(differingRows(['a'], ['a']))).toBe('nothing changed');
  expect(differenceText(differingRows(['a', ''], ['a']))).toBe('@@ row 1 @@\n-');
});

describe('frame', () => {
  let program: Program;
  beforeAll(async () => {
    program = createProgram();
    await program.ok(['new', '--name', 'quiet', '--', 'sleep', '1000']);
  });
  afterAll(() => program.dispose());

  async function show(text: string): Promise<void> {
    const file = join(program.home, 'improvements', 'x.lua');
    writeFileSync(
      file,
      `ui.slot("sidebar", function() return ui.text("${text}", { id = "note", height = 1 }) end)`,
    );
    await program.ok(['lua', 'wait', 'x.lua']);
  }

  test('--diff shows all at first, then what changed, then that nothing did', async () => {
    await show('one');
    expect((await program.ok(['frame', '--diff'])).split('\n')).toHaveLength(24);
    await show('two');
    expect(await program.ok(['frame', '--diff'])).toMatch(/^@@ row \d+ @@\n-.*one.*\n\+.*two.*$/);
    expect(await program.ok(['frame', '--diff'])).toBe('nothing changed');
    expect(JSON.parse(await program.ok(['frame', '--diff', '--json']))).toMatchObject({
      first: false,
      rows: [],
    });
  });

  test('--around shows one widget, and is a look of its own', async () => {
    await show('three');
    expect(await program.ok(['frame', '--around', 'note', '--diff'])).toBe('three');
    await show('four');
    expect(await program.ok(['frame', '--around', 'note', '--diff'])).toBe('@@ row 0 @@\n-three\n+four');
    expect(JSON.parse(await program.ok(['frame', '--around', 'note', '--json']))).toMatchObject({
      rows: 1,
      lines: ['four'],
      nodes: [{ id: 'note' }],
    });
    expect(await program.ok(['frame', '--around', 'agent_list'])).toContain('quiet');
    expect(await program.runCli(['frame', '--around', 'nothing'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no widget "nothing"'),
    });
  });
});

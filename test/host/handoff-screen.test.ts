// A screen captured anywhere in a program's output, carried as bytes and made again: what comes after
// draws the same as on the screen that was never touched.
import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { WORDS } from '../../src/core/cell.ts';
import type { CopyCommand } from '../../src/core/copy-mode.ts';
import { type Copier, createCopier } from '../../src/host/copy/copier.ts';
import { readLines } from '../../src/host/read-screen.ts';
import { packRow } from '../../src/host/rows.ts';
import { createScreen, type Screen, type ScreenState } from '../../src/host/screen.ts';
import { createViewer } from '../../src/host/viewer.ts';
import { quietScreen, randomFrom, randomText, write } from './drawing.ts';

const SIZE = { columns: 24, rows: 8 };

/** More states than `randomText` sets: all that a screen keeps besides its cells. */
const states = [
  '\x1b7',
  '\x1b(0\x1b7',
  '\x1b8',
  '\x1bH',
  '\x1b[3g',
  '\t',
  '\x1b(0',
  '\x1b)0',
  '\x0e',
  '\x0f',
  '\x1b(B',
  '\x1b[>5u',
  '\x1b[<u',
  '\x1b[=3;2u',
  '\x1b[>4;2m',
  '\x1b[?1h',
  '\x1b=',
  '\x1b[?2004h',
  '\x1b[?1002h\x1b[?1006h',
  '\x1b[?1004h',
  '\x1b[20h',
  '\x1b[20l',
  '\x1b[4 q',
  '\x1b]2;a title ü\x07',
  '\x1b[22t',
  '\x1b[23t',
  '\x1b]8;;http://a.b\x07link\x1b]8;;\x07',
  '\x1b[?2026h',
  '\x1b[?2026l',
  '\x1bP$qm\x1b\\',
  '\x1b[21;58:2::1:2:3m',
];

function again(screen: Screen, printed: Buffer): Screen {
  const state = deserialize(serialize(screen.capture(printed))) as ScreenState;
  return createScreen({ ...quietScreen, ...SIZE }, state);
}

/** Everything a viewer or a reader can see of a screen. */
function looks(screen: Screen): unknown {
  const { columns, rows } = screen.size();
  const cells = new Uint32Array(columns * WORDS);
  const packed: unknown[] = [];
  for (let y = -screen.history(); y < rows; y++) {
    const clusters: unknown[] = [];
    packRow(screen.line(0, y), columns, cells, 0, (x, text) => clusters.push([x, text]));
    packed.push([Array.from(cells), clusters]);
  }
  return {
    lines: readLines(screen, { all: true, ansi: true }),
    packed,
    cursor: screen.cursor(),
    modes: screen.modes(),
    title: screen.title(),
    history: screen.history(),
    top: screen.topId(0),
    epoch: screen.epoch(),
    held: screen.holdsPainting(),
  };
}

test('a screen handed over at any byte goes on as if it had not been', () => {
  const random = randomFrom(7);
  for (let round = 0; round < 150; round++) {
    const text = Array.from({ length: 12 }, () =>
      random(3) === 0 ? states[random(states.length)]! : randomText(random, 6),
    ).join('');
    const bytes = Buffer.from(text);
    const at = random(bytes.length);
    const whole = createScreen({ ...quietScreen, ...SIZE });
    const first = createScreen({ ...quietScreen, ...SIZE });
    write(whole, bytes.subarray(0, at));
    write(first, bytes.subarray(0, at));
    const second = again(first, bytes.subarray(0, at));
    const where = () =>
      `round ${round}: ${JSON.stringify(bytes.subarray(Math.max(0, at - 30), at).toString('latin1'))}`;
    expect(looks(second), where()).toEqual(looks(whole));
    write(whole, bytes.subarray(at));
    write(second, bytes.subarray(at));
    // What the tail of the output leaves behind is seen once something is drawn with it.
    const probe = '\u0301x\x1b)0q\x1b8qA\tB\x0eq\x0fq\r\n\x1b[?1049lC\x1b8D\tE\n\x1b[<uF';
    write(whole, probe);
    write(second, probe);
    expect(looks(second), where()).toEqual(looks(whole));
    for (const size of [
      { columns: 17, rows: 5 },
      { columns: 30, rows: 11 },
    ]) {
      whole.resize(size);
      second.resize(size);
      expect(looks(second), where()).toEqual(looks(whole));
    }
    for (const screen of [whole, first, second]) screen.dispose();
  }
});

test.each([
  [
    ['right', 'select-char', 'down', 'down'],
    ['right', 'selection'],
  ],
  [
    ['down', 'select-block', 'right', 'down'],
    ['down', 'selection-stay'],
  ],
  [
    ['search i', 'search-next', 'select-char'],
    ['search-next', 'selection'],
  ],
  [
    ['select-line', 'other-end', 'up', 'count 2'],
    ['down', 'text'],
  ],
  [
    ['word-at', 'drag'],
    ['right', 'right', 'right', 'selection'],
  ],
])('copy mode that had come to %j goes on there with %j', async (made, more) => {
  const text = Array.from({ length: 30 }, (_, i) => `this is line ${i}\r\n`).join('');
  const screen = createScreen({ ...quietScreen, ...SIZE, scrollback: 100 });
  write(screen, text);
  const next = again(screen, Buffer.from(text));
  const [before, after] = [screen, next].map((one) => {
    const viewer = createViewer({ channel: 1, screen: one, scroll: 5, send: () => {} });
    return createCopier(
      viewer,
      () => one,
      () => {},
    );
  }) as [Copier, Copier];
  const run = async (copier: Copier, command: string) => {
    const [name, argument] = command.split(' ');
    const at = name === 'word-at' ? { line: 20, x: 6 } : name === 'drag' ? { line: 22, x: 2 } : undefined;
    return copier.run({ command: name as CopyCommand, text: argument, at });
  };
  for (const one of ['top', ...made]) await run(before, one);
  const { resume, ...state } = before.state();
  await after.run({ command: 'resume', resume });
  expect(after.state()).toEqual({ ...state, resume });
  for (const one of more) expect(await run(after, one)).toEqual(await run(before, one));
  for (const one of [screen, next]) one.dispose();
});

test('copy mode begins anew on a screen whose lines are others', async () => {
  const screen = createScreen({ ...quietScreen, ...SIZE });
  write(screen, 'some words');
  const viewer = createViewer({ channel: 1, screen, scroll: 0, send: () => {} });
  const copier = createCopier(
    viewer,
    () => screen,
    () => {},
  );
  await copier.run({ command: 'select-line' });
  const { resume } = copier.state();
  screen.resize({ columns: 5, rows: 8 });
  const next = createCopier(
    viewer,
    () => screen,
    () => {},
  );
  expect((await next.run({ command: 'resume', resume })).state.selection).toBe(null);
  screen.dispose();
});

test('in the middle of a string longer than what is kept, the rest of the string is not drawn', () => {
  for (const opening of ['\x1b]52;c;', '\x1bP1;2q', '\x1b_', '\x1b^', '\x1bX']) {
    const screen = createScreen({ ...quietScreen, ...SIZE });
    write(screen, `before${opening}${'A'.repeat(5000)}`);
    const next = again(screen, Buffer.from('A'.repeat(100)));
    write(next, `${'A'.repeat(100)}\x1b\\after`);
    expect(readLines(next, { all: false, ansi: false })[0]).toBe('beforeafter');
    screen.dispose();
    next.dispose();
  }
});

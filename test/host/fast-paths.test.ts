// The faster ways to print and to scroll give what xterm.js' own ways give, cell by cell.
import type { Terminal } from '@xterm/headless';
import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { installFastPaths } from '../../src/host/fast-paths.ts';
import { enableGraphemes } from '../../src/host/graphemes.ts';
import { activeBuffer } from '../../src/host/xterm-internals.ts';

/** Numbers from 0 to n - 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const plain = ['a', 'plain', 'words of some length', 'x'.repeat(70), ' ', '~'];
const wide = [
  '中',
  '文字',
  '👍',
  '👨‍👩‍👧',
  '🇩🇪',
  'e\u0301',
  '\u0301',
  '\u200d',
  '❤\ufe0f',
  '\u0600a',
  'ü',
  '한국',
  'ก็',
];
const looks = [
  '\x1b[m',
  '\x1b[1;31m',
  '\x1b[48;5;17m',
  '\x1b[4:3m',
  '\x1b[58;5;9m',
  '\x1b[38;2;1;2;3m',
  '\x1b]8;;http://x\x07',
  '\x1b]8;;\x07',
];
const modes = [
  '\x1b[4h',
  '\x1b[4l',
  '\x1b[?7l',
  '\x1b[?7h',
  '\x1b(0',
  '\x1b(B',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1b[?6h',
  '\x1b[?6l',
  '\x1bc',
];
const lines = [
  '\r\n',
  '\n',
  '\x1bM',
  '\x1bD',
  '\x1bE',
  '\x1b[L',
  '\x1b[M',
  '\x1b[2S',
  '\x1b[T',
  '\x1b[K',
  '\x1b[1J',
  '\x1b[3P',
  '\x1b[2@',
  '\x1b[5b',
  '\b',
];

function piece(random: (n: number) => number, columns: number, rows: number): string {
  const one = (list: readonly string[]): string => list[random(list.length)]!;
  switch (random(12)) {
    case 0:
      return `\x1b[${random(rows) + 1};${random(columns) + 1}H`;
    case 1:
      return random(3) === 0 ? '\x1b[r' : `\x1b[${random(rows) + 1};${random(rows) + 1}r`;
    case 2:
      return one(looks);
    case 3:
      return random(3) === 0 ? one(modes) : '\x1b[4l\x1b(B';
    case 4:
    case 5:
      return one(lines).repeat(random(4) + 1);
    case 6:
    case 7:
    case 8:
      return one(wide) + (random(2) ? one(plain) : '') + one(wide);
    default:
      return one(plain);
  }
}

/** All that a terminal holds. */
function contents(terminal: Terminal): unknown {
  const buffer = activeBuffer(terminal);
  const rows = Array.from({ length: buffer.lines.length }, (_, y) => {
    const line = buffer.lines.get(y)! as unknown as {
      _data: Uint32Array;
      isWrapped: boolean;
      _combined: Record<number, string>;
      _extendedAttrs: Record<number, { _ext: number; _urlId: number } | undefined>;
    };
    const cells = Array.from({ length: line._data.length / 3 }, (_, x) => {
      const [content, fg, bg] = line._data.subarray(x * 3, x * 3 + 3);
      const extended = bg! & 0x10000000 ? line._extendedAttrs[x] : undefined;
      return `${content} ${fg} ${bg} ${content! & 0x200000 ? line._combined[x] : ''} ${extended?._ext ?? ''} ${extended?._urlId ?? ''}`;
    });
    return `${line.isWrapped} ${cells.join('|')}`;
  });
  return { rows, x: buffer.x, y: buffer.y, ybase: buffer.ybase, ydisp: buffer.ydisp };
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))('random output %i', (seed) => {
  const random = randomFrom(seed);
  const columns = 2 + random(90);
  const rows = 1 + random(20);
  const open = (): Terminal => {
    const terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 15,
      allowProposedApi: true,
      logLevel: 'off',
    });
    enableGraphemes(terminal);
    return terminal;
  };
  const slow = open();
  const fast = open();
  installFastPaths(fast);
  // The later ones are mostly lines of plain text, with something else between them now and then.
  const isMostlyPlain = seed >= 30;
  const text = Array.from({ length: 300 }, () =>
    isMostlyPlain && random(12) > 0
      ? plain[random(plain.length)]! + ['', '\r\n', '\n', '\r'][random(4)]!
      : piece(random, columns, rows),
  );
  const bytes = Buffer.from(text.join(''));
  for (let at = 0; at < bytes.length; ) {
    const next = at + 1 + random(400);
    for (const terminal of [slow, fast]) {
      terminal.input('', true);
      terminal.write(bytes.subarray(at, next));
    }
    expect(contents(fast), `after byte ${next}`).toEqual(contents(slow));
    at = next;
  }
  const untouched = open();
  expect(contents(fast)).not.toEqual(contents(untouched));
  for (const terminal of [slow, fast, untouched]) terminal.dispose();
});

test('all of them are replaced', () => {
  const terminal = new xterm.Terminal({ allowProposedApi: true });
  enableGraphemes(terminal);
  const { _inputHandler: handler, _bufferService: service } = (
    terminal as unknown as { _core: { _inputHandler: object; _bufferService: object } }
  )._core;
  installFastPaths(terminal);
  expect(Object.hasOwn(handler, 'print')).toBe(true);
  expect(Object.hasOwn(handler, 'parse')).toBe(true);
  expect(Object.hasOwn(service, 'scroll')).toBe(true);
  terminal.dispose();
});

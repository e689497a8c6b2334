// What tests of screens share: a quiet screen's options, and random output from fixed seeds.
import type { Screen, ScreenOptions } from '../../src/host/screen.ts';

/** A screen that answers and tells nothing. */
export const quietScreen: Omit<ScreenOptions, 'columns' | 'rows'> = {
  scrollback: 50,
  version: '0',
  colors: () => ({}),
  onReply: () => {},
  onNotice: () => {},
};

/** Parses `text` at once. */
export function write(screen: Screen, text: string | Uint8Array): void {
  screen.write(typeof text === 'string' ? Buffer.from(text) : text, () => {});
}

/** Numbers below `limit` from a fixed seed (a linear congruential generator). */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // The low bits of such a generator repeat soon.
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const pieces = [
  'hello ',
  'ünïcödé ',
  '中文字',
  '👨‍👩‍👧',
  '👍🏽',
  'e\u0301',
  '\u0301',
  '\u200d',
  '\r\n',
  '\n',
  '\r',
  '\b',
  '\t',
  '\x1b[31m',
  '\x1b[1;4:3;58;2;9;8;7m',
  '\x1b[4m',
  '\x1b[0m',
  '\x1b[48;5;99m',
  '\x1b[38;2;1;2;3m',
  '\x1b[1"q',
  '\x1b[2J',
  '\x1b[3J',
  '\x1b[1J',
  '\x1b[H',
  '\x1b[K',
  '\x1b[1K',
  '\x1b[X',
  '\x1b[5;3H',
  '\x1b[99;99H',
  '\x1b[3;6r',
  '\x1b[r',
  '\x1bM',
  '\x1bD',
  '\x1bc',
  '\x1b#8',
  '\x1b[2S',
  '\x1b[T',
  '\x1b[L',
  '\x1b[M',
  '\x1b[4@',
  '\x1b[2P',
  '\x1b[ @',
  "\x1b['}",
  '\x1b[4h',
  '\x1b[4l',
  '\x1b[?6h',
  '\x1b[?6l',
  '\x1b[?7l',
  '\x1b[?7h',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1b[?47h',
  '\x1b[?47l',
  '\x1b[7m',
  '\x1b[?25l',
  '\x1b[?25h',
  '\x1b[5b',
  'x'.repeat(40),
];

/** `count` random pieces of output: text, wide text, marks, and sequences that move, erase and scroll. */
export function randomText(random: (limit: number) => number, count: number): string {
  return Array.from({ length: count }, () => pieces[random(pieces.length)]!).join('');
}

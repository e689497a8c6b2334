// The first 100 KB that a program prints are parsed ten times slower than the rest, until V8 has compiled
// what parses them. Here something is printed to a screen that nobody sees, while there is time.
import { encodeUpdate } from '../protocol/screen-codec.ts';
import { createScreen } from './screen.ts';
import { createViewer } from './viewer.ts';

const ROUNDS = 260;
const COLUMNS = 120;
const ROWS = 40;

/** Parses, compares and encodes text of every common kind, a little at each step. */
export function* warmUp(): Generator<undefined> {
  const screen = createScreen({
    columns: COLUMNS,
    rows: ROWS,
    scrollback: 200,
    version: '',
    colors: () => ({}),
    onReply: () => {},
    onNotice: () => {},
  });
  const viewer = createViewer({
    channel: 0,
    screen,
    scroll: 0,
    send(update) {
      encodeUpdate(update);
      // At once, as if it were painted: the next change makes an update again.
      queueMicrotask(() => viewer.acknowledge(update.sequence));
    },
  });
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const text = round % 4 === 3 ? key(round) : samples[round % samples.length]!(round);
      screen.write(Buffer.from(text), () => {});
      viewer.changed();
      yield;
    }
  } finally {
    viewer.close();
    screen.dispose();
  }
}

const words = 'warm words go where they are told and then the next line begins with some more of them';

/** What comes back of one key. */
const key = (round: number): string => String.fromCharCode(97 + (round % 26));

const samples: readonly ((round: number) => string)[] = [
  (round) => `\r\n${round} ${words}`.repeat(8),
  (round) =>
    words
      .split(' ')
      .map(
        (word, i) =>
          `\x1b[${30 + ((round + i) % 8)};1m${word}\x1b[0m \x1b[38;5;${i + 16}m${word}\x1b[38;2;${i};9;${round % 256}m`,
      )
      .join(' '),
  (round) => `\r\n${round} größer 中文字 ┌──┐ │ 👍 e\u0301 — ✓ ${words}`.repeat(4),
  (round) => {
    const at = (i: number): string =>
      `\x1b[${1 + ((round * 7 + i * 3) % ROWS)};${1 + ((round * 5 + i * 11) % (COLUMNS - 9))}H`;
    const edits = Array.from({ length: 12 }, (_, i) => `${at(i)}\x1b[3${i % 8}mword${at(i + 1)}\x1b[K`).join(
      '',
    );
    return `\x1b[3;${ROWS - 2}r\x1b[${ROWS - 2};1H${`\r\n${words}`.repeat(3)}\x1b[3;1H\x1bM${words}${edits}\x1b[2L\x1b[1M\x1b[3P\x1b[4@\x1b[r`;
  },
];

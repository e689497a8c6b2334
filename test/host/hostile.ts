// Hostile output from fixed seeds: damaged recordings, control sequences with absurd parameters, noise.
import { readdirSync, readFileSync } from 'node:fs';
import type { Size } from '../../src/core/size.ts';
import { createScreen, type Screen } from '../../src/host/screen.ts';
import { quietScreen, randomFrom, randomText, write } from './drawing.ts';

type Random = (limit: number) => number;

const folder = new URL('./escapes/', import.meta.url);
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.in'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder)));

const prefixes = ['', '', '?', '>', '=', '<'];
const intermediates = ['', '', '', ' ', '"', '$', "'", '*', '!'];
const numbers = [0, 1, 2, 3, 24, 80, 999, 65_535, 2_147_483_647, 99_999_999_999];

/**
 * Feeds `steps` pieces of hostile output and sizes to a screen; returns what went wrong, with the step,
 * or an empty list.
 */
export function torment(seed: number, steps: number): string[] {
  const random = randomFrom(seed);
  const screen = createScreen({ ...quietScreen, columns: 80, rows: 24 });
  const wrong: string[] = [];
  for (let step = 0; step < steps && wrong.length === 0; step++) {
    const piece = hostilePiece(random);
    try {
      write(screen, piece);
      if (random(10) === 0) screen.resize(randomSize(random));
      wrong.push(...faults(screen).map((fault) => `step ${step}: ${fault}`));
    } catch (error) {
      wrong.push(`step ${step}: ${(error as Error).message} after ${JSON.stringify(String(piece))}`);
    }
  }
  screen.dispose();
  return wrong;
}

/** What must hold of any screen at any time. */
function faults(screen: Screen): string[] {
  const { columns, rows } = screen.size();
  const { x, y } = screen.cursor();
  const found: string[] = [];
  if (x < 0 || y < 0 || x >= columns || y >= rows) found.push(`cursor at ${x},${y} of ${columns}x${rows}`);
  if (screen.alternate() && screen.history() > 0) found.push('the alternate screen has a history');
  for (let line = -screen.history(); line < rows; line++) {
    if (!screen.line(0, line)) found.push(`no line ${line}`);
  }
  return found;
}

function hostilePiece(random: Random): Buffer {
  switch (random(4)) {
    case 0:
      return Buffer.from(Array.from({ length: 1 + random(8) }, () => sequenceOrText(random)).join(''));
    case 1:
      return Buffer.from(randomText(random, 1 + random(10)));
    case 2: {
      const piece = Buffer.from(recordings[random(recordings.length)]!);
      for (let i = random(10); i > 0; i--) piece[random(piece.length)] = random(256);
      return piece;
    }
    default:
      return Buffer.from(Array.from({ length: random(200) }, () => random(256)));
  }
}

function sequenceOrText(random: Random): string {
  if (random(3) === 0) return randomText(random, 1);
  const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;
  const parameters = Array.from({ length: random(4) }, () => pick(numbers)).join(random(5) ? ';' : ':');
  return `\x1b[${pick(prefixes)}${parameters}${pick(intermediates)}${String.fromCharCode(64 + random(63))}`;
}

function randomSize(random: Random): Size {
  return { columns: 2 + random(200), rows: 1 + random(60) };
}

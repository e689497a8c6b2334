// Session ids: 10 lower-case Crockford base-32 digits that sort by time: 8 for milliseconds since 2026,
// 2 that count up within one millisecond from a random start.
import { randomInt } from 'node:crypto';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const EPOCH = Date.UTC(2026, 0, 1);
const PER_MS = 32 * 32;

/** A source of ids, each greater than the one before, whatever the clock does. */
export function createIdSource(now: () => number = Date.now): () => string {
  let time = -1;
  let count = 0;
  return () => {
    const at = Math.max(0, now() - EPOCH);
    if (at > time) {
      time = at;
      count = randomInt(PER_MS / 2);
    } else if (++count >= PER_MS) {
      time++;
      count = 0;
    }
    return digits(time, 8) + digits(count, 2);
  };
}

function digits(value: number, width: number): string {
  let text = '';
  for (let left = value, i = 0; i < width; i++, left = Math.floor(left / 32))
    text = DIGITS[left % 32]! + text;
  return text;
}

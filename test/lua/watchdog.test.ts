// When a worker that does not answer is ended: told in clock times, not waited for.
import { describe, expect, it } from 'vitest';
import { GRACE_MS, timeLeft } from '../../src/lua/watchdog.ts';

const running = { unit: 3, line: 1, entered: 1_000, cpu: 500, limit: 100 };

describe('code of a file', () => {
  it('has its limit and the grace on the wall clock', () => {
    expect(timeLeft(running, 1_000, 500, 50)).toBe(100 + GRACE_MS);
    expect(timeLeft(running, 1_000 + 100 + GRACE_MS, null, 50)).toBe(0);
  });

  it('that gets little of the processor has its limit there too, and some for the hook to stop it', () => {
    const late = 1_000 + 100 + GRACE_MS + 200;
    expect(timeLeft(running, late, 500, 50)).toBe(300);
    expect(timeLeft(running, late, 600, 50)).toBe(200);
    expect(timeLeft(running, late, 800, 50)).toBe(0);
  });

  it('that gets none at all is ended in the end', () => {
    expect(timeLeft(running, 1_000 + 100 + GRACE_MS + 5_001, 500, 50)).toBe(0);
  });
});

it('our own code has the limit of its caller', () => {
  expect(timeLeft({ ...running, unit: 0 }, 1_000, 500, 2_000)).toBe(2_000 + GRACE_MS);
});

// As hostile.test.ts, for longer.
import { expect, test } from 'vitest';
import { torment } from './hostile.ts';

test('300 seeds of hostile output', () => {
  const wrong: string[] = [];
  for (let seed = 100; seed < 400; seed++)
    wrong.push(...torment(seed, 1000).map((fault) => `seed ${seed}, ${fault}`));
  expect(wrong).toEqual([]);
});

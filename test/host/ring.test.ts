// The last bytes printed, by their number.
import { expect, test } from 'vitest';
import { createRing } from '../../src/host/ring.ts';

const text = (ring: ReturnType<typeof createRing>, from: number) => ring.since(from).bytes.toString();

test('bytes are addressed by how many came before them', () => {
  const ring = createRing(100);
  ring.push(Buffer.from('abc'));
  ring.push(Buffer.from('def'));
  expect(ring.end()).toBe(6);
  expect(text(ring, 0)).toBe('abcdef');
  expect(ring.since(4)).toEqual({ bytes: Buffer.from('ef'), at: 4, dropped: 0 });
  expect(ring.since(6)).toEqual({ bytes: Buffer.alloc(0), at: 6, dropped: 0 });
  expect(ring.since(99).at).toBe(6);
});

test('at least the last bytes stay, at most twice as many, and the gap is told', () => {
  const ring = createRing(10);
  for (let i = 0; i < 100; i++) ring.push(Buffer.from(String(i % 10)));
  const { bytes, at, dropped } = ring.since(0);
  expect(bytes.length).toBeGreaterThanOrEqual(10);
  expect(bytes.length).toBeLessThan(20);
  expect([at, dropped]).toEqual([100 - bytes.length, 100 - bytes.length]);
  expect(bytes.toString().endsWith('0123456789')).toBe(true);
});

test('one piece over the capacity is kept whole', () => {
  const ring = createRing(4);
  ring.push(Buffer.from('0123456789abcdef'));
  ring.push(Buffer.from('x'));
  expect(text(ring, 0).endsWith('x')).toBe(true);
  expect(ring.end()).toBe(17);
});

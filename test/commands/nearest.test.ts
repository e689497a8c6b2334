// Which name a slip most likely meant.
import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/core/nearest.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'xabc', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%j and %j are %i apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ['kil', 'kill'],
  ['rest', 'restart'],
  ['strt', undefined],
  ['x', undefined],
])('%j means %j', (word, name) => {
  expect(nearest(word, ['kill', 'restart', 'rename'])).toBe(name);
});

import { describe, expect, it } from 'vitest';
import { parseSize } from '../../../src/tui/widgets/size.ts';

describe('parseSize', () => {
  it.each([
    [20, { kind: 'cells', amount: 20 }],
    [2.9, { kind: 'cells', amount: 2 }],
    [0, { kind: 'cells', amount: 0 }],
    ['20', { kind: 'cells', amount: 20 }],
    ['30%', { kind: 'percent', amount: 30 }],
    ['1fr', { kind: 'share', amount: 1 }],
    ['2.5fr', { kind: 'share', amount: 2.5 }],
    ['min:10', { kind: 'min', amount: 10 }],
    ['max:80', { kind: 'max', amount: 80 }],
    ['auto', { kind: 'auto' }],
    [-1, null],
    [Number.NaN, null],
    ['', null],
    ['20px', null],
    ['min:', null],
    ['fr', null],
    [null, null],
    [{}, null],
  ])('reads %j', (spec, size) => {
    expect(parseSize(spec)).toEqual(size);
  });
});

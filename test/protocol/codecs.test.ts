// What is encoded is decoded equal; what is cut short is refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WORDS } from '../../src/core/cell.ts';
import { packModes, unpackModes } from '../../src/core/modes.ts';
import { decodeInput, encodeInput, type InputItem } from '../../src/protocol/input-codec.ts';
import { decodeUpdate, encodeUpdate, type ScreenUpdate } from '../../src/protocol/screen-codec.ts';

const seed = 20260102;
const u16 = fc.integer({ min: 0, max: 65_535 });
const u32 = fc.integer({ min: 0, max: 0xffffffff });

const span = fc
  .record({ y: u16, x: u16, count: fc.integer({ min: 0, max: 20 }), word: u32 })
  .map(({ y, x, count, word }) => ({
    y,
    x,
    cells: new Uint32Array(count * WORDS).fill(word),
    clusters: new Map(count > 0 ? [[x, '👨‍👩‍👧']] : []),
  }));

const update: fc.Arbitrary<ScreenUpdate> = fc.record({
  channel: u32,
  sequence: u32,
  columns: u16,
  rows: u16,
  full: fc.boolean(),
  cursor: fc.record({
    x: u16,
    y: u16,
    visible: fc.boolean(),
    blink: fc.boolean(),
    shape: fc.constantFrom('block' as const, 'underline' as const, 'bar' as const),
  }),
  modes: u32,
  top: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  history: u32,
  scroll: u32,
  spans: fc.array(span, { maxLength: 5 }),
});

test('a screen update survives the wire', () => {
  fc.assert(
    fc.property(update, (value) => {
      expect(decodeUpdate(encodeUpdate(value))).toEqual(value);
    }),
    { seed, numRuns: 200 },
  );
});

test('a screen update cut short is refused', () => {
  const whole = encodeUpdate({
    channel: 1,
    sequence: 1,
    columns: 2,
    rows: 1,
    full: true,
    modes: 0,
    top: 0,
    history: 0,
    scroll: 0,
    cursor: { x: 0, y: 0, visible: true, blink: false, shape: 'block' },
    spans: [{ y: 0, x: 0, cells: new Uint32Array(2 * WORDS), clusters: new Map([[1, 'é']]) }],
  });
  for (let end = 0; end < whole.length - 2; end++)
    expect(() => decodeUpdate(whole.subarray(0, end))).toThrow(RangeError);
});

const items: readonly InputItem[] = [
  { type: 'key', key: 'ctrl+c', raw: Buffer.from([3]) },
  { type: 'paste', text: 'Grüße\n👋' },
  { type: 'mouse', mouse: { action: 'press', button: 0, x: 3, y: 4, shift: false, alt: true, ctrl: false } },
  { type: 'focus', focused: true },
  { type: 'focus', focused: false },
  { type: 'raw', raw: Buffer.from([0x1b, 0xff, 0]) },
];

test('input survives the wire', () => {
  const input = { channel: 7, modes: 0x1ffff, items };
  expect(decodeInput(encodeInput(input))).toEqual(input);
});

test('input cut short or of an unknown type is refused', () => {
  const whole = encodeInput({ channel: 7, modes: 0, items: [items[1]!] });
  for (let end = 9; end < whole.length; end++)
    expect(() => decodeInput(whole.subarray(0, end))).toThrow(RangeError);
  expect(() => decodeInput(Buffer.concat([whole.subarray(0, 8), Buffer.from([99, 0, 0, 0, 0])]))).toThrow(
    'unknown type 99',
  );
});

test('packed modes unpack to the same', () => {
  const modes = fc.record({
    applicationCursor: fc.boolean(),
    applicationKeypad: fc.boolean(),
    bracketedPaste: fc.boolean(),
    focusEvents: fc.boolean(),
    kitty: fc.integer({ min: 0, max: 31 }),
    modifyOtherKeys: fc.integer({ min: 0, max: 2 }),
    mouseTracking: fc.constantFrom(
      'none' as const,
      'x10' as const,
      'vt200' as const,
      'drag' as const,
      'any' as const,
    ),
    mouseEncoding: fc.constantFrom('default' as const, 'sgr' as const, 'sgr-pixels' as const),
    alternateScreen: fc.boolean(),
  });
  fc.assert(
    fc.property(modes, (value) => {
      expect(unpackModes(packModes(value))).toEqual(value);
    }),
    { seed, numRuns: 200 },
  );
});

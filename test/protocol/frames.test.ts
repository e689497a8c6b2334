// Framing: any split of the byte stream gives the same frames.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createFrameReader,
  encodeFrame,
  FRAME_INPUT,
  FRAME_JSON,
  FrameError,
  MAX_JSON_BYTES,
} from '../../src/protocol/frames.ts';
import { createLineReader, LineError } from '../../src/protocol/lines.ts';

const seed = 20260101;

test('frames come out whole however the stream is cut', () => {
  const frame = fc.record({
    kind: fc.constantFrom(FRAME_JSON, FRAME_INPUT),
    body: fc.uint8Array({ maxLength: 300 }),
  });
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (frames, cuts) => {
        const stream = Buffer.concat(frames.map(({ kind, body }) => encodeFrame(kind, body)));
        const seen: { kind: number; body: string }[] = [];
        const feed = createFrameReader((kind, body) => seen.push({ kind, body: body.toString('hex') }));
        for (let at = 0, i = 0; at < stream.length; i++) {
          const next = Math.min(stream.length, at + cuts[i % cuts.length]!);
          feed(stream.subarray(at, next));
          at = next;
        }
        expect(seen).toEqual(
          frames.map(({ kind, body }) => ({ kind, body: Buffer.from(body).toString('hex') })),
        );
      },
    ),
    { seed, numRuns: 200 },
  );
});

test.each([
  ['an empty frame', Buffer.from([0, 0, 0, 0, FRAME_JSON])],
  ['a JSON frame over its limit', Buffer.from([...u32(MAX_JSON_BYTES + 1), FRAME_JSON])],
  ['a frame of 4 GB', Buffer.from([...u32(0xffffffff), FRAME_INPUT])],
])('%s is refused', (_name, bytes) => {
  expect(() => createFrameReader(() => {})(bytes)).toThrow(FrameError);
});

test('lines come out whole however the stream is cut, and empty ones are skipped', () => {
  const seen: string[] = [];
  const feed = createLineReader(100, (line) => seen.push(line));
  for (const byte of Buffer.from('{"a":"é"}\n\n[1]\n{"b"')) feed(Buffer.from([byte]));
  feed(Buffer.from(':2}\nrest'));
  expect(seen).toEqual(['{"a":"é"}', '[1]', '{"b":2}']);
});

test('a line over the limit is refused before it ends', () => {
  const feed = createLineReader(10, () => {});
  expect(() => feed(Buffer.alloc(11, 97))).toThrow(LineError);
});

function u32(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255];
}

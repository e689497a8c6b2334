// Bytes to events: every form of a key that terminals send, and everything that is no key.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatChord, parseChord } from '../../../src/core/key.ts';
import { unpackModes } from '../../../src/core/modes.ts';
import { splitKey } from '../../../src/tui/input/event.ts';
import { createInputParser, MAX_PASTE_BYTES } from '../../../src/tui/input/parser.ts';
import { bytes, latin1, parse, show } from './events.ts';

type Row = readonly [text: string, ...events: string[]];

const plain: Row[] = [
  ['a', 'a'],
  ['A', 'A'],
  ['é', 'é'],
  ['中', '中'],
  ['👍', '👍'],
  ['+', 'plus'],
  [' ', 'space'],
  ['\r', 'enter'],
  ['\n', 'ctrl+j'],
  ['\t', 'tab'],
  ['\x7f', 'backspace'],
  ['\b', 'ctrl+h'],
  ['\0', 'ctrl+space'],
  ['\x01', 'ctrl+a'],
  ['\x02', 'ctrl+b'],
  ['\x1a', 'ctrl+z'],
  ['\x1c', 'ctrl+\\'],
  ['\x1d', 'ctrl+]'],
  ['\x1e', 'ctrl+^'],
  ['\x1f', 'ctrl+_'],
  ['ab', 'a', 'b'],
  ['\x1b', 'escape'],
  ['\x1b\x1b', 'escape', 'escape'],
  ['\x1ba', 'alt+a'],
  ['\x1bA', 'alt+A'],
  ['\x1b\x01', 'ctrl+alt+a'],
  ['\x1b\r', 'alt+enter'],
  ['\x1b\x7f', 'alt+backspace'],
  ['\x1b ', 'alt+space'],
  ['\x1bé', 'alt+é'],
  ['\x1b+', 'alt+plus'],
  ['\x1b[', 'alt+['],
  ['\x1bO', 'alt+O'],
  ['\x1b]', 'alt+]'],
  ['\x1bP', 'alt+P'],
  ['\x1bPx', 'alt+P', 'x'],
  ['\x1bO ', 'alt+O', 'space'],
  ['\x1b\x1ba', 'escape', 'alt+a'],
  ['\x1b\x1b\x1b', 'escape', 'escape', 'escape'],
];

const xterm: Row[] = [
  ['\x1b[A', 'up'],
  ['\x1b[B', 'down'],
  ['\x1b[C', 'right'],
  ['\x1b[D', 'left'],
  ['\x1b[H', 'home'],
  ['\x1b[F', 'end'],
  ['\x1b[E', 'kpbegin'],
  ['\x1bOA', 'up'],
  ['\x1bOH', 'home'],
  ['\x1bOF', 'end'],
  ['\x1b[1;5A', 'ctrl+up'],
  ['\x1b[1;2D', 'shift+left'],
  ['\x1b[1;8C', 'ctrl+alt+shift+right'],
  ['\x1b[1;9A', 'super+up'],
  ['\x1b[5A', 'ctrl+up'],
  ['\x1b[1A', 'up'],
  ['\x1b[Z', 'shift+tab'],
  ['\x1b[1;5Z', 'ctrl+shift+tab'],
  ['\x1b[1~', 'home'],
  ['\x1b[2~', 'insert'],
  ['\x1b[3~', 'delete'],
  ['\x1b[4~', 'end'],
  ['\x1b[5~', 'pageup'],
  ['\x1b[6~', 'pagedown'],
  ['\x1b[3;5~', 'ctrl+delete'],
  ['\x1b[11~', 'f1'],
  ['\x1bOP', 'f1'],
  ['\x1b[P', 'f1'],
  ['\x1bOS', 'f4'],
  ['\x1b[1;2P', 'shift+f1'],
  ['\x1b[1;2R', 'shift+f3'],
  ['\x1bO2P', 'shift+f1'],
  ['\x1bO1;5A', 'ctrl+up'],
  ['\x1b[15~', 'f5'],
  ['\x1b[17;6~', 'ctrl+shift+f6'],
  ['\x1b[24~', 'f12'],
  ['\x1b[25~', 'f13'],
  ['\x1b[34~', 'f20'],
  ['\x1b\x1b[A', 'alt+up'],
  ['\x1b\x1bOA', 'alt+up'],
  ['\x1b\x1b[Z', 'alt+shift+tab'],
  ['\x1bOM', 'kpenter'],
  ['\x1bOj', 'kpmultiply'],
  ['\x1bOk', 'kpplus'],
  ['\x1bOm', 'kpminus'],
  ['\x1bOn', 'kpdecimal'],
  ['\x1bOo', 'kpdivide'],
  ['\x1bOp', 'kp0'],
  ['\x1bOy', 'kp9'],
  ['\x1bOX', 'kpequal'],
];

const others: Row[] = [
  // rxvt
  ['\x1b[7~', 'home'],
  ['\x1b[8~', 'end'],
  ['\x1b[a', 'shift+up'],
  ['\x1b[d', 'shift+left'],
  ['\x1bOa', 'ctrl+up'],
  ['\x1bOc', 'ctrl+right'],
  ['\x1b[3$', 'shift+delete'],
  ['\x1b[3^', 'ctrl+delete'],
  ['\x1b[3@', 'ctrl+shift+delete'],
  ['\x1b[3$y', 'shift+delete', 'y'],
  ['\x1b[23$', 'shift+f11'],
  // the Linux console
  ['\x1b[[A', 'f1'],
  ['\x1b[[E', 'f5'],
  // modifyOtherKeys
  ['\x1b[27;5;13~', 'ctrl+enter'],
  ['\x1b[27;2;13~', 'shift+enter'],
  ['\x1b[27;5;98~', 'ctrl+b'],
  ['\x1b[27;5;49~', 'ctrl+1'],
  ['\x1b[27;6;80~', 'ctrl+shift+p'],
  ['\x1b[27;2;65~', 'A'],
  ['\x1b[27;2;63~', '?'],
  ['\x1b[27;3;97~', 'alt+a'],
  ['\x1b[27;4;65~', 'alt+A'],
  ['\x1b[27;5;9~', 'ctrl+tab'],
];

const kitty: Row[] = [
  ['\x1b[97u', 'a'],
  ['\x1b[97;2u', 'A'],
  ['\x1b[97;5u', 'ctrl+a'],
  ['\x1b[98;5u', 'ctrl+b'],
  ['\x1b[112;6u', 'ctrl+shift+p'],
  ['\x1b[97;4u', 'alt+A'],
  ['\x1b[97;9u', 'super+a'],
  ['\x1b[97;10u', 'shift+super+a'],
  ['\x1b[27u', 'escape'],
  ['\x1b[13;2u', 'shift+enter'],
  ['\x1b[9;5u', 'ctrl+tab'],
  ['\x1b[127;5u', 'ctrl+backspace'],
  ['\x1b[32;5u', 'ctrl+space'],
  ['\x1b[43;5u', 'ctrl+plus'],
  ['\x1b[97;1:2u', 'a:repeat'],
  ['\x1b[97;5:3u', 'ctrl+a:release'],
  ['\x1b[1;1:3A', 'up:release'],
  ['\x1b[3;5:2~', 'ctrl+delete:repeat'],
  ['\x1b[1;5:3R', 'ctrl+f3:release'],
  ['\x1b[13~', 'f3'],
  ['\x1b[47:63;2u', '?'],
  ['\x1b[47:63;4u', 'alt+?'],
  ['\x1b[97:65;2;65u', 'A'],
  ['\x1b[47;2;63u', '?'],
  ['\x1b[1089::99;5u', 'ctrl+с'],
  ['\x1b[0;;229u', 'å'],
  ['\x1b[97;65u', 'a'],
  ['\x1b[97;69u', 'ctrl+a'],
  ['\x1b[97;133u', 'ctrl+a'],
  ['\x1b[57363u', 'menu'],
  ['\x1b[57376u', 'f13'],
  ['\x1b[57398u', 'f35'],
  ['\x1b[57399u', 'kp0'],
  ['\x1b[57414u', 'kpenter'],
  ['\x1b[57417u', 'left'],
  ['\x1b[57427u', 'kpbegin'],
  ['\x1b[223;2u', 'shift+ß'],
];

const noKeys: Row[] = [
  ['\x1b[I', 'focus in'],
  ['\x1b[O', 'focus out'],
  ['\x1b\x1b[I', 'escape', 'focus in'],
  ['\x1b[<0;10;5M', 'press 0 at 9,4'],
  ['\x1b[<0;10;5m', 'release 0 at 9,4'],
  ['\x1b[<32;1;1M', 'move 0 at 0,0'],
  ['\x1b[<35;3;4M', 'move 3 at 2,3'],
  ['\x1b[<64;1;1M', 'press 4 at 0,0'],
  ['\x1b[<65;1;1M', 'press 5 at 0,0'],
  ['\x1b[<28;300;200M', 'press 0 at 299,199 shift alt ctrl'],
  ['\x1b[<18;1;1M', 'press 2 at 0,0 ctrl'],
  ['\x1b[M !!', 'press 0 at 0,0'],
  ['\x1b[M#*%', 'release 0 at 9,4'],
  ['\x1b[M`!!', 'press 4 at 0,0'],
  ['\x1b[MC!!', 'move 3 at 0,0'],
  ['\x1b[32;10;5M', 'press 0 at 9,4'],
  ['\x1b[35;10;5M', 'release 0 at 9,4'],
  ['\x1b\x1b[<0;1;1M', 'escape', 'press 0 at 0,0'],
  ['\x1b[200~\x1b[201~', 'paste ""'],
  ['\x1b[200~a\rb\x1b[A\x1b[201~x', 'paste "a\\rb\\u001b[A"', 'x'],
  ['\x1b[200~é中\x1b[20\x1b[201~', 'paste "é中\\u001b[20"'],
  ['\x1b\x1b[200~a\x1b[201~', 'escape', 'paste "a"'],
  // Nobody knows this key; a modifier pressed alone; hyper and meta have no name.
  ['\x1b[99~', 'raw "\\u001b[99~"'],
  ['\x1b[57441u', 'raw "\\u001b[57441u"'],
  ['\x1b[97;17u', 'raw "\\u001b[97;17u"'],
  ['\x1b[1;\x1b[A', 'raw "\\u001b[1;"', 'up'],
  ['\x1b[\x1b[A', 'alt+[', 'up'],
];

const replies = [
  '\x1b[?62;22c',
  '\x1b[>1;10;0c',
  '\x1bP!|00000000\x1b\\',
  '\x1b[0n',
  '\x1b[?997;1n',
  '\x1b[24;80R',
  '\x1b[1;1R',
  '\x1b[1;80R',
  '\x1b[?2026;2$y',
  '\x1b[4;2$y',
  '\x1b[?1u',
  '\x1b[>4;2m',
  '\x1b[8;24;80t',
  '\x1b[48;24;80;0;0t',
  '\x1b]11;rgb:1818/1818/1818\x1b\\',
  '\x1b]10;rgb:ffff/ffff/ffff\x07',
  '\x1b]4;1;rgb:00/00/00\x1b\\',
  '\x1b]52;c;aGVsbG8=\x07',
  '\x1bP>|xterm(390)\x1b\\',
  '\x1bP1+r544e=\x1b\\',
  '\x1bP1$r0m\x1b\\',
  '\x1b_Gi=31;OK\x1b\\',
  '\x1b[201~',
  '\x1b[<128;1;1M',
  '\x1b[<1;2M',
];

const rows = [...plain, ...xterm, ...others, ...kitty, ...noKeys];

test.each(rows)('%j', (text, ...events) => {
  expect(parse(text).map(show)).toEqual(events);
});

test.each(replies)('%j is a reply, consumed whole', (text) => {
  expect(parse(`a${text}b`).map((event) => event.type)).toEqual(['key', 'reply', 'key']);
});

test('keys are written as key.ts writes them', () => {
  const keys = [...plain, ...xterm, ...others, ...kitty]
    .flatMap(([text]) => parse(text))
    .flatMap((event) => (event.type === 'key' ? [splitKey(event.key).chord] : []))
    // key.ts takes ß for SS.
    .filter((key) => key !== 'shift+ß');
  expect(keys.map((key) => formatChord(parseChord(key)))).toEqual(keys);
});

describe('cut into chunks', () => {
  test('every sequence, at every byte, gives the same events', () => {
    const texts = [...rows.map(([text]) => text), ...replies].map(bytes);
    for (const text of [...texts, latin1('\x1b[M \xff\xff'), Buffer.concat(texts)]) {
      const whole = parse(text);
      expect(parse(...Array.from(text, (byte) => Buffer.of(byte)))).toEqual(whole);
      if (text.length > 100) continue;
      for (let at = 1; at < text.length; at++)
        expect(parse(text.subarray(0, at), text.subarray(at))).toEqual(whole);
    }
  });

  test('garbage, however cut, gives the same events, and loses no byte of what is not consumed', () => {
    const piece = fc.oneof(
      fc.constantFrom(...rows.map(([text]) => bytes(text)), ...replies.map(bytes)),
      fc.uint8Array({ minLength: 1, maxLength: 6 }).map((array) => Buffer.from(array)),
      fc
        .constantFrom('\x1b', '[', 'O', ']', '<', ';', '1', '~', '$', 'M', 'u', '\x1b\\', '\x07', 'é')
        .map(bytes),
    );
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), cuts, (pieces, at) => {
        const text = Buffer.concat(pieces);
        const ends = [...new Set(at.map((value) => value % (text.length + 1)))].sort((a, b) => a - b);
        const chunks = [...ends, text.length].map((end, i) => text.subarray(ends[i - 1] ?? 0, end));
        const whole = parse(text);
        expect(parse(...chunks)).toEqual(whole);
        const consumed = whole.every(({ type }) => type === 'key' || type === 'raw');
        const kept = whole.flatMap((event) =>
          event.type === 'key' || event.type === 'raw' ? [event.raw] : [],
        );
        if (
          consumed &&
          createFed(text).pending() === null &&
          !/\x1b\[200~|\x1b[\]P_]/.test(text.toString('latin1'))
        )
          expect(Buffer.concat(kept)).toEqual(text);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  test('a lone escape and a cut sequence wait, and are told apart', () => {
    const parser = createInputParser();
    expect(parser.pending()).toBeNull();
    expect(parser.feed(bytes('\x1b'))).toEqual([]);
    expect(parser.pending()).toBe('escape');
    parser.feed(bytes('['));
    expect(parser.pending()).toBe('sequence');
    expect(parser.feed(bytes('A')).map(show)).toEqual(['up']);
    expect(parser.pending()).toBeNull();
  });

  test('a reply cut anywhere never becomes keys, even when what is pending is flushed', () => {
    const text = '\x1b]11;rgb:1818/1818/1818\x1b\\';
    for (let at = 3; at < text.length; at++) {
      const parser = createInputParser();
      const events = [
        ...parser.feed(bytes(text.slice(0, at))),
        ...parser.flush(),
        ...parser.feed(bytes(text.slice(at))),
      ];
      expect(events.map((event) => event.type)).toEqual(['reply']);
    }
  });

  test('a reply without an end stops at the next control character', () => {
    expect(parse('\x1b]11;rgb\rls').map(show)).toEqual(['reply "\\u001b]11;rgb"', 'enter', 'l', 's']);
    expect(parse('\x1b]11;rgb\x1b[A').map(show)).toEqual(['reply "\\u001b]11;rgb"', 'up']);
  });

  test('a reply as long as it likes is consumed', () => {
    const [reply, after] = parse(`\x1b]52;c;${'A'.repeat(100_000)}\x07x`);
    expect(reply?.type === 'reply' && reply.raw.length).toBe(4096);
    expect(show(after!)).toBe('x');
  });
});

describe('a paste', () => {
  test('over the limit comes in pieces of whole characters, whatever the chunks', () => {
    const text = `a${'中'.repeat(MAX_PASTE_BYTES / 2)}`;
    const all = bytes(`\x1b[200~${text}\x1b[201~`);
    const whole = parse(all);
    expect(whole.length).toBe(2);
    expect(whole.map((event) => (event.type === 'paste' ? event.text : '?')).join('')).toBe(text);
    const chunks = Array.from({ length: Math.ceil(all.length / 65_521) }, (_, i) =>
      all.subarray(i * 65_521, (i + 1) * 65_521),
    );
    expect(parse(...chunks)).toEqual(whole);
  });

  test('ends at the first end marker, and a second one is dropped', () => {
    expect(parse('\x1b[200~safe\x1b[201~\rrm\r\x1b[201~').map(show)).toEqual([
      'paste "safe"',
      'enter',
      'r',
      'm',
      'enter',
      'reply "\\u001b[201~"',
    ]);
  });

  test('has no end marker in its text, whatever its bytes', () => {
    const part = fc.constantFrom('\x1b', '[', '2', '0', '1', '~', '\x1b[201', '\x1b[20', 'x', '\x1b[200~');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.nat(), (parts, cut) => {
        const text = bytes(`\x1b[200~${parts.join('')}\x1b[201~`);
        const at = cut % text.length;
        const events = parse(text.subarray(0, at), text.subarray(at));
        expect(events[0]?.type).toBe('paste');
        for (const event of events) if (event.type === 'paste') expect(event.text).not.toContain('\x1b[201~');
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

test('what the host writes for a key, read again, is that key', async () => {
  const { encodeKey } = await import('../../../src/host/input-encoder.ts');
  const keys = [
    'a',
    'A',
    'ctrl+a',
    'alt+x',
    'ctrl+alt+z',
    'enter',
    'tab',
    'shift+tab',
    'escape',
    'backspace',
    'up',
    'ctrl+left',
    'alt+shift+end',
    'f1',
    'shift+f4',
    'f12',
    'ctrl+f5',
    'delete',
    'ctrl+pageup',
    'space',
    'ctrl+space',
  ];
  for (const modes of [0, 1, 1 << 9, 2 << 9, 1 << 4, 5 << 4, 9 << 4, 15 << 4, 31 << 4]) {
    const written = keys.map((key) => encodeKey(key, unpackModes(modes)));
    const read = written.map((text) => parse(text).map(show).join());
    expect(read).toEqual(keys);
  }
});

function createFed(text: Buffer) {
  const parser = createInputParser();
  parser.feed(text);
  return parser;
}

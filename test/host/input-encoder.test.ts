// Keys, pastes and mouse events as bytes, against xterm's ctlseqs and the kitty keyboard protocol.
import { expect, test } from 'vitest';
import { KeyError } from '../../src/core/key.ts';
import { type TerminalModes, unpackModes } from '../../src/core/modes.ts';
import { encodeKey, encodeMouse, encodePaste } from '../../src/host/input-encoder.ts';
import type { MouseInput } from '../../src/protocol/input-codec.ts';

type Row = readonly [key: string, modes: Partial<TerminalModes>, bytes: string];
const modesOf = (modes: Partial<TerminalModes>): TerminalModes => ({ ...unpackModes(0), ...modes });
const app = { applicationCursor: true };
const kitty = (flags: number) => ({ kitty: flags });
const other = (level: number) => ({ modifyOtherKeys: level });

const legacy: Row[] = [
  ['a', {}, 'a'],
  ['A', {}, 'A'],
  ['é', {}, 'é'],
  ['中', {}, '中'],
  ['plus', {}, '+'],
  ['space', {}, ' '],
  ['enter', {}, '\r'],
  ['tab', {}, '\t'],
  ['escape', {}, '\x1b'],
  ['backspace', {}, '\x7f'],
  ['shift+tab', {}, '\x1b[Z'],
  ['alt+enter', {}, '\x1b\r'],
  ['alt+backspace', {}, '\x1b\x7f'],
  ['ctrl+a', {}, '\x01'],
  ['ctrl+z', {}, '\x1a'],
  ['ctrl+space', {}, '\0'],
  ['ctrl+@', {}, '\0'],
  ['ctrl+[', {}, '\x1b'],
  ['ctrl+\\', {}, '\x1c'],
  ['ctrl+]', {}, '\x1d'],
  ['ctrl+^', {}, '\x1e'],
  ['ctrl+_', {}, '\x1f'],
  ['ctrl+/', {}, '\x1f'],
  ['ctrl+?', {}, '\x7f'],
  ['ctrl+2', {}, '\0'],
  ['ctrl+3', {}, '\x1b'],
  ['ctrl+7', {}, '\x1f'],
  ['ctrl+8', {}, '\x7f'],
  ['ctrl+backspace', {}, '\b'],
  ['alt+a', {}, '\x1ba'],
  ['alt+A', {}, '\x1bA'],
  ['ctrl+alt+a', {}, '\x1b\x01'],
  ['a:repeat', {}, 'a'],
  ['a:release', {}, ''],
  ['capslock', {}, ''],
  ['up', {}, '\x1b[A'],
  ['down', {}, '\x1b[B'],
  ['right', {}, '\x1b[C'],
  ['left', {}, '\x1b[D'],
  ['home', {}, '\x1b[H'],
  ['end', {}, '\x1b[F'],
  ['up', app, '\x1bOA'],
  ['end', app, '\x1bOF'],
  ['ctrl+up', app, '\x1b[1;5A'],
  ['shift+left', {}, '\x1b[1;2D'],
  ['ctrl+alt+shift+right', {}, '\x1b[1;8C'],
  ['insert', {}, '\x1b[2~'],
  ['delete', {}, '\x1b[3~'],
  ['pageup', {}, '\x1b[5~'],
  ['pagedown', {}, '\x1b[6~'],
  ['ctrl+delete', {}, '\x1b[3;5~'],
  ['f1', {}, '\x1bOP'],
  ['f4', {}, '\x1bOS'],
  ['shift+f1', {}, '\x1b[1;2P'],
  ['f5', {}, '\x1b[15~'],
  ['f6', {}, '\x1b[17~'],
  ['f10', {}, '\x1b[21~'],
  ['f11', {}, '\x1b[23~'],
  ['f12', {}, '\x1b[24~'],
  ['f20', {}, '\x1b[34~'],
  ['ctrl+f5', {}, '\x1b[15;5~'],
  // NumLock is on: it overrides application keypad mode, as in xterm.
  ['kp0', {}, '0'],
  ['kp9', { applicationKeypad: true }, '9'],
  ['kpplus', {}, '+'],
  ['kpenter', {}, '\r'],
  ['kpbegin', {}, '\x1b[E'],
  ['kpbegin', app, '\x1bOE'],
];

const modifyOtherKeys: Row[] = [
  ['a', other(1), 'a'],
  ['ctrl+a', other(1), '\x01'],
  ['alt+a', other(1), '\x1ba'],
  ['ctrl+enter', other(1), '\x1b[27;5;13~'],
  ['shift+enter', other(1), '\x1b[27;2;13~'],
  ['ctrl+1', other(1), '\x1b[27;5;49~'],
  ['shift+tab', other(1), '\x1b[Z'],
  ['a', other(2), 'a'],
  ['A', other(2), 'A'],
  ['enter', other(2), '\r'],
  ['ctrl+a', other(2), '\x1b[27;5;97~'],
  ['alt+a', other(2), '\x1b[27;3;97~'],
  ['ctrl+alt+a', other(2), '\x1b[27;7;97~'],
  ['shift+enter', other(2), '\x1b[27;2;13~'],
  ['ctrl+up', other(2), '\x1b[1;5A'],
];

const kittyRows: Row[] = [
  // 1: disambiguate
  ['a', kitty(1), 'a'],
  ['A', kitty(1), 'A'],
  ['enter', kitty(1), '\r'],
  ['tab', kitty(1), '\t'],
  ['backspace', kitty(1), '\x7f'],
  ['escape', kitty(1), '\x1b[27u'],
  ['ctrl+a', kitty(1), '\x1b[97;5u'],
  ['alt+a', kitty(1), '\x1b[97;3u'],
  ['alt+A', kitty(1), '\x1b[97;4u'],
  ['ctrl+alt+a', kitty(1), '\x1b[97;7u'],
  ['ctrl+shift+a', kitty(1), '\x1b[97;6u'],
  ['super+a', kitty(1), '\x1b[97;9u'],
  ['shift+enter', kitty(1), '\x1b[13;2u'],
  ['ctrl+enter', kitty(1), '\x1b[13;5u'],
  ['shift+tab', kitty(1), '\x1b[9;2u'],
  ['ctrl+space', kitty(1), '\x1b[32;5u'],
  ['shift+space', kitty(1), ' '],
  ['up', kitty(1), '\x1b[A'],
  ['up', { ...kitty(1), ...app }, '\x1b[A'],
  ['ctrl+up', kitty(1), '\x1b[1;5A'],
  ['f1', kitty(1), '\x1b[P'],
  ['f3', kitty(1), '\x1b[13~'],
  ['ctrl+f3', kitty(1), '\x1b[13;5~'],
  ['f5', kitty(1), '\x1b[15~'],
  ['f13', kitty(1), '\x1b[57376u'],
  ['menu', kitty(1), '\x1b[57363u'],
  ['pause', kitty(1), '\x1b[57362u'],
  ['kpenter', kitty(1), '\x1b[57414u'],
  ['kpplus', kitty(1), '+'],
  ['kp5', kitty(1), '5'],
  ['kpbegin', kitty(1), '\x1b[E'],
  ['a:repeat', kitty(1), 'a'],
  ['ctrl+a:repeat', kitty(1), '\x1b[97;5u'],
  ['a:release', kitty(1), ''],
  // 2: event types
  ['up', kitty(2), '\x1b[A'],
  ['up:repeat', kitty(2), '\x1b[1;1:2A'],
  ['up:release', kitty(3), '\x1b[1;1:3A'],
  ['ctrl+delete:release', kitty(3), '\x1b[3;5:3~'],
  ['a', kitty(3), 'a'],
  ['a:repeat', kitty(3), 'a'],
  ['a:release', kitty(3), '\x1b[97;1:3u'],
  ['ctrl+a:repeat', kitty(3), '\x1b[97;5:2u'],
  ['ctrl+a:release', kitty(3), '\x1b[97;5:3u'],
  ['escape:release', kitty(3), '\x1b[27;1:3u'],
  ['enter:release', kitty(3), ''],
  ['shift+enter:release', kitty(3), ''],
  ['enter:repeat', kitty(3), '\r'],
  // 4: alternate keys, which changes nothing by itself
  ['ctrl+a', kitty(4), '\x01'],
  ['up', { ...kitty(4), ...app }, '\x1bOA'],
  ['ctrl+shift+a', kitty(5), '\x1b[97:65;6u'],
  ['alt+A', kitty(5), '\x1b[97:65;4u'],
  ['ctrl+a', kitty(5), '\x1b[97;5u'],
  // 8: all keys as escape codes
  ['a', kitty(8), '\x1b[97u'],
  ['A', kitty(8), '\x1b[97;2u'],
  ['enter', kitty(8), '\x1b[13u'],
  ['tab', kitty(8), '\x1b[9u'],
  ['backspace', kitty(8), '\x1b[127u'],
  ['space', kitty(8), '\x1b[32u'],
  ['plus', kitty(8), '\x1b[43u'],
  ['kp1', kitty(8), '\x1b[57400u'],
  ['enter:release', kitty(10), '\x1b[13;1:3u'],
  ['a:repeat', kitty(10), '\x1b[97;1:2u'],
  ['A', kitty(12), '\x1b[97:65;2u'],
  // 16: associated text, with 8 only
  ['ctrl+a', kitty(16), '\x01'],
  ['ctrl+a', kitty(17), '\x1b[97;5u'],
  ['a', kitty(24), '\x1b[97;;97u'],
  ['A', kitty(24), '\x1b[97;2;65u'],
  ['space', kitty(24), '\x1b[32;;32u'],
  ['plus', kitty(24), '\x1b[43;;43u'],
  ['kp1', kitty(24), '\x1b[57400;;49u'],
  ['enter', kitty(24), '\x1b[13u'],
  ['ctrl+a', kitty(24), '\x1b[97;5u'],
  ['a:repeat', kitty(31), '\x1b[97;1:2;97u'],
  ['a:release', kitty(31), '\x1b[97;1:3u'],
  ['A', kitty(31), '\x1b[97:65;2;65u'],
  ['up', kitty(31), '\x1b[A'],
];

test.each([...legacy, ...modifyOtherKeys, ...kittyRows])('%s under %j is %j', (key, modes, bytes) => {
  expect(encodeKey(key, modesOf(modes))).toBe(bytes);
});

test.each(Array.from({ length: 31 }, (_, i) => i + 1))('kitty flags %i: the rules of each flag', (flags) => {
  const key = (name: string) => encodeKey(name, modesOf(kitty(flags)));
  const reports = flags & (1 | 8);
  expect(key('a').startsWith('\x1b')).toBe((flags & 8) !== 0);
  expect(key('enter') === '\r').toBe((flags & 8) === 0);
  expect(key('ctrl+c') === '\x03').toBe(reports === 0);
  expect(key('escape') === '\x1b').toBe(reports === 0);
  expect(key('shift+enter') === '\x1b[13;2u').toBe(reports !== 0);
  expect(key('up:release') === '\x1b[1;1:3A').toBe((flags & 2) !== 0);
  expect(key('a:release') === '').toBe((flags & 2) === 0);
});

test('a name that is no key is refused', () => {
  expect(() => encodeKey('nokey', modesOf({}))).toThrow(KeyError);
});

test.each([
  ['a\nb\r\nc\rd', false, 'a\rb\rc\rd'],
  ['a\tb', true, '\x1b[200~a\tb\x1b[201~'],
  ['x\x1b[201~rm', true, '\x1b[200~x [201~rm\x1b[201~'],
  ['x\x9b201~rm', true, '\x1b[200~x 201~rm\x1b[201~'],
  ['\x03\x7f', false, '  '],
  ['', true, '\x1b[200~\x1b[201~'],
])('paste %j, bracketed %s', (text, bracketed, bytes) => {
  expect(encodePaste(text, bracketed)).toBe(bytes);
});

const at = (mouse: Partial<MouseInput>): MouseInput => ({
  action: 'press',
  button: 0,
  x: 0,
  y: 0,
  shift: false,
  alt: false,
  ctrl: false,
  ...mouse,
});
const sgr = (mouseTracking: TerminalModes['mouseTracking']) =>
  ({ mouseTracking, mouseEncoding: 'sgr' }) as const;
const bytes = (mouse: Partial<MouseInput>, modes: Partial<TerminalModes>) =>
  encodeMouse(at(mouse), modesOf(modes));

test.each([
  ['none', '', '', '', ''],
  ['x10', '\x1b[<0;1;1M', '', '', ''],
  ['vt200', '\x1b[<0;1;1M', '\x1b[<0;1;1m', '', ''],
  ['drag', '\x1b[<0;1;1M', '\x1b[<0;1;1m', '\x1b[<32;1;1M', ''],
  ['any', '\x1b[<0;1;1M', '\x1b[<0;1;1m', '\x1b[<32;1;1M', '\x1b[<35;1;1M'],
] as const)('mouse tracking %s: press, release, drag, move', (tracking, press, release, drag, move) => {
  expect(bytes({}, sgr(tracking))).toBe(press);
  expect(bytes({ action: 'release' }, sgr(tracking))).toBe(release);
  expect(bytes({ action: 'move' }, sgr(tracking))).toBe(drag);
  expect(bytes({ action: 'move', button: 3 }, sgr(tracking))).toBe(move);
});

test('mouse: wheel, modifiers, the default encoding and its limit', () => {
  expect([4, 5, 6, 7].map((button) => bytes({ button }, sgr('any')))).toEqual(
    [64, 65, 66, 67].map((code) => `\x1b[<${code};1;1M`),
  );
  expect(bytes({ button: 4, action: 'release' }, sgr('any'))).toBe('');
  expect(bytes({ button: 2, shift: true, alt: true, ctrl: true, x: 300, y: 9 }, sgr('vt200'))).toBe(
    '\x1b[<30;301;10M',
  );
  expect(bytes({ ctrl: true }, sgr('x10'))).toBe('\x1b[<0;1;1M');
  const plain = { mouseTracking: 'any' } as const;
  expect(bytes({ button: 1, x: 2, y: 3 }, plain)).toBe('\x1b[M!#$');
  expect(bytes({ button: 2, action: 'release', ctrl: true }, plain)).toBe('\x1b[M3!!');
  expect(bytes({ x: 222, y: 222 }, plain)).toBe('\x1b[M \xff\xff');
  expect(bytes({ x: 223 }, plain)).toBe('');
  expect(bytes({ y: 223 }, plain)).toBe('');
});

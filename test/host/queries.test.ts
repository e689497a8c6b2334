// What a screen answers to its program, and what it tells the journal.
import { beforeEach, expect, test } from 'vitest';
import type { Notice } from '../../src/host/notices.ts';
import type { OuterColors } from '../../src/host/queries.ts';
import { createScreen, type Screen } from '../../src/host/screen.ts';

let screen: Screen;
let replies: string;
let notices: Notice[];
let colors: OuterColors;
beforeEach(() => {
  replies = '';
  notices = [];
  colors = {};
  screen = createScreen({
    columns: 80,
    rows: 24,
    scrollback: 10,
    version: '1.2.3',
    colors: () => colors,
    onReply: (text) => {
      replies += text;
    },
    onNotice: (notice) => notices.push(notice),
  });
});

const ask = (text: string): string => {
  replies = '';
  screen.write(Buffer.from(text), () => {});
  return replies;
};
const told = (text: string): Notice[] => {
  notices = [];
  screen.write(Buffer.from(text), () => {});
  return notices;
};

test.each([
  ['DA1', '\x1b[c', '\x1b[?1;2c'],
  ['DA2', '\x1b[>c', '\x1b[>0;276;0c'],
  ['DSR status', '\x1b[5n', '\x1b[0n'],
  ['DSR cursor', '\x1b[3;7H\x1b[6n', '\x1b[3;7R'],
  ['DEC cursor', '\x1b[3;7H\x1b[?6n', '\x1b[?3;7R'],
  ['XTVERSION', '\x1b[>q', '\x1bP>|botster-tui 1.2.3\x1b\\'],
  ['DECRQM 2026, off', '\x1b[?2026$p', '\x1b[?2026;2$y'],
  ['DECRQM 2026, on', '\x1b[?2026h\x1b[?2026$p', '\x1b[?2026;1$y'],
  ['modifyOtherKeys, off', '\x1b[?4m', '\x1b[>4;0m'],
  ['modifyOtherKeys, 2', '\x1b[>4;2m\x1b[?4m', '\x1b[>4;2m'],
  ['modifyOtherKeys, reset', '\x1b[>4;2m\x1b[>4m\x1b[?4m', '\x1b[>4;0m'],
  ['modifyOtherKeys, all reset', '\x1b[>4;2m\x1b[>m\x1b[?4m', '\x1b[>4;0m'],
  ['kitty, nothing set', '\x1b[?u', '\x1b[?0u'],
  ['kitty push', '\x1b[>5u\x1b[?u', '\x1b[?5u'],
  ['kitty push twice, pop', '\x1b[>1u\x1b[>3u\x1b[<u\x1b[?u', '\x1b[?1u'],
  ['kitty pop many', '\x1b[>1u\x1b[>3u\x1b[<9u\x1b[?u', '\x1b[?0u'],
  ['kitty set', '\x1b[>1u\x1b[=6u\x1b[?u', '\x1b[?6u'],
  ['kitty set bits', '\x1b[=1u\x1b[=6;2u\x1b[?u', '\x1b[?7u'],
  ['kitty clear bits', '\x1b[=7u\x1b[=2;3u\x1b[?u', '\x1b[?5u'],
  ['kitty unknown flags', '\x1b[=63u\x1b[?u', '\x1b[?31u'],
  ['kitty after RIS', '\x1b[>5u\x1bc\x1b[?u', '\x1b[?0u'],
])('%s', (_name, question, answer) => {
  expect(ask(question)).toBe(answer);
});

test('each screen has its own kitty stack', () => {
  expect(ask('\x1b[>1u\x1b[?1049h\x1b[?u')).toBe('\x1b[?0u');
  expect(ask('\x1b[>15u\x1b[?u')).toBe('\x1b[?15u');
  expect(ask('\x1b[?1049l\x1b[?u')).toBe('\x1b[?1u');
});

test('a kitty stack without end stays bounded and keeps the newest', () => {
  ask(`${'\x1b[>1u'.repeat(5000)}\x1b[>2u`);
  expect(ask('\x1b[?u\x1b[<u\x1b[?u')).toBe('\x1b[?2u\x1b[?1u');
  expect(ask('\x1b[<31u\x1b[?u')).toBe('\x1b[?0u');
});

test('colours: those of the outer terminal, or a default', () => {
  const questions = '\x1b]10;?\x07\x1b]11;?\x1b\\\x1b]12;?\x07';
  expect(ask(questions)).toBe(
    '\x1b]10;rgb:d8d8/d8d8/d8d8\x1b\\\x1b]11;rgb:1818/1818/1818\x1b\\\x1b]12;rgb:d8d8/d8d8/d8d8\x1b\\',
  );
  colors = { foreground: '#010203', background: '#fafbfc', cursor: '#a0b0c0' };
  expect(ask(questions)).toBe(
    '\x1b]10;rgb:0101/0202/0303\x1b\\\x1b]11;rgb:fafa/fbfb/fcfc\x1b\\\x1b]12;rgb:a0a0/b0b0/c0c0\x1b\\',
  );
});

test.each<[string, string, Notice[]]>([
  ['bell', '\x07', [{ type: 'bell', data: {} }]],
  ['title', '\x1b]2;a\u202eb\x07', [{ type: 'title', data: { title: 'ab' } }]],
  ['OSC 0', '\x1b]0;t\x1b\\', [{ type: 'title', data: { title: 't' } }]],
  ['OSC 7', '\x1b]7;file://box/a%20b\x07', [{ type: 'cwd', data: { cwd: '/a b' } }]],
  ['OSC 7, no file', '\x1b]7;http://box/a\x07', []],
  ['OSC 7, broken', '\x1b]7;file:///%zz\x07', []],
  ['OSC 9', '\x1b]9;hello\x07', [{ type: 'notification', data: { text: 'hello' } }]],
  ['OSC 9;4', '\x1b]9;4;1;40\x07', [{ type: 'progress', data: { state: 1, value: 40 } }]],
  ['OSC 9;4 off', '\x1b]9;4;0\x07', [{ type: 'progress', data: { state: 0, value: 0 } }]],
  ['OSC 9;4 with an empty value', '\x1b]9;4;3;\x07', [{ type: 'progress', data: { state: 3, value: 0 } }]],
  ['OSC 99', '\x1b]99;;hi\x1b\\', [{ type: 'notification', data: { text: 'hi' } }]],
  [
    'OSC 99 in parts, one of them in base64',
    '\x1b]99;i=1:d=0;Bui\x1b\\\x1b]99;i=2:p=?;\x1b\\\x1b]99;i=1:d=0;ld\x1b\\\x1b]99;i=1:p=body:e=1;ZG9uZQ==\x1b\\',
    [{ type: 'notification', data: { title: 'Build', text: 'done' } }],
  ],
  ['OSC 99, empty', '\x1b]99;i=1;\x1b\\', []],
  ['OSC 133', '\x1b]133;A\x07', [{ type: 'mark', data: { mark: 'A' } }]],
  ['OSC 133;D', '\x1b]133;D;3\x07', [{ type: 'mark', data: { mark: 'D', exit_code: 3 } }]],
  ['OSC 133, unknown', '\x1b]133;Z\x07', []],
  ['OSC 777', '\x1b]777;notify;T;a;b\x07', [{ type: 'notification', data: { title: 'T', text: 'a;b' } }]],
  ['OSC 777, other', '\x1b]777;precmd\x07', []],
  ['OSC 52', '\x1b]52;c;aGk=\x07', [{ type: 'clipboard', data: { bytes: 3, base64: 'aGk=' } }]],
  ['OSC 52 query', '\x1b]52;c;?\x07', []],
  ['OSC 52, empty', '\x1b]52;c;\x07', []],
  ['OSC 52, huge', `\x1b]52;c;${'a'.repeat(133_336)}\x07`, [{ type: 'clipboard', data: { bytes: 100_002 } }]],
])('notice: %s', (_name, text, expected) => {
  expect(told(text)).toEqual(expected);
  expect(replies).toBe('');
});

test('a long title is cut', () => {
  expect(String(told(`\x1b]2;${'x'.repeat(5000)}\x07`)[0]!.data['title']).length).toBe(1000);
});

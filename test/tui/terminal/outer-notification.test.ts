// Notifications for the terminal outside: which way each takes them, and that nothing but text gets in.
import { expect, test } from 'vitest';
import { outerBytes, outerWay } from '../../../src/tui/terminal/outer-notification.ts';

test.each([
  [{ TERM_PROGRAM: 'iTerm.app', TERM: 'xterm-256color' }, 'osc9'],
  [{ TERM: 'xterm-kitty' }, 'osc9'],
  [{ TERM_PROGRAM: 'ghostty', TERM: 'xterm-ghostty' }, 'osc777'],
  [{ TERM_PROGRAM: 'WezTerm' }, 'osc777'],
  [{ TERM: 'foot' }, 'osc777'],
  [{ TERM: 'rxvt-unicode-256color' }, 'osc777'],
  [{ TERM_PROGRAM: 'Apple_Terminal', TERM: 'xterm-256color' }, 'bell'],
  [{ TERM_PROGRAM: 'vscode', TERM: 'xterm-256color' }, 'bell'],
  [{ TERM_PROGRAM: 'tmux', TERM: 'tmux-256color', TMUX: '/tmp/x' }, 'bell'],
  [{ TERM_PROGRAM: 'tmux', LC_TERMINAL: 'iTerm2', TMUX: '/tmp/x' }, 'osc9'],
  [{ TERM: 'screen', KITTY_WINDOW_ID: '1' }, 'osc9'],
  [{}, 'bell'],
])('%j takes %s', (env, way) => expect(outerWay(env)).toBe(way));

const told = { title: 'fix', message: 'May I?' } as const;

test('the bytes of each way', () => {
  expect(outerBytes({ way: 'osc9', ...told }, {})).toBe('\x1b]9;fix: May I?\x1b\\');
  expect(outerBytes({ way: 'osc777', ...told }, {})).toBe('\x1b]777;notify;fix;May I?\x1b\\');
  expect(outerBytes({ way: 'bell', ...told }, {})).toBe('\x07');
  expect(outerBytes({ way: 'off', ...told }, { TERM: 'foot' })).toBe('');
  expect(outerBytes({ way: 'auto', ...told }, { TERM: 'foot' })).toBe('\x1b]777;notify;fix;May I?\x1b\\');
});

test('within tmux it is passed through, and the bell is there where tmux does not', () => {
  const env = { TMUX: '/tmp/tmux-1/default,1,0', LC_TERMINAL: 'iTerm2' };
  const passed = '\x1bPtmux;\x1b\x1b]9;fix: May I?\x1b\x1b\\\x1b\\';
  expect(outerBytes({ way: 'osc9', ...told }, env)).toBe(passed);
  expect(outerBytes({ way: 'auto', ...told }, env)).toBe(`${passed}\x07`);
});

const evil = 'a\x1b]0;b\x07c\x9d9;d\x9c\u202ee;f\n4;1';
test.each(['osc9', 'osc777'] as const)('no control character of a text gets into %s', (way) => {
  const bytes = outerBytes({ way, title: evil, message: evil.repeat(100) }, {});
  expect(bytes).toMatch(/^\x1b\](9|777;notify);[^\x00-\x1f\x7f-\x9f\u202e]*\x1b\\$/);
  expect(bytes.length).toBeLessThan(400);
  expect(bytes.split(';')).toHaveLength(way === 'osc777' ? 4 : bytes.split(';').length);
});

test('a text that begins with a number is no progress', () => {
  expect(outerBytes({ way: 'osc9', title: '', message: '4;1;50' }, {})).toBe('\x1b]9; 4;1;50\x1b\\');
});

// What is known of the outer terminal: from its environment, then from its answers.
import { expect, test } from 'vitest';
import { createProbe, fromEnvironment } from '../../../src/tui/terminal/probe.ts';

test.each([
  [{ TERM: 'xterm-256color' }, '256'],
  [{ TERM: 'xterm' }, '16'],
  [{ TERM: 'dumb' }, 'none'],
  [{}, '16'],
  [{ TERM: 'xterm-kitty' }, 'truecolor'],
  [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
  [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1' }, 'none'],
  [{ TERM: 'xterm-256color', NO_COLOR: '' }, '256'],
  [{ TERM: 'dumb', FORCE_COLOR: '3' }, 'truecolor'],
  [{ TERM: 'xterm-kitty', FORCE_COLOR: '0' }, 'none'],
  [{ TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: '1' }, '16'],
])('%j has %s colours', (env, colors) => {
  expect(fromEnvironment(env).colors).toBe(colors);
});

test.each([
  ['\x1b]10;rgb:ffff/8080/0000\x1b\\', { foreground: '#ff8000' }],
  ['\x1b]11;rgb:0/8/f\x07', { background: '#0088ff' }],
  ['\x1b]11;rgba:11/22/33/ff\x07', { background: '#112233' }],
  ['\x1b]11;#A1B2C3\x07', { background: '#a1b2c3' }],
  ['\x1b[?2026;2$y', { synchronized: true }],
  ['\x1b[?2026;1$y', { synchronized: true }],
  ['\x1b[?2026;0$y', { synchronized: false }],
  ['\x1b[?2026;4$y', { synchronized: false }],
  ['\x1b[?0u', { kitty: true }],
  ['\x1bP>|kitty(0.35.2)\x1b\\', { name: 'kitty(0.35.2)' }],
])('%j tells', (reply, told) => {
  const probe = createProbe({ TERM: 'xterm' });
  expect(probe.take(Buffer.from(reply))).toBe(true);
  expect(probe.capabilities()).toMatchObject(told);
  expect(probe.isDone()).toBe(false);
});

test.each([
  '\x1b]11;nonsense\x07',
  '\x1b[?1004;2$y',
  '\x1b[0n',
  '\x1b]12;rgb:0/0/0\x07',
])('%j tells nothing', (reply) => {
  const probe = createProbe({ TERM: 'xterm' });
  const before = probe.capabilities();
  expect(probe.take(Buffer.from(reply))).toBe(false);
  expect(probe.capabilities()).toBe(before);
});

test('the answer that every terminal gives ends the round', () => {
  const probe = createProbe({ TERM: 'xterm' });
  expect(probe.take(Buffer.from('\x1b[?62;4c'))).toBe(false);
  expect(probe.isDone()).toBe(true);
});

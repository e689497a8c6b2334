// The outer keyboard follows the program that has the keys; and a reference terminal agrees.
import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { packModes, type TerminalModes, unpackModes } from '../../../src/core/modes.ts';
import { createModeMirror } from '../../../src/tui/terminal/mirror.ts';

const plain = unpackModes(0);
const modes = (change: Partial<TerminalModes>): number => packModes({ ...plain, ...change });
const open = (kitty = false, mouse = false) => createModeMirror({ kitty: () => kitty, mouse: () => mouse });

test.each([
  ['cursor keys', { applicationCursor: true }, '\x1b[?1h', '\x1b[?1l'],
  ['the keypad', { applicationKeypad: true }, '\x1b=', '\x1b>'],
  ['modifyOtherKeys', { modifyOtherKeys: 2 }, '\x1b[>4;2m', '\x1b[>4;0m'],
] as const)('%s are set, and set back', (_name, change, set, reset) => {
  const mirror = open();
  expect(mirror.set(modes(change))).toBe(set);
  expect(mirror.set(modes(change))).toBe('');
  expect(mirror.now()).toBe(modes(change));
  expect(mirror.set(0)).toBe(reset);
  expect(mirror.now()).toBe(0);
});

test('the kitty protocol is asked for only where it is spoken', () => {
  expect(open(true).set(modes({ kitty: 5 }))).toBe('\x1b[=5u');
  const without = open(false);
  expect(without.set(modes({ kitty: 5, applicationCursor: true }))).toBe('\x1b[?1h');
  expect(unpackModes(without.now()).kitty).toBe(0);
});

test('what is not about the keyboard is not passed on', () => {
  expect(open().set(modes({ bracketedPaste: true, focusEvents: true, alternateScreen: true }))).toBe('');
});

test('every motion is reported while a program asks for it, clicks always', () => {
  const mirror = open(false, true);
  const terminal = new headless.Terminal({ allowProposedApi: true });
  const write = (text: string): Promise<void> => new Promise((resolve) => terminal.write(text, resolve));
  return (async () => {
    await write('\x1b[?1000h\x1b[?1002h\x1b[?1006h');
    await write(mirror.set(modes({ mouseTracking: 'any' })));
    expect(terminal.modes.mouseTrackingMode).toBe('any');
    await write(mirror.set(modes({ mouseTracking: 'vt200' })));
    expect(terminal.modes.mouseTrackingMode).toBe('drag');
    // Or while something on the screen has use for it, whoever has the keys.
    await write(mirror.set(0, true));
    expect(mirror.set(modes({ mouseTracking: 'any' }), true)).toBe('');
    expect(terminal.modes.mouseTrackingMode).toBe('any');
    await write(mirror.set(0));
    expect(terminal.modes.mouseTrackingMode).toBe('drag');
    terminal.dispose();
  })();
});

test('after a reset everything is set again', () => {
  const mirror = open();
  mirror.set(modes({ applicationCursor: true }));
  mirror.reset();
  expect(mirror.set(modes({ applicationCursor: true }))).toBe('\x1b[?1h');
});

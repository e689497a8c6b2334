// What counts as a question that a line of text would answer, and what as the echo of a text.
import { describe, expect, test } from 'vitest';
import { asksFor } from '../../../src/hub/exchange/asks.ts';
import { isEchoed } from '../../../src/hub/exchange/echo.ts';

const screen = (...lines: string[]) => ({ lines: [...lines, '', ''], row: lines.length - 1 });

describe('a screen asks', () => {
  test.each([
    ['Overwrite notes.txt? [y/N] ', 'a yes or no'],
    ['Are you sure you want to continue connecting (yes/no/[fingerprint])? ', 'a yes or no'],
    ['[sudo] password for ada: ', 'a password'],
    ["Enter passphrase for key '/home/ada/.ssh/id': ", 'a password'],
    ['Press any key to continue . . .', 'a key'],
    ['Do you want to proceed?', 'a confirmation'],
    ['│ Do you trust the files in this folder?                 │', 'a confirmation'],
    ['Type yes to go on: ', 'a confirmation'],
  ])('%s', (line, what) => {
    expect(asksFor(screen('some output', line))).toBe(what);
  });

  test('a menu with a marked choice, in a box or not', () => {
    expect(
      asksFor(
        screen(
          '╭──────────────────────────────────────╮',
          '│ Bash command: rm -r build            │',
          '│ ❯ 1. Yes                             │',
          "│   2. Yes, and don't ask again        │",
          '│   3. No, and tell what to do (esc)   │',
          '╰──────────────────────────────────────╯',
        ),
      ),
    ).toBe('a choice');
    expect(asksFor(screen('Apply this change?', '● 1. Yes, allow once', '  2. No'))).toBe('a choice');
  });

  test.each([
    [['$ ']],
    [['ada@host:~/src$ ls', 'a.ts  b.ts', 'ada@host:~/src$ ']],
    [['╭─────────────────╮', '│ >               │', '╰─────────────────╯', '  ? for shortcuts']],
    [['1. first', '2. second', '3. third', '> ']],
    [['> 1. write the tests']],
    [['Overwrite a.txt? [y/N] y', 'done', '$ ']],
    [['password: ', 'Welcome', 'ada@host:~$ ']],
    [[]],
  ])('but not: %j', (lines) => {
    expect(asksFor(screen(...lines))).toBe(null);
  });
});

describe('a text is echoed', () => {
  const at = (lines: string[], x = 0, y = 0) => ({ lines, cursor: { x, y } });

  test('where it is shown more often than before', () => {
    const before = at(['$ echo hello', 'hello', '$ '], 2, 2);
    expect(isEchoed('echo hello', before, at(['$ echo hello', 'hello', '$ echo hello'], 12, 2))).toBe(true);
    expect(isEchoed('echo hello', before, before)).toBe(false);
    expect(isEchoed('echo bye', before, at(['$ echo hello', 'hello', '$ ec'], 4, 2))).toBe(false);
  });

  test('wrapped in a box', () => {
    const after = at(['╭────────────╮', '│ > run the  │', '│ tests now  │', '╰────────────╯'], 11, 2);
    expect(isEchoed('run the tests now', at(['│ >          │'], 4, 0), after)).toBe(true);
  });

  test('as a mark for a paste', () => {
    expect(isEchoed('a\nb\nc', at(['> ']), at(['> [Pasted text #1 +3 lines]']))).toBe(true);
  });

  test('at the cursor, where the same text scrolled out', () => {
    expect(isEchoed('make', at(['$ make', 'ok', '$ '], 2, 2), at(['ok', '$ ', '$ make'], 6, 2))).toBe(true);
  });
});

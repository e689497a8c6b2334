// Copied texts are kept, and given to the person's command.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Toast } from '../../src/core/overlay.ts';
import { copiedToast, createClipboard } from '../../src/hub/clipboard.ts';
import { clipboardSequence, MAX_CLIPBOARD_BYTES } from '../../src/tui/output/clipboard.ts';
import { createPrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';

function open(command?: string) {
  const toasts: Toast[] = [];
  const clipboard = createClipboard({
    lua: { settings: () => (command === undefined ? {} : { copy_command: command }) },
    environments: { latest: () => ({ PATH: process.env['PATH']! }) },
    overlays: { toast: (toast) => void toasts.push(toast) },
  });
  return { clipboard, toasts };
}

test('the last twenty are kept, each once, the newest first', () => {
  const { clipboard } = open();
  for (let i = 1; i <= 25; i++) clipboard.add(`text ${i}`, 'a');
  clipboard.add('text 20', null);
  expect(clipboard.list().length).toBe(20);
  expect([clipboard.at(1), clipboard.at(2), clipboard.at(20)]).toEqual(['text 20', 'text 25', 'text 6']);
  expect(() => clipboard.at(21)).toThrow('only 20 texts are kept');
  expect(() => clipboard.add('', null)).toThrow('no text');
  expect(() => clipboard.add('x'.repeat(250_001), null)).toThrow('250000 at most');
});

test('the command is given the text; one that fails says why', async () => {
  const home = createPrivateHome();
  onTestFinished(() => home.dispose());
  const file = join(home.home, 'copied');
  const { clipboard } = open(`cat > '${file}'; echo done >> '${file}'`);
  clipboard.add('line one\nline two $HOME ', 'a');
  await until('the command ran', () => readable(file).endsWith('done\n'));
  expect(readable(file)).toBe('line one\nline two $HOME done\n');
  const failing = open('echo no display >&2; exit 3');
  failing.clipboard.add('x'.repeat(200_000), 'a');
  await until('it is told', () => failing.toasts.length > 0);
  expect(failing.toasts[0]!.text).toBe('botster.copy_command (echo no display >&2; exit 3): no display');
});

test('what the outer terminal cannot take is cut between characters, and said', () => {
  expect(clipboardSequence('héllo')).toEqual({ sequence: '\x1b]52;c;aMOpbGxv\x07' });
  const { sequence, sent } = clipboardSequence(`x${'é'.repeat(40_000)}`);
  expect(sent).toBe(MAX_CLIPBOARD_BYTES - 1);
  const text = Buffer.from(sequence.slice(7, -1), 'base64').toString();
  expect(text).toBe(`x${'é'.repeat((sent! - 1) / 2)}`);
  expect(copiedToast('a\nb', false, undefined)).toMatchObject({ level: 'info', text: 'copied 2 lines' });
  expect(copiedToast('abc', true, 1024 * 73)).toMatchObject({
    level: 'warn',
    text: expect.stringContaining('first 73 KB'),
  });
});

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

// A text and the key after it, for programs that take a quick key for a part of a paste.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTyping } from '../../../src/hub/exchange/typing.ts';

/** Joins a key to the text before it when it comes within 120 ms, as Codex does; a shell does not. */
class Program {
  takesPastes = true;
  echoes = true;
  readonly done: string[] = [];
  private line = '';
  private lastText = Number.NEGATIVE_INFINITY;
  async look() {
    const shown = `› ${this.echoes ? this.line : ''}`;
    return { lines: [shown], cursor: { x: shown.length, y: 0 }, takesPastes: this.takesPastes };
  }
  async write(text: string) {
    this.line += text;
    this.lastText = Date.now();
  }
  async press(keys: readonly string[]) {
    for (const key of keys) {
      if (this.takesPastes && Date.now() - this.lastText < 120) this.line += '\n';
      else {
        this.done.push(`${this.line}<${key}>`);
        this.line = '';
      }
    }
  }
}

let program: Program;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  program = new Program();
});
afterEach(() => void vi.useRealTimers());

test('Enter after a text is Enter', async () => {
  const type = createTyping(() => program);
  const typed = type('a', { text: 'fix the parser', keys: ['enter'] });
  await vi.runAllTimersAsync();
  await typed;
  expect(program.done).toEqual(['fix the parser<enter>']);
});

test('a program that shows nothing of what is typed gets its Enter too', async () => {
  program.echoes = false;
  const typed = createTyping(() => program)('a', { text: 'secret', keys: ['enter'] });
  await vi.runAllTimersAsync();
  await typed;
  expect(program.done).toEqual(['secret<enter>']);
});

test('what is sent while a key waits is typed after it, in the order it was sent', async () => {
  const type = createTyping(() => program);
  const all = Promise.all([
    type('a', { text: 'one', keys: ['enter'] }),
    type('a', { text: 'two' }),
    type('a', { text: 'three', keys: ['enter'] }),
    type('a', { keys: ['up'] }),
  ]);
  await vi.runAllTimersAsync();
  await all;
  expect(program.done).toEqual(['one<enter>', 'twothree<enter>', '<up>']);
});

test('no wait where a program takes no pastes, and one session waits for no other', async () => {
  const quick = new Program();
  quick.takesPastes = false;
  const type = createTyping((session) => (session === 'slow' ? program : quick));
  const slow = type('slow', { text: 'text', keys: ['enter'] });
  await type('quick', { text: 'ls', keys: ['enter'] });
  expect(quick.done).toEqual(['ls<enter>']);
  expect(program.done).toEqual([]);
  await vi.runAllTimersAsync();
  await slow;
});

test('a failure is the caller’s, and what comes after it is typed', async () => {
  const type = createTyping(() => ({
    look: () => program.look(),
    press: (keys) => program.press(keys),
    write: async (text) => {
      if (text === 'bad') throw new Error('it has ended');
      return program.write(text);
    },
  }));
  const bad = type('a', { text: 'bad' });
  const good = type('a', { keys: ['enter'] });
  await expect(bad).rejects.toThrow('it has ended');
  await vi.runAllTimersAsync();
  await good;
  expect(program.done).toEqual(['<enter>']);
});

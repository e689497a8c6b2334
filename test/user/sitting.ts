// A person at a terminal with the program in it: types keys, sees the screen, and compares it with a golden file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { createPrivateHome } from '../helpers/private-home.ts';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';

export interface Sitting {
  readonly program: Program;
  readonly screen: TerminalScreen;
  /** Types bytes: `'ls\r'`, `'\x02d'`. */
  type(keys: string): void;
  /** Opens the `:` line, types a command into it and takes it: `'split right'`. */
  command(line: string): Promise<void>;
  /** Resolves with the screen once `words` (a text, or a pattern over all rows) are on it. */
  shows(words: string | RegExp): Promise<string>;
  /** Resolves with the screen once `words` are on it no more. */
  hides(words: string | RegExp): Promise<string>;
  /**
   * Waits until the screen is `goldens/NAME.txt` (`UPDATE_GOLDENS=1` writes it: say first with `shows` what must
   * be there). What differs from run to run, the home directory and ids, is written as `~home` and `~id`, a line's
   * number as `~~`.
   */
  looksLike(name: string): Promise<void>;
  /** Ends the program and all it started. */
  leave(): Promise<void>;
}

export interface SittingOptions {
  /** Files to have in the home before the start: `{ 'user/init.lua': '…' }`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The command line: a shell with the prompt `ready>` unless said. */
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const has = (text: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? text.includes(words) : words.test(text);

/** Starts the program in a home of its own and a terminal of 100x30 unless said; resolves once `ready>` is in view. */
export async function sitDown(options: SittingOptions = {}): Promise<Sitting> {
  const home = createPrivateHome();
  const program = createProgram(home);
  for (const [name, text] of Object.entries(options.files ?? {})) {
    const file = join(program.home, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const screen = openScreen(program, options.args ?? ['--', 'env', 'PS1=ready> ', 'sh'], {
    columns: options.columns ?? 100,
    rows: options.rows ?? 30,
    ...(options.env && { env: options.env }),
  });
  const shows = (words: string | RegExp): Promise<string> =>
    screen.waitFor(`${words} on the screen`, (text) => has(text, words));
  if (!options.args) await shows(/ready>[\s\S]*TERMINAL/);
  return {
    program,
    screen,
    type: screen.type,
    async command(line) {
      screen.type('\x02:');
      await shows('─ : ─');
      screen.type(`${line}\r`);
      await screen.waitFor('the : line gone', (text) => !text.includes('─ : ─'));
    },
    shows,
    hides: (words) => screen.waitFor(`${words} gone from the screen`, (text) => !has(text, words)),
    async looksLike(name) {
      const file = new URL(`goldens/${name}.txt`, import.meta.url);
      const steady = (text: string): string =>
        `${text
          .replaceAll(program.home, '~home')
          .replace(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, '~id')
          .replace(/(?<=\.lua:)\d+/g, (line) => '~'.repeat(line.length))}\n`;
      if (process.env['UPDATE_GOLDENS']) {
        mkdirSync(new URL('.', file), { recursive: true });
        writeFileSync(file, steady(screen.text()));
      }
      const golden = readFileSync(file, 'utf8');
      await screen
        .waitFor(`the screen of ${name}`, (text) => steady(text) === golden, 5_000)
        .catch(() => expect(steady(screen.text())).toBe(golden));
    },
    async leave() {
      await screen.close();
      await program.dispose();
    },
  };
}

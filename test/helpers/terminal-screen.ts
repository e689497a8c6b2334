// A program in a real pseudo-terminal, its output on a reference terminal: what a person would see.
import headless from '@xterm/headless';
import { spawn } from 'node-pty';
import { cliEntry, type Program } from './program.ts';

export interface ScreenCursorAt {
  readonly x: number;
  readonly y: number;
}

export interface TerminalScreen {
  readonly pid: number;
  /** Bytes written to the terminal so far. */
  bytes(): number;
  /** What was written to the terminal lately: the last 256 KB. */
  written(): string;
  /** Types bytes: `'ls\r'`, `'\x02d'`. */
  type(keys: string): void;
  /** The visible rows, trailing blanks trimmed. */
  lines(): string[];
  text(): string;
  cursor(): ScreenCursorAt;
  /** The reference terminal, for tests that look at cells. */
  readonly terminal: InstanceType<typeof headless.Terminal>;
  /** Resolves with the screen once `holds` is true of it; rejects with `reason` and the screen in it. */
  waitFor(reason: string, holds: (screen: string) => boolean, timeoutMs?: number): Promise<string>;
  /** The exit code (128 + n for a signal) once the program has ended. */
  exited(timeoutMs?: number): Promise<number>;
  resize(columns: number, rows: number): void;
  kill(signal?: NodeJS.Signals): void;
  /** Kills what still runs and frees the terminal. */
  close(): Promise<void>;
}

export interface ScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const MOST_WRITTEN = 256 * 1024;
const DEFAULT_TIMEOUT_MS = 15_000;

/** Runs `botster-tui ARGS` of `program` in a terminal (80x24 unless said). */
export function openScreen(
  program: Program,
  args: readonly string[] = [],
  options: ScreenOptions = {},
): TerminalScreen {
  return openTerminal([process.execPath, cliEntry, ...args], {
    ...options,
    env: { ...program.env, LANG: 'C.UTF-8', ...options.env },
    cwd: options.cwd ?? program.home,
  });
}

/** Runs any command in a terminal. */
export function openTerminal(
  argv: readonly [string, ...string[]],
  options: ScreenOptions = {},
): TerminalScreen {
  const { columns: cols = 80, rows = 24 } = options;
  const terminal = new headless.Terminal({
    cols,
    rows,
    allowProposedApi: true,
    scrollback: 1000,
    logLevel: 'off',
  });
  const pty = spawn(argv[0], argv.slice(1), {
    name: 'xterm-256color',
    cols,
    rows,
    cwd: options.cwd ?? '/',
    env: { ...options.env },
    encoding: null,
  });
  let bytes = 0;
  let written = '';
  let exitCode: number | undefined;
  /** Woken at every change: what is on the screen, or whether the program runs. */
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const wake of [...waiting]) wake();
  };
  pty.onData((data: string | Buffer) => {
    bytes += data.length;
    written = (written + data.toString()).slice(-MOST_WRITTEN);
    terminal.write(data, changed);
  });
  // The terminal's own answers to queries.
  terminal.onData((data) => {
    if (exitCode === undefined) pty.write(data);
  });
  pty.onExit((event) => {
    exitCode = event.signal ? 128 + event.signal : event.exitCode;
    terminal.write('', changed);
  });

  const lines = (): string[] => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
    );
  };
  const text = (): string => lines().join('\n');

  const waitUntil = (reason: string, holds: () => boolean, timeoutMs: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        waiting.delete(check);
        clearTimeout(timer);
      };
      const check = (): void => {
        if (!holds()) return;
        done();
        resolve();
      };
      const timer = setTimeout(() => {
        done();
        const state = exitCode === undefined ? 'runs' : `ended with ${exitCode}`;
        reject(
          new Error(`waited in vain: ${reason} (the program ${state}). The screen:\n${drawing(lines())}`),
        );
      }, timeoutMs);
      waiting.add(check);
      check();
    });

  const kill = (signal: NodeJS.Signals = 'SIGKILL'): void => {
    if (exitCode === undefined) pty.kill(signal);
  };

  return {
    pid: pty.pid,
    bytes: () => bytes,
    written: () => written,
    type: (keys) => pty.write(keys),
    lines,
    text,
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
    terminal,
    async waitFor(reason, holds, timeoutMs = DEFAULT_TIMEOUT_MS) {
      await waitUntil(reason, () => holds(text()), timeoutMs);
      return text();
    },
    async exited(timeoutMs = DEFAULT_TIMEOUT_MS) {
      await waitUntil('the program has ended', () => exitCode !== undefined, timeoutMs);
      return exitCode!;
    },
    resize(columns, newRows) {
      terminal.resize(columns, newRows);
      pty.resize(columns, newRows);
    },
    kill,
    async close() {
      kill();
      await waitUntil('the program is gone', () => exitCode !== undefined, DEFAULT_TIMEOUT_MS);
      terminal.dispose();
    },
  };
}

/** The rows in a box, so that blanks can be seen. */
function drawing(rows: readonly string[]): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const edge = `+${'-'.repeat(width)}+`;
  return [edge, ...rows.map((row) => `|${row.padEnd(width)}|`), edge].join('\n');
}

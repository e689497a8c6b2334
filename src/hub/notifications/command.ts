// A command of the person's own that is run for notifications: `notify-send`, or anything else.
import { createRate } from '../../core/rate.ts';
import { runCommand } from '../run-command.ts';

export interface NotifyCommand {
  /** Program and arguments, in which `{title}`, `{message}`, `{agent}` and `{level}` stand for what is told. */
  readonly argv: readonly string[];
  /** Where it was set: `user/init.lua:3`. */
  readonly at: string;
}

export type Words = Readonly<Record<'title' | 'message' | 'agent' | 'level', string>>;

export interface CommandParts {
  readonly environment: () => Readonly<Record<string, string>>;
  readonly cwd: string;
  /** A failure, told once for as long as it is the same. */
  readonly onTrouble: (message: string) => void;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const MOST = 5;
const WINDOW_MS = 10_000;

/** Runs the command, at most five times in ten seconds. Never rejects; settles when it has ended. */
export function createCommandRunner(
  parts: CommandParts,
): (command: NotifyCommand, words: Words) => Promise<void> {
  const { environment, cwd, onTrouble, timeoutMs = TIMEOUT_MS } = parts;
  const mayRun = createRate(MOST, WINDOW_MS);
  let told = '';
  return async ({ argv, at }, words) => {
    if (!mayRun()) return;
    try {
      await runCommand(filled(argv, words), { env: environment(), cwd, timeoutMs });
      told = '';
    } catch (error) {
      const message = `notify.command (${at}): ${(error as Error).message}`;
      if (message !== told) onTrouble(message);
      told = message;
    }
  };
}

/** The arguments with the words put in. What is put in is not looked at again. Pure. */
export function filled(argv: readonly string[], words: Words): string[] {
  return argv.map((argument) =>
    argument.replace(/\{(title|message|agent|level)\}/g, (_, name: keyof Words) => words[name]),
  );
}

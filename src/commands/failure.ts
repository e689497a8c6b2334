// How a command fails: an exit code, a word for programs and one line for people (contract.md 3).

export const EXIT = { done: 0, failed: 1, usage: 2, notRunning: 3, timeout: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure that the user is told of in one line. `detail` is merged into the error object of `--json`. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: ExitCode;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
  constructor(code: ExitCode, kind: string, message: string, detail: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.kind = kind;
    this.detail = detail;
  }
}

/** The command line is wrong: exit 2. */
export function usageError(message: string): CommandError {
  return new CommandError(EXIT.usage, 'usage', message);
}

/** Nothing runs that could answer: exit 3. */
export function notRunning(message = 'nothing is running (start it with botster-tui)'): CommandError {
  return new CommandError(EXIT.notRunning, 'not_running', message);
}

/** No answer in time: exit 4. */
export function timedOut(message: string): CommandError {
  return new CommandError(EXIT.timeout, 'timeout', message);
}

/** Whatever was thrown, as a CommandError. Errors of the hub carry their word in `data.kind`. */
export function asCommandError(thrown: unknown): CommandError {
  if (thrown instanceof CommandError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const data = (error as { data?: unknown }).data;
  const kind = typeof data === 'object' && data !== null ? (data as { kind?: unknown }).kind : undefined;
  if (kind === 'timeout') return timedOut(error.message);
  return new CommandError(EXIT.failed, typeof kind === 'string' ? kind : 'failed', error.message);
}

/** The one line for stderr, without its line end. */
export function failureLine(error: CommandError, verb: string | undefined): string {
  const who = verb === undefined ? 'botster-tui' : `botster-tui ${verb}`;
  return `${who}: ${error.message.trim().replace(/\s*\n\s*/g, '; ')}`;
}

/** What `--json` prints instead of that line. */
export function failureObject(error: CommandError): {
  readonly ok: false;
  readonly error: Readonly<Record<string, unknown>>;
} {
  return { ok: false, error: { kind: error.kind, message: error.message, ...error.detail } };
}

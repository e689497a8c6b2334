// Nothing may be written to a terminal by accident: console output of this process, and of the libraries
// in it, goes to a log instead.

/** Sends every console method to `write`. */
export function redirectConsole(write: (level: string, text: string) => void): void {
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    console[level] = (...values: unknown[]) => write(level, values.map(describe).join(' '));
  }
}

function describe(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

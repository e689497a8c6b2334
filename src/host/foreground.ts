// Which program of a terminal has its keyboard: `claude`, started from a shell, is in front of that shell.
import { readFileSync } from 'node:fs';

export interface Foreground {
  readonly pid: number;
  readonly argv: string[];
}

/** A command line may be megabytes: what names a program stands at its beginning. */
const MAX_ARGUMENTS = 8;
const MAX_ARGUMENT = 300;

/**
 * The leader of the foreground process group of the terminal that `leader` leads. Null where that cannot be
 * told: no `/proc`, or it ended just now.
 */
export function foregroundOf(leader: number): Foreground | null {
  try {
    const stat = readFileSync(`/proc/${leader}/stat`, 'utf8');
    // After the name, which may hold anything: state, parent, group, session, terminal, foreground group.
    const pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[5]);
    if (!(pid > 0)) return null;
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, MAX_ARGUMENTS);
    if (argv.at(-1) === '') argv.pop();
    return argv.length === 0 ? null : { pid, argv: argv.map((one) => one.slice(0, MAX_ARGUMENT)) };
  } catch {
    return null;
  }
}

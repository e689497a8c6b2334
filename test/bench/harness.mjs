// What the measures share: one terminal with a home of its own, ended whatever happens, and rows of the table.
// A row is `{name, value, unit, target}`; the target is the most (or with `atLeast` the least) it should be.
import { attach, createHome, pause, percentile } from './outer.mjs';

/** Arguments for an agent that says it is there and then gives back each byte. */
export const shell = ['--', 'sh', '-c', 'echo mark-$((40+2)); stty raw -echo; exec cat'];

const SETTLE_MS = 1500;

/** Runs `measure` with an attached terminal whose agent is there; everything started is ended after it. */
export async function withTerminal(args, measure, { settle = SETTLE_MS } = {}) {
  const home = createHome();
  const terminal = attach(home, args);
  try {
    await terminal.until('mark-42');
    await pause(settle);
    return await measure({ home, terminal });
  } finally {
    terminal.close();
    await terminal.exited;
    home.close();
  }
}

export const row = (name, value, unit, target) => ({
  name,
  value,
  unit,
  ...(target === undefined ? {} : { target }),
});

/** A row for each percentile named in `targets` (`{50: 25, 99: undefined}`), in milliseconds. */
export const percentileRows = (name, times, targets) =>
  Object.entries(targets).map(([p, target]) =>
    row(`${name}_p${p}`, percentile(times, Number(p)), 'ms', target),
  );

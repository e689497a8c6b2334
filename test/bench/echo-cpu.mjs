// CPU that one echoed key costs, in the host and in the terminal's process: many keys typed one after
// another into `cat`, the processes' CPU time before and after. Keys one at a time, as a person types.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { attach, createHome, pause } from './outer.mjs';

const KEYS = 1500;
const WARM_UP_KEYS = 300;
const WARM_UP_MS = 3000;
const shell = ['--', 'sh', '-c', 'echo mark-$((40+2)); stty raw -echo; exec cat'];

/** CPU microseconds of a process' threads together, finer than the clock ticks of its stat file. */
function cpuUs(pid) {
  const ns = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0];
  return Number(ns) / 1000;
}

async function type(terminal, count, first) {
  for (let i = 0; i < count; i++) {
    // Nowhere else on the screen, so that a repaint cannot be taken for its echo.
    const glyph = String.fromCodePoint(0x1401 + ((first + i) % 600));
    terminal.forget();
    terminal.type(glyph);
    await terminal.until(glyph);
  }
}

/** Main-thread CPU microseconds a key, of host and tui, as `{name, value, unit}`. */
export async function echoCpu() {
  const home = createHome();
  const terminal = attach(home, shell);
  try {
    await terminal.until('mark-42');
    await pause(WARM_UP_MS);
    await type(terminal, WARM_UP_KEYS, 0);
    const pids = { host: home.daemons().host, tui: terminal.pid };
    const before = Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuUs(pid)]));
    await type(terminal, KEYS, WARM_UP_KEYS);
    return Object.entries(pids).map(([name, pid]) => ({
      name: `echo_cpu_${name}`,
      value: (cpuUs(pid) - before[name]) / KEYS,
      unit: 'CPU us per key',
    }));
  } finally {
    terminal.close();
    await terminal.exited;
    home.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, value, unit } of await echoCpu())
    console.log(`${name.padEnd(16)}${value.toFixed(0).padStart(8)} ${unit}`);
  process.exit(0);
}

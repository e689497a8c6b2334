// `npm run bench`: figures of the built program, from outside. Prints a table, then JSON.
import { attach, cpuMs, createHome, pause, percentile, pssMb } from './outer.mjs';

const KEYS = 300;
const STARTS = 5;
const IDLE_MS = 10_000;
const shell = ['--', 'sh', '-c', 'echo mark-$((40+2)); stty raw -echo; exec cat'];
const figures = {};

async function starts() {
  const times = { cold: [], warm: [] };
  for (let i = 0; i < STARTS; i++) {
    const home = createHome();
    for (const kind of ['cold', 'warm']) {
      const terminal = attach(home, shell);
      times[kind].push(await terminal.until('mark-42'));
      terminal.close();
      await terminal.exited;
    }
    home.close();
  }
  figures.start_cold_ms = percentile(times.cold, 50);
  figures.start_warm_ms = percentile(times.warm, 50);
}

async function echo(terminal) {
  const times = [];
  for (let i = 0; i < KEYS; i++) {
    // A character that is nowhere else on the screen, so that a repaint cannot be taken for its echo.
    const glyph = String.fromCodePoint(0x1401 + i);
    terminal.forget();
    terminal.type(glyph);
    times.push(await terminal.until(glyph));
    await pause(8 + (i % 32));
  }
  figures.echo_p50_ms = percentile(times, 50);
  figures.echo_p99_ms = percentile(times, 99);
}

async function main() {
  await starts();
  const home = createHome();
  const terminal = attach(home, shell);
  await terminal.until('mark-42');
  await pause(1000);
  await echo(terminal);
  await pause(2000);
  const pids = [terminal.pid, ...Object.values(home.daemons())];
  const before = pids.map(cpuMs);
  await pause(IDLE_MS);
  figures.idle_cpu_ms_per_10s = pids.reduce((sum, pid, i) => sum + cpuMs(pid) - before[i], 0);
  figures.pss_mb = pids.reduce((sum, pid) => sum + pssMb(pid), 0);
  terminal.close();
  home.close();
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(24)}${value.toFixed(2)}`);
  console.log(JSON.stringify(figures));
}

await main();
process.exit(0);

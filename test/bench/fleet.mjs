// Fifty agents that print 50 KB a second each, out of sight: a key's echo in the agent in front, and what
// the daemons take of a core meanwhile. Then with a spinner in every title, which moves every state's evidence.
import { percentileRows, row, shell, withTerminal } from './harness.mjs';
import { cpuMs, glyph, pause } from './outer.mjs';

const AGENTS = 50;
const KEYS = 200;
const WATCH_MS = 10_000;
// 1,000 bytes in a title and lines, fifty times a second.
const PRINT = `$|=1; $i=0; while(1){ $i++; print "\\e]0;".($i%2 ? "\\x{e2}\\x{97}\\x{90}" : "\\x{e2}\\x{97}\\x{91}")." work\\a";
 print "line $i of the build finished with no problems at all, and listens on its port ...\\r\\n" for 1..12; select undef,undef,undef,0.02 }`;

export const fleet = () =>
  withTerminal(shell, async ({ home, terminal }) => {
    for (let i = 0; i < AGENTS; i++) {
      const { status, stderr } = home.run('new', '--name', `f${i}`, '--', 'perl', '-e', PRINT);
      if (status !== 0) throw new Error(`agent ${i}: ${stderr}`);
    }
    await pause(3000);
    const times = [];
    for (let i = 0; i < KEYS; i++) {
      const key = glyph(i);
      terminal.forget();
      terminal.type(key);
      times.push(await terminal.until(key));
      await pause(8 + (i % 32));
    }
    const { host, hub } = home.daemons();
    const before = [host, hub, terminal.pid].map(cpuMs);
    await pause(WATCH_MS);
    const taken = [host, hub, terminal.pid].map((pid, i) => (cpuMs(pid) - before[i]) / (WATCH_MS / 100));
    return [
      ...percentileRows('fleet_echo', times, { 50: undefined, 99: 30 }),
      ...['host', 'hub', 'tui'].map((name, i) => row(`fleet_cpu_${name}`, taken[i], '% of a core')),
    ];
  });

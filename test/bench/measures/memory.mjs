// Memory and idle CPU of all our processes, with one session and with twenty that have printed.
import { attach, cpuMs, createHome, pause, pssMb } from '../outer.mjs';

const IDLE_MS = 10_000;

async function idle(pids) {
  const before = pids.map(cpuMs);
  await pause(IDLE_MS);
  return pids.reduce((sum, pid, i) => sum + cpuMs(pid) - before[i], 0);
}

export async function memory() {
  const home = createHome();
  const terminal = attach(home, ['--', 'sh', '-c', 'echo mark-$((40+2)); exec cat']);
  await terminal.until('mark-42');
  await pause(5000);
  const pids = [terminal.pid, ...Object.values(home.daemons())];
  const pss = () => pids.reduce((sum, pid) => sum + pssMb(pid), 0);
  const fresh = { pss: pss(), idle: await idle(pids) };
  for (let i = 0; i < 19; i++) home.run('new', '--name', `n${i}`, '--', 'sh', '-c', 'seq 1 5000; exec cat');
  for (let i = 0; i < 19; i++) home.run('wait', `n${i}`, '--until', 'quiet:1', '--timeout', '60');
  await pause(3000);
  const full = { pss: pss(), idle: await idle(pids) };
  terminal.close();
  home.close();
  return [
    { name: 'PSS, 1 session fresh', value: fresh.pss, unit: 'MB', aim: 150 },
    { name: 'PSS, 20 sessions of 5,000 lines', value: full.pss, unit: 'MB', aim: 400 },
    { name: 'idle CPU per 10 s, 1 session', value: fresh.idle, unit: 'ms', aim: 10 },
    { name: 'idle CPU per 10 s, 20 sessions', value: full.idle, unit: 'ms', aim: 10 },
  ];
}

// What the processes cost while nothing happens: CPU in ten seconds and memory, with 1 session and with 20
// of which each has printed 5,000 lines.
import { row, shell, withTerminal } from './harness.mjs';
import { cpuMs, pause, pssMb } from './outer.mjs';

const IDLE_MS = 10_000;
const SESSIONS = 20;
const LINES = 5000;
// By then what is compiled ahead after a start is compiled, and V8 has tidied its heaps once.
const QUIET_MS = 35_000;

const pidsOf = (home, terminal) => [terminal.pid, ...Object.values(home.daemons())];
const sum = (pids, measure) => pids.reduce((total, pid) => total + measure(pid), 0);

async function measure(name, pids, pssTarget) {
  const pss = sum(pids, pssMb);
  const before = sum(pids, cpuMs);
  await pause(IDLE_MS);
  return [
    row(`idle_cpu_${name}`, sum(pids, cpuMs) - before, 'ms per 10 s', 10),
    row(`pss_${name}`, pss, 'MB', pssTarget),
  ];
}

export const atRest = () =>
  withTerminal(shell, async ({ home, terminal }) => {
    await pause(QUIET_MS);
    const one = await measure('1', pidsOf(home, terminal), 150);
    for (let i = 1; i < SESSIONS; i++) {
      const script = `seq -f 'line %g of some text that is printed' 1 ${LINES}; echo all-$((1+1)); exec sleep 100000`;
      const name = `s${i}`;
      for (const args of [
        ['new', '--name', name, '--', 'sh', '-c', script],
        ['wait', name, '--until', 'text:^all-2', '--timeout', '30'],
      ]) {
        const { status, stderr } = home.run(...args);
        if (status !== 0) throw new Error(`${args[0]} ${name}: ${stderr}`);
      }
    }
    await pause(QUIET_MS);
    return [...one, ...(await measure('20', pidsOf(home, terminal), 400))];
  });

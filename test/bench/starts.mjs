// Start to a visible prompt: with nothing running, and with host and hub there.
import { row, shell } from './harness.mjs';
import { attach, createHome, percentile } from './outer.mjs';

const ROUNDS = 5;

export async function starts() {
  const times = { cold: [], warm: [] };
  for (let i = 0; i < ROUNDS; i++) {
    const home = createHome();
    try {
      for (const kind of ['cold', 'warm']) {
        const terminal = attach(home, shell);
        try {
          times[kind].push(await terminal.until('mark-42'));
        } finally {
          terminal.close();
          await terminal.exited;
        }
      }
    } finally {
      home.close();
    }
  }
  return [
    row('start_cold', percentile(times.cold, 50), 'ms', 600),
    row('start_warm', percentile(times.warm, 50), 'ms', 300),
  ];
}

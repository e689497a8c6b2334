// From the command to a prompt on the screen: with nothing running, and with the daemons up.
import { attach, createHome, percentile } from '../outer.mjs';

const STARTS = 5;
const shell = ['--', 'sh', '-c', 'echo mark-$((40+2)); exec cat'];

export async function start() {
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
  return [
    { name: 'start to a prompt, cold', value: percentile(times.cold, 50), unit: 'ms', aim: 600 },
    { name: 'start to a prompt, daemons running', value: percentile(times.warm, 50), unit: 'ms', aim: 300 },
  ];
}

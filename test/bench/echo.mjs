// A key until its echo is printed, through terminal and host: alone, and while another agent floods.
import { percentileRows, shell, withTerminal } from './harness.mjs';
import { glyph, pause } from './outer.mjs';

const KEYS = 300;
const FLOOD = ['new', '--', 'sh', '-c', 'while :; do seq 1 20000; done'];

async function typeKeys(terminal, first) {
  const times = [];
  for (let i = 0; i < KEYS; i++) {
    // Nowhere else on the screen, so that a repaint cannot be taken for its echo.
    const key = glyph(first + i);
    terminal.forget();
    terminal.type(key);
    times.push(await terminal.until(key));
    await pause(8 + (i % 32));
  }
  return times;
}

export const echo = () =>
  withTerminal(shell, async ({ terminal }) =>
    percentileRows('echo', await typeKeys(terminal, 0), { 50: undefined, 99: undefined }),
  );

export const floodEcho = () =>
  withTerminal(shell, async ({ home, terminal }) => {
    const started = home.run(...FLOOD);
    if (started.status !== 0) throw new Error(`no flood: ${started.stderr}`);
    await pause(1000);
    return percentileRows('echo_flood', await typeKeys(terminal, 0), { 50: undefined, 99: 10 });
  });

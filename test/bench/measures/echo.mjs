// A key, through terminal and host to a program in raw mode, and back onto the screen.
import { attach, createHome, pause, percentile } from '../outer.mjs';

const KEYS = 300;
const raw = ['--', 'sh', '-c', 'stty raw -echo; echo mark-$((40+2)); exec cat'];

async function keys(terminal) {
  const times = [];
  for (let i = 0; i < KEYS; i++) {
    // A character that is nowhere else on the screen, so that a repaint cannot be taken for its echo.
    const glyph = String.fromCodePoint(0x1401 + i);
    terminal.forget();
    terminal.type(glyph);
    times.push(await terminal.until(glyph));
    await pause(8 + (i % 32));
  }
  return times;
}

export async function echo() {
  const home = createHome();
  const terminal = attach(home, raw);
  await terminal.until('mark-42');
  await pause(2500);
  const idle = await keys(terminal);
  home.run('new', '--', 'yes', 'a line of a program that prints without end');
  const flooded = await keys(terminal);
  terminal.close();
  home.close();
  return [
    { name: 'key echo, p50', value: percentile(idle, 50), unit: 'ms' },
    { name: 'key echo, p99', value: percentile(idle, 99), unit: 'ms' },
    { name: 'key echo while another agent floods, p99', value: percentile(flooded, 99), unit: 'ms', aim: 10 },
  ];
}

// What frames cost: bytes to the outer terminal, and milliseconds from the program's write to the last of them.
import { attach, createHome, pause, percentile } from '../outer.mjs';

const ROUNDS = 30;

/** `write` is shell text that prints; the cost of all that follows it until the screen is still. */
async function cost(terminal, command) {
  const bytes = [];
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const before = terminal.bytes();
    const mark = String.fromCodePoint(0x1401 + i);
    terminal.forget();
    terminal.type(`${command} ${mark}\n`);
    times.push(await terminal.until(mark));
    await pause(60);
    bytes.push(terminal.bytes() - before);
  }
  return { bytes: percentile(bytes, 50), ms: percentile(times, 50) };
}

// Reads a word and draws: a cell, a line with a scroll, a whole screen.
const program = `stty -echo; printf '\\033[2J\\033[50;1H'; echo mark-$((40+2)); while read what mark; do case $what in
cell) printf '\\033[5;5H%s' "$mark";;
line) printf '\\033[50;1H\\n%s a line of a program' "$mark";;
screen) i=0; s=; while [ $i -lt 46 ]; do i=$((i+1)); s="$s\\033[$i;1H$mark $i $mark the whole of a screen is other text than it was before $mark"; done; printf "$s";;
esac; done`;

export async function frames() {
  const home = createHome();
  const terminal = attach(home, ['--', 'sh', '-c', program]);
  await terminal.until('mark-42');
  await pause(2500);
  const rows = [];
  for (const [what, aim] of [
    ['cell', 64],
    ['line', 2000],
    ['screen', undefined],
  ]) {
    const { bytes, ms } = await cost(terminal, what);
    rows.push({ name: `frame, ${what}: bytes`, value: bytes, unit: 'B', ...(aim ? { aim } : {}) });
    rows.push({ name: `frame, ${what}: from key to screen`, value: ms, unit: 'ms' });
  }
  terminal.close();
  home.close();
  return rows;
}

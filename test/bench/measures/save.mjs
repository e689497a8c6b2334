// From the save of user/layout.lua to the frame that shows it, watcher and build included.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attach, createHome, pause, percentile } from '../outer.mjs';

const SAVES = 100;
const layout = (mark) =>
  `local base = App.status_line\nfunction App:status_line() return ui.row{ ui.text("${mark} "), base(self) } end\n`;

export async function save() {
  const home = createHome();
  const terminal = attach(home, ['--', 'sh', '-c', 'echo mark-$((40+2)); exec cat']);
  await terminal.until('mark-42');
  await terminal.until('agents');
  await pause(2500);
  const folder = join(home.home, 'user');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'layout.lua');
  const times = [];
  for (let i = 0; i < SAVES; i++) {
    // Whole of it differs each time, so that no cell of an earlier mark is left standing.
    const mark = String.fromCodePoint(0x1401 + i).repeat(3);
    terminal.forget();
    if (i % 2) writeFileSync(file, layout(mark));
    else {
      writeFileSync(`${folder}/.layout.swp`, layout(mark));
      renameSync(`${folder}/.layout.swp`, file);
    }
    times.push(await terminal.until(mark));
    await pause(250);
  }
  terminal.close();
  home.close();
  return [
    { name: 'save to painted frame, p50', value: percentile(times, 50), unit: 'ms', aim: 25 },
    { name: 'save to painted frame, p99', value: percentile(times, 99), unit: 'ms', aim: 80 },
  ];
}

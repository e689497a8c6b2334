// Saved file to painted frame: user/layout.lua written while the program runs, until what changed is in the
// bytes that it prints. The watcher, the build of the world, the render and the paint are all in it.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { percentileRows, shell, withTerminal } from './harness.mjs';
import { glyph, pause } from './outer.mjs';

const SAVES = 100;

const layout = (mark) =>
  `function App:render()\n  return ui.column { ui.text("${mark}"), ui.terminal(self.focused_agent) }\nend\n`;

const ways = {
  rename(file, text) {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  },
  write: (file, text) => writeFileSync(file, text),
};

/** 100 saves by rename and 100 by a plain write. */
export const save = () =>
  withTerminal(shell, async ({ home, terminal }) => {
    const file = join(home.home, 'user', 'layout.lua');
    mkdirSync(join(home.home, 'user'), { recursive: true });
    const rows = [];
    let count = 0;
    for (const [way, put] of Object.entries(ways)) {
      const times = [];
      for (let i = 0; i < SAVES; i++) {
        const mark = glyph(count++);
        terminal.forget();
        const from = performance.now();
        put(file, layout(mark));
        await terminal.until(mark);
        times.push(performance.now() - from);
        // As nobody saves faster: the watcher has looked its last, and the next blank world is ready.
        await pause(350 + ((i * 37) % 90));
      }
      rows.push(...percentileRows(`save_${way}`, times, { 50: 25, 99: 80 }));
    }
    return rows;
  });

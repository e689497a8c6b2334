// Defect 8 of those that such programs shipped with: a layout of the person's own gives its pane the right
// size at once, never that of a layout that is not shown.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../helpers/program.ts';
import { openScreen } from '../helpers/terminal-screen.ts';

test('defect 8: the first size that a layout of one’s own gives is the size of its pane', async () => {
  const program = createProgram();
  mkdirSync(join(program.home, 'user'), { recursive: true });
  writeFileSync(
    join(program.home, 'user/layout.lua'),
    `function App:render()
  return ui.column { ui.text("mine"), ui.row { ui.column { width = 7, ui.text("side") }, ui.terminal(self.focused_agent) } }
end`,
  );
  const script =
    'trap "stty size" WINCH; echo first; stty size; echo then; while :; do read line || sleep 0.05; done';
  const screen = openScreen(program, ['--', 'sh', '-c', script], { columns: 90, rows: 20 });
  try {
    await screen.waitFor('the layout and a size', (text) => /mine[\s\S]*19 83/.test(text));
    const [agent] = JSON.parse(await program.ok(['ls', '--json'])) as { id: string }[];
    const sizes = [...(await program.ok(['read', agent!.id])).matchAll(/^\d+ \d+$/gm)].map(([size]) => size);
    // What it was started with and what it is shown in; nothing between them.
    expect([...new Set(sizes)].filter((size) => size !== '24 80')).toEqual(['19 83']);
  } finally {
    await screen.close();
    await program.dispose();
  }
}, 60_000);

// A person edits Lua while the program runs: what they see, and what survives.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';

let program: Program;
let screen: TerminalScreen;
beforeEach(async () => {
  program = createProgram();
  screen = openScreen(program, ['--', 'env', 'PS1=ready> ', 'sh'], { columns: 100, rows: 30 });
  await screen.waitFor('the default layout', (text) => /│ready> +│/.test(text));
});
afterEach(async () => {
  await screen.close();
  await program.dispose();
});

function write(path: string, text: string): void {
  const file = join(program.home, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

const layout = (word: string): string =>
  `function App:render()\n  return ui.column { ui.text("${word}"), ui.terminal(self.focused_agent) }\nend\n`;

test('a saved layout is on the screen, a broken one is a banner, and the shell has every key meanwhile', async () => {
  write('user/layout.lua', layout('first layout'));
  await screen.waitFor('the layout', (text) => text.startsWith('first layout'));
  screen.type('echo one-$((1))\r');
  await screen.waitFor('the shell', (text) => text.includes('one-1'));

  write('user/layout.lua', `${layout('second layout')}oops(\n`);
  await screen.waitFor('the banner', (text) => /user\/layout\.lua:5: /.test(text.split('\n')[0]!));
  screen.type('echo two-$((1+1))\r');
  const broken = await screen.waitFor('the shell', (text) => text.includes('two-2'));
  // The banner lies over the layout's first line.
  expect(broken).not.toContain('second layout');

  screen.type('\x02e');
  await screen.waitFor('details', (text) => /4 │ oops\(/.test(text));
  screen.type('\x1b');
  await screen.waitFor('details closed', (text) => !text.includes('│ oops('));

  screen.type('\x02~');
  await screen.waitFor('the console, above that layout', (text) =>
    /─ console ─[\s\S]*following[\s\S]*✗ user\/layout\.lua:5: /.test(text),
  );
  screen.type('q');
  await screen.waitFor('the console closed', (text) => !text.includes('following'));

  write('user/layout.lua', layout('third layout'));
  await screen.waitFor('the mended layout, without a banner', (text) => text.startsWith('third layout'));
  screen.type('echo three-$((1+2))\r');
  await screen.waitFor('the shell, all of it', (text) => /one-1[\s\S]*two-2[\s\S]*three-3/.test(text));
  rmSync(join(program.home, 'user/layout.lua'));
  await screen.waitFor('the default layout again', (text) => text.includes('agents'));
}, 60_000);

test('a layout that throws while it draws falls back, and says so', async () => {
  write(
    'user/layout.lua',
    'function App:render() if #agents.list() > 1 then error("too many") end return ui.text("mine") end',
  );
  await screen.waitFor('the layout', (text) => text.startsWith('mine'));
  await program.ok(['new', '--', 'sleep', '1000']);
  await screen.waitFor(
    'the default layout, and why',
    (text) => /user\/layout\.lua:1: too many/.test(text.split('\n')[0]!) && /[●◦◐✓] env/u.test(text),
  );
}, 60_000);

test('an agent writes an improvement, is told, and sees it; a half-written one never shows', async () => {
  write(
    'improvements/badge.lua',
    'function App:status_line() return ui.text("improved " .. #self.agents) end',
  );
  expect(await program.ok(['lua', 'wait', 'badge.lua', '--timeout', '10'])).toContain('is live');
  await screen.waitFor('the improvement', (text) => text.includes('improved 1'));

  // Half a save, then the whole of it: as an editor that truncates and writes.
  write('improvements/badge.lua', '');
  write('improvements/badge.lua', 'function App:status_line() return ui.text("improved ag');
  write('improvements/badge.lua', 'function App:status_line() return ui.text("improved again") end');
  const after = await screen.waitFor('the next one', (text) => text.includes('improved again'));
  expect(after.split('\n')[0]).not.toContain('badge.lua');

  const next = join(program.home, 'next.lua');
  writeFileSync(next, 'function App:status_line() return ui.text("renamed into place") end');
  renameSync(next, join(program.home, 'improvements/badge.lua'));
  await screen.waitFor('an atomic save', (text) => text.includes('renamed into place'));
}, 60_000);

test('a loop in a layout costs neither keys nor the screen', async () => {
  write('user/layout.lua', 'function App:render() while true do end end');
  const refused = await program.runCli(['lua', 'wait', 'user/layout.lua', '--timeout', '20']);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('user/layout.lua:1') });
  screen.type('echo alive-$((40+2))\r');
  await screen.waitFor('the shell', (text) => text.includes('alive-42'));
  await screen.waitFor(
    'the default layout under a banner',
    (text) => text.includes('user/layout.lua:1') && /[●◦◐✓] env/u.test(text),
  );
}, 60_000);

// App:key, App:mouse and pushed key tables, typed and clicked in a real terminal.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';

let program: Program;
let screen: TerminalScreen;
beforeEach(async () => {
  program = createProgram();
  mkdirSync(join(program.home, 'user'), { recursive: true });
  writeFileSync(
    join(program.home, 'user/layout.lua'),
    `keymap.table("resize", { h = { function(ctx) ctx.app.h = (ctx.app.h or 0) + 1 end, "narrower" } })
keymap.set("normal", "f6", function() keymap.push("resize", { until_unknown = true }) end, { desc = "resize" })
keymap.set("normal", "f7", function() keymap.push("resize", { prevent_fallback = true }) end, { desc = "resize" })
keymap.set("normal", "f8", function(ctx) ctx.app.f8 = (ctx.app.f8 or 0) + 1 end, { desc = "eight" })
function App:key(event) self.key_seen = event.key return event.key == "ctrl+y" end
function App:mouse(event) self.mouse_seen = event.type .. " " .. event.args.button .. " " .. event.args.y end
events.on("app:blur", function() state.shared.set("blurred", true) end)
function App:render()
  return ui.column {
    ui.text("key " .. (self.key_seen or "-") .. " mouse " .. (self.mouse_seen or "-") .. " mode " .. self.mode
      .. " h" .. (self.h or 0) .. " f8-" .. (self.f8 or 0) .. (state.shared.get("blurred") and " blurred" or "")),
    ui.text("second"),
    ui.terminal(self.focused_agent),
  }
end`,
  );
  screen = openScreen(program, ['--', 'env', 'PS1=ready> ', 'sh'], { columns: 100, rows: 20 });
  await screen.waitFor('the shell', (text) => /^key - [^\n]* mode terminal[\s\S]*ready>/.test(text));
});
afterEach(async () => {
  await screen.close();
  await program.dispose();
});

const line = (words: string) => screen.waitFor(words, (text) => text.split('\n')[0]!.includes(words));

test('keys that nothing binds reach App:key in normal mode; in terminal mode they are the agent’s', async () => {
  screen.type('echo one-$((1))\r');
  const typed = await screen.waitFor('the shell', (text) => text.includes('one-1'));
  expect(typed).toMatch(/^key - /);
  screen.type('\x02\x1b');
  await line('mode normal');
  screen.type('Q');
  await line('key Q');
  screen.type('\x19');
  await line('key ctrl+y');
  screen.type('\x1b[19~');
  await line('f8-1');
});

test('clicks and the wheel reach App:mouse outside of panes; the terminal’s focus is told', async () => {
  screen.type('\x1b[<0;3;2M\x1b[<0;3;2m');
  await line('mouse click left');
  screen.type('\x1b[<64;3;2M');
  await line('mouse wheel up');
  screen.type('\x1b[O');
  await line('blurred');
});

test('a pushed table says for its view what other keys do', async () => {
  screen.type('\x02\x1b');
  await line('mode normal');
  screen.type('\x1b[17~');
  await line('mode resize');
  screen.type('hh');
  await line('mode resize h2');
  screen.type('\x1b[19~');
  await line('mode normal h2 f8-1');
  screen.type('\x1b[17~');
  await line('mode resize');
  screen.type('Q');
  await line('mode normal');
  screen.type('\x1b[18~');
  await line('mode resize');
  screen.type('\x1b[19~Qh');
  await line('mode resize h3 f8-1');
});

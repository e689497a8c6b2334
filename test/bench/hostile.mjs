// Keys beside a file that does its worst: how late an agent's echo, and a binding that runs Lua, come at most.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { row, shell, withTerminal } from './harness.mjs';
import { glyph, pause } from './outer.mjs';

const LOOP = 'while true do end';
/** Runs of Lua's own functions written in C, which nothing stops from within. */
const STUCK = 'string.find(("a"):rep(28) .. "b", ("a?"):rep(28) .. ("a"):rep(28))';

const scripts = {
  'loops while it is loaded': LOOP,
  'loops when it is drawn': `ui.slot("status.left", function() ${LOOP} end)`,
  'loops in a timer': `timer.every(0.25, function() ${LOOP} end)`,
  'is stuck in C in a timer': `timer.every(0.25, function() ${STUCK} end)`,
  'is stuck in C when it is drawn': `ui.slot("status.left", function() ${STUCK} return "" end)`,
  'takes all memory':
    'timer.every(0.25, function() local t = {} while true do t[#t + 1] = ("x"):rep(1e5) end end)',
  'calls itself for ever': 'timer.every(0.25, function() local function f() return 1 + f() end f() end)',
  'throws in a timer': 'timer.every(0.25, function() error("again") end)',
  'tells without end': 'timer.every(0.25, function() for i = 1, 1e6 do notify("n" .. i) end end)',
  'logs without end': 'timer.every(0.25, function() for i = 1, 1e6 do log.info("l" .. i) end end)',
  'swallows every error': `timer.every(0.25, function() while true do pcall(function() ${LOOP} end) end end)`,
  'draws too much':
    'ui.slot("status.left", function() local t = {} for i = 1, 1e5 do t[i] = ui.text("x") end return ui.row(t) end)',
};

/** What is typed is a character of the first half, what Lua counts one of the second: one cell, always printed. */
const HALF = 300;
const COUNTER = `
keymap.set("terminal", "f8", function() state.set("presses", (state.get("presses") or 0) + 1) end, { desc = "count" })
ui.slot("status.right", function() return utf8.char(${glyph(HALF).codePointAt(0)} + (state.get("presses") or 0)) end)
`;
const F8 = '\x1b[19~';
const PRESSES = 20;

/** The worst echo of an agent and the worst answer of Lua's key, with each file in turn. */
export const hostile = () =>
  withTerminal(shell, async ({ home, terminal }) => {
    for (const folder of ['user', 'improvements']) mkdirSync(join(home.home, folder), { recursive: true });
    writeFileSync(join(home.home, 'user', 'count.lua'), COUNTER);
    await terminal.until(glyph(HALF));
    const evil = join(home.home, 'improvements', 'evil.lua');
    const worst = { echo: 0, lua: 0 };
    let count = 0;
    for (const [what, text] of Object.entries(scripts)) {
      const found = { echo: 0, lua: 0 };
      writeFileSync(evil, `${text}\n-- ${count}\n`);
      for (let press = 0; press < PRESSES; press++) {
        const key = glyph(++count);
        terminal.forget();
        terminal.type(key);
        found.echo = Math.max(found.echo, await terminal.until(key));
        terminal.type(F8);
        found.lua = Math.max(found.lua, await terminal.until(glyph(HALF + count)));
        await pause(40 + ((press * 13) % 60));
      }
      console.error(`  ${what}: echo ${found.echo.toFixed(1)} ms, Lua key ${found.lua.toFixed(1)} ms`);
      for (const kind of ['echo', 'lua']) worst[kind] = Math.max(worst[kind], found[kind]);
      rmSync(evil);
      await pause(700);
    }
    return [
      row('hostile_echo_worst', worst.echo, 'ms', 100),
      row('hostile_lua_key_worst', worst.lua, 'ms', 500),
    ];
  });

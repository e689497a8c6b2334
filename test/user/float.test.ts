// Programs in front of the layout: the scratch terminal of `ctrl+b f`, and what a file opens.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

const PICKER = `
action.register("pick", function()
  popup.open {
    cmd = "printf 'which? ' >&2; read answer; echo $answer", capture = true, title = "pick", width = 40, height = 5,
    on_exit = function(code, output) notify.info(("picked %s, %d"):format(output:match("%S+"), code)) end,
  }
end)
keymap.set("normal", "P", "pick")`;

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({
    columns: 90,
    rows: 20,
    files: { 'user/pick.lua': PICKER },
    env: { SHELL: '/bin/sh', PS1: 'scratch> ' },
  });
});
afterAll(() => sitting.leave());

test('ctrl+b f shows a shell that has the keys, and hides it with all that is in it', async () => {
  const { type, shows, hides, program, looksLike } = sitting;
  // In one go: what is typed on the heels of the key is for the shell that has not begun, none of it for the agent.
  type('\x02fX=4; echo in-$((X+2))-scratch\r');
  await shows('─ scratch ─');
  await shows('in-6-scratch');
  type('clear; stty size\r');
  await shows('│12 70 ');
  await looksLike('scratch');
  type('\x02fecho $((20+2))-agent\r');
  await hides('─ scratch ─');
  expect((await shows('22-agent')).match(/ready> \S+/g)).toEqual(['ready> echo']);
  type('\x02f');
  await shows('─ scratch ─');
  type('echo $X-again\r');
  await shows('4-again');
  expect(JSON.parse(await program.ok(['ls', '--json']))).toHaveLength(1);
});

test('copy mode reads its history, goes back to it, and pastes into it', async () => {
  const { type, shows } = sitting;
  type('clear; seq 40\r');
  await shows(/│40 +│/);
  type('\x02[');
  await shows('COPY');
  // The line above the prompt.
  type('kVy');
  await shows('POPUP');
  type('echo got-\x02]');
  await shows('echo got-40');
  type('\x15echo $((6*7))-left\r');
  await shows('42-left');
});

test('its border follows the mouse, its keys make it smaller, and a click beside it hides it', async () => {
  const { type, shows, hides } = sitting;
  await shows('╭─ scratch ');
  type('clear; stty size\r');
  await shows('│12 70 ');
  // The right border, from 1: the box is in the middle, so both sides move.
  type('\x1b[<0;81;10M\x1b[<32;76;10M\x1b[<0;76;10m');
  await shows(/ {2}╭─ scratch ─{50}╮/);
  type('\x02\x1b[1;2D');
  await shows(/ {2}╭─ scratch ─{46}╮/);
  type("until stty size | grep -qx '12 56'; do sleep 0.1; done; clear; echo size-$((3+3))\r");
  await shows('size-6');
  type('\x1b[<0;3;10M\x1b[<0;3;10m');
  await hides('─ scratch ');
});

test('it is the same one after a reload, and gone when its shell ends', async () => {
  const { type, shows, hides, program } = sitting;
  type('\x02f');
  await shows('size-6');
  await program.ok(['reload']);
  type('echo $X-reloaded\r');
  await shows('4-reloaded');
  type('exit\r');
  await hides('─ scratch ');
  await shows('TERMINAL');
});

test('a file opens a picker, and is told what was picked', async () => {
  const { type, shows, hides } = sitting;
  type('\x02P');
  await shows('which?');
  type('plum\r');
  await shows('picked plum, 0');
  await hides('─ pick ─');
});

test('a plugin is added in front of the layout: it is shown, agreed to, and live at once', async () => {
  const { type, shows, hides, command } = sitting;
  await command('plugin add --example pomodoro');
  await shows('Add it? [y/N]');
  type('y\r');
  await shows('pomodoro is added, live: commands 1, hooks 1, slots 1');
  type('\r');
  await hides('plugin add');
  await command('pomodoro 50');
  await shows('◔ 50m');
  await command('plugin disable pomodoro');
  await hides('◔ 50m');
});

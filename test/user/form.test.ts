// A form of a user's own: filled in by keys and clicks, refused, corrected, and open through a reload.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

const FORM = `
keymap.set("normal", "N", function()
  local values = ui.form {
    title = "New task", submit = "Start",
    fields = {
      { name = "name", label = "Name", placeholder = "of the task", help = "no blanks",
        validate = function(name) if name == "" or name:find(" ") then return "one word is needed" end end },
      { name = "model", label = "Model", type = "select", options = { "opus", "sonnet", "haiku" } },
      { name = "tree", label = "Worktree", type = "toggle" },
      { name = "branch", label = "Branch", default = "main", when = function(values) return values.tree end },
      { name = "task", label = "Task", type = "multiline" },
    },
  }
  notify(values and ("%s %s %s [%s]"):format(values.name, values.model, tostring(values.branch), values.task) or "left")
end, { desc = "new task" })
action.register("kept", function(_, args) notify("kept " .. args.value.a) end)
keymap.set("normal", "K", function() ui.form { title = "Kept", fields = { { name = "a" } }, action = "kept" } end, { desc = "kept" })
`;

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({ columns: 80, rows: 24, files: { 'user/form.lua': FORM } });
});
afterAll(() => sitting.leave());

test('a form is filled in, refused where it is wrong, corrected and submitted', async () => {
  const { type, shows, hides, looksLike } = sitting;
  type('\x02N');
  await shows(/New task[\s\S]*Task/);
  type('\r');
  await shows('✗ one word is needed');
  await looksLike('form-refused');
  type('fix\tson');
  await shows('› sonnet');
  type('\r\t ');
  await shows('Branch');
  type('\tdev\tone\x1b\rtwo');
  await shows(/one *│[\s\S]*two/);
  await looksLike('form-filled-in');
  type('\r');
  await shows('fix sonnet maindev');
  await hides('New task');
});

test('a form that names an action is open, with what was typed, after a reload', async () => {
  const { type, shows, hides, program } = sitting;
  type('\x02K');
  await shows('Kept');
  type('tex');
  await shows('tex');
  writeFileSync(
    join(program.home, 'user/form.lua'),
    `${FORM}\nfunction App:mode_badge() return "RELOADED" end`,
  );
  await shows('RELOADED');
  type('t\r');
  await shows('kept text');
  await hides('Kept');
});

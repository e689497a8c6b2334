// What the program exists for: an agent in a pane writes an improvement, is told, looks, makes a mistake, is
// told where, mends it, while another agent prints and another person types in a terminal of their own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';
import { until } from '../helpers/until.ts';

let program: Program;
const screens: TerminalScreen[] = [];
afterEach(async () => {
  for (const screen of screens.splice(0)) await screen.close();
  await program.dispose();
});

/** What the agent does. It has the PATH and the variables of every session, and nothing else. */
const script = `#!/bin/sh
note() { echo "$1" >> "$BOTSTER_HOME/notes"; }
file=$BOTSTER_HOME/improvements/badge.lua
note "i am $(botster-tui ls --json | grep -c "$BOTSTER_AGENT_ID")"

echo 'ui.slot("status.right", {}, function() return "LOOP-ONE" end)' > "$file"
botster-tui lua wait badge.lua && note "first $?"
botster-tui frame | grep -q LOOP-ONE && note "seen one"

echo 'ui.slot("status.right", {}, function() return "LOOP" .. nil end)' > "$file"
botster-tui lua wait badge.lua 2> "$BOTSTER_HOME/mistake"; note "second $?"
grep -q '"line":1' "$BOTSTER_HOME/improvements/.status/badge.lua.json" && note "status names the line"
botster-tui frame | grep -q LOOP-ONE && note "still one"

echo 'ui.slot("status.right", {}, function() return "LOOP-TWO" end)' > "$file"
botster-tui lua wait badge.lua && note "third $?"
botster-tui frame --diff | grep -q LOOP-TWO && note "seen two"
note end
sleep 1000
`;

test('an agent improves the program it runs in, and nobody is disturbed', async () => {
  program = createProgram();
  mkdirSync(join(program.home, 'improvements'), { recursive: true });
  writeFileSync(join(program.home, 'agent.sh'), script);
  const count = 'n=0; while :; do n=$((n+1)); echo "count $n end"; sleep 0.01; done';
  await program.ok(['new', '--name', 'counter', '--', 'sh', '-c', count]);
  await program.ok(['new', '--name', 'typist', '--', 'sh', '-c', 'stty -echo; exec cat > typed']);
  const size = { columns: 100, rows: 30 };
  const watching = openScreen(program, [], size);
  screens.push(watching);
  await watching.waitFor('the counter', (text) => /count \d+ end/.test(text));
  const typing = openScreen(program, [], size);
  screens.push(typing);
  await typing.waitFor('the second terminal', (text) => text.includes('typist'));
  typing.type('\x022');
  await typing.waitFor('the typist', (text) => text.includes('─ typist ─'));

  await program.ok(['new', '--name', 'improver', '--', 'sh', join(program.home, 'agent.sh')]);
  const notes = (): string => {
    try {
      return readFileSync(join(program.home, 'notes'), 'utf8');
    } catch {
      return '';
    }
  };
  let typed = '';
  const isDone = (): boolean => {
    // All the while.
    typing.type('ab\r');
    typed += 'ab\n';
    return notes().includes('end');
  };
  await until('the improver is done', isDone, { timeoutMs: 60_000, detail: notes });
  expect(notes().trim().split('\n')).toEqual([
    'i am 1',
    'first 0',
    'seen one',
    'second 1',
    'status names the line',
    'still one',
    'third 0',
    'seen two',
    'end',
  ]);
  expect(readFileSync(join(program.home, 'mistake'), 'utf8')).toMatch(
    /improvements\/badge\.lua:1: attempt to concatenate a nil value/,
  );
  await watching.waitFor('the improvement', (text) => text.includes('LOOP-TWO'));
  await until(
    'all that was typed has arrived',
    () => readFileSync(join(program.home, 'typed'), 'utf8') === typed,
  );

  // The counter never stalled, and nothing of what it printed is missing.
  const printed = (await program.ok(['read', 'counter', '--scrollback'])).match(/count (\d+) end/g) ?? [];
  const numbers = printed.map((line) => Number(line.split(' ')[1]));
  expect(numbers.length).toBeGreaterThan(50);
  expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
}, 120_000);

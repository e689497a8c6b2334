// Who needs me: an agent asks as Claude Code does, and is answered without going there.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { type Sitting, sitDown } from './sitting.ts';

/** The dialog of a saved screen, with its rows below one another. */
const fixture = readFileSync(
  new URL('../agents/fixtures/claude/blocked-bash.screen', import.meta.url),
  'utf8',
);
const lines = fixture.split('\n');
const dialog = lines
  .slice(lines.findIndex((line) => line.startsWith('────')))
  .join('\n')
  .trimEnd();
const screenOf = (command: string): string => dialog.replaceAll('npm test -- --reporter=dot', command);

let sitting: Sitting;
let folder: string;

beforeAll(async () => {
  sitting = await sitDown({
    columns: 110,
    rows: 32,
    files: {
      // The script's own programs come to the foreground in turn. What is told, and counted, is for others to test.
      'user/init.lua': `botster.notify = { after = 60 }
function App:status_line() return ui.text(" TERMINAL") end
events.on("agent:spawned", function(e) if e.agent.argv[1]:find("claude") then agents.set_detector(e.agent, "claude") end end)`,
    },
  });
  folder = join(sitting.program.home, 'bin');
  mkdirSync(folder, { recursive: true });
  for (const [name, command] of [
    ['one', 'npm test'],
    ['two', 'rm -r build'],
  ] as const)
    writeFileSync(join(folder, name), screenOf(command));
  // Asks as the file says that is there, reads a key as a menu does, and says what it got.
  const asks = [
    '#!/bin/sh',
    'stty raw -echo min 0 time 1',
    'shown=',
    'while :; do',
    '  now=$(cat "$ASKS")',
    '  if [ "$now" != "$shown" ]; then printf "\\033[2J\\033[H"; sed "s/$/\\r/" "$now"; shown=$now; fi',
    '  key=$(dd bs=8 count=1 2>/dev/null | od -An -c | tr -d " \\n")',
    '  if [ -n "$key" ]; then printf "\\033[2J\\033[Hgot <%s>\\r\\n" "$key"; fi',
    'done',
  ];
  writeFileSync(join(folder, 'claude'), `${asks.join('\n')}\n`);
  chmodSync(join(folder, 'claude'), 0o755);
});
afterAll(() => sitting.leave());

/** What an agent asks from now on. */
const asksNow = (name: string, question: 'one' | 'two'): void =>
  writeFileSync(join(folder, `${name}-asks`), join(folder, question));
const start = async (name: string): Promise<void> => {
  asksNow(name, 'one');
  const env = `ASKS=${join(folder, `${name}-asks`)}`;
  await sitting.program.ok(['new', '--name', name, '--env', env, '--', join(folder, 'claude')]);
};
const reads = (name: string): Promise<string> => sitting.program.ok(['read', name]);

test('the panel shows the question as the agent does, and a allows it without going there', async () => {
  const { type, shows, hides, looksLike } = sitting;
  await start('fixer');
  await shows(/▲ fixer +Do you want/);
  type('\x02A');
  await shows(/╭─ attention [\s\S]*This command requires approval[\s\S]*❯ 1\. Yes/);
  await shows(/a Yes +w Yes, and don.t ask/);
  await looksLike('attention-panel');
  type('a');
  await hides('❯ 1. Yes');
  type('q');
  await hides('╭─ attention');
  expect((await reads('fixer')).trim()).toBe('got <\\r>');
});

test('a question that is another by now is not answered', async () => {
  const { program, shows } = sitting;
  asksNow('fixer', 'two');
  await shows(/▲ fixer/);
  const [agent] = JSON.parse(await program.ok(['ls', '--json'])).filter(
    (one: { name: string }) => one.name === 'fixer',
  );
  expect(agent.question_lines.join('\n')).toContain('rm -r build');
  asksNow('fixer', 'one');
  await until('it asks something else', async () => (await reads('fixer')).includes('npm test'));
  const refused = await program.runCli(['answer', 'fixer', 'allow', '--question', agent.question_id]);
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('the question has changed: "fixer" now asks'),
  });
  expect(await reads('fixer')).toContain('❯ 1. Yes');
});

test('rules answer where I let them, after a countdown that I can cancel', async () => {
  const { program, type, shows } = sitting;
  writeFileSync(
    join(program.home, 'user/rules.lua'),
    'approve.register("tests", function(question) if question.text:find("proceed") then return "allow", "tests" end end)',
  );
  await program.ok(['lua', 'wait', 'rules.lua']);
  asksNow('fixer', 'two');
  await shows(/▲ fixer/);
  type('\x02A');
  await shows('╭─ attention');
  type('V');
  await shows(/fixer[\s\S]*its questions are put to the rules/);
  asksNow('fixer', 'one');
  await shows(/fixer +allows in \d s, any key typed there cancels[\s\S]*npm test[\s\S]* c cancel/);
  await until('it is answered', async () => (await reads('fixer')).trim() === 'got <\\r>');
  await until('it is told with its rule', async () =>
    /proceed\? Yes \(tests\) by tests, user\/rules.lua:1/.test(
      await program.ok(['lua', 'eval', '(notify.history()[1] or {}).text']),
    ),
  );
  type('q');
  await sitting.hides('╭─ attention');
  asksNow('fixer', 'two');
  await shows(/fixer +allows in/);
  await program.ok(['keys', 'fixer', 'x']);
  await until('the key is there', async () => (await reads('fixer')).trim() === 'got <x>');
  await sitting.hides(/fixer +allows in/);
});

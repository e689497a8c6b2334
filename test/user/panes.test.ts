// Panes and tabs, by key and by mouse, and typing into several.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({ columns: 90, rows: 20 });
});
afterAll(() => sitting.leave());

/** Presses the left button at a cell (from 1), moves to another, and lets go. */
const drag = (from: readonly [number, number], to: readonly [number, number]): void =>
  sitting.type(`\x1b[<0;${from.join(';')}M\x1b[<32;${to.join(';')}M\x1b[<0;${to.join(';')}m`);

test('tabs have panes of their own; a click on the bar changes them', async () => {
  const { type, command, shows, hides, screen } = sitting;
  await command('spawn env PS1=two% sh');
  await shows('│two%');
  type('\x02t');
  await shows(/1 env-2 {2}2 env/);
  await shows('ready>');
  type('echo $((20+2))-here\r');
  await shows('22-here');
  type('\x02(');
  await hides('22-here');
  // The mouse over the second label, and over an agent's row, is seen; then it is elsewhere.
  const isMarked = (x: number, y: number): boolean =>
    !screen.terminal.buffer.active
      .getLine(y - 1)!
      .getCell(x - 1)!
      .isBgDefault();
  for (const [x, y] of [
    [38, 1],
    [10, 3],
  ] as const) {
    expect(isMarked(x, y)).toBe(false);
    type(`\x1b[<35;${x};${y}M`);
    await until('it is marked', () => isMarked(x, y));
    type('\x1b[<35;60;10M');
    await until('it is not any more', () => !isMarked(x, y));
  }
  // The second label.
  type('\x1b[<0;38;1M\x1b[<0;38;1m');
  await shows('22-here');
});

test('a border follows the mouse; programs learn their size, and nothing old is left (#3672)', async () => {
  const { type, shows, looksLike } = sitting;
  type('\x02%');
  await shows(/─ env ─+╮╭─ sh ─/);
  type("PS1='new> '; clear; stty size\r");
  await shows('│16 30 ');
  // The cell of the left pane's border, from 1.
  const border = sitting.screen.text().split('\n')[1]!.indexOf('╮╭') + 1;
  drag([border, 8], [border - 12, 8]);
  await shows(/─ env ─{12}╮╭─ sh ─/);
  type("until stty size | grep -qx '16 42'; do sleep 0.1; done; clear; stty size\r");
  await shows(/│16 42 .*\n.*│new>/);
  await shows('3 ◦ sh');
  await looksLike('dragged');
});

test('herdr #245, #4115, #4116, #4117: the sidebar is dragged, made compact, moved and hidden, and so is the tab bar', async () => {
  const { type, command, shows, hides, screen } = sitting;
  const begins = (row: string): Promise<string> =>
    screen.waitFor(`${row} at the left`, (now) => now.split('\n')[0]!.startsWith(row));
  drag([26, 10], [18, 10]);
  await begins('╭─ agents ───────╮');
  await command('sidebar.compact');
  await begins('╭─────╮');
  await shows(/^│ 1 ◦ ││/m);
  await command('sidebar.compact');
  await begins('╭─ agents ───────╮');
  type('\x02b');
  await shows(/─ agents ─+╮\n/);
  type('\x02b');
  await hides('─ agents');
  await command('sidebar.cycle left');
  await shows(/^╭─ agents/);
  await command('tab.bar hidden');
  await hides(/1 env-2 {2}2 /);
  await command('tab.bar auto');
  await shows(/1 env-2 {2}2 /);
});

test('ctrl+b S types into all panes of the tab, and only there, until it is pressed again', async () => {
  const { type, command, shows, hides, looksLike, screen } = sitting;
  type('\x02S');
  await shows(' BROADCAST to 2 ');
  type('clear\r');
  await hides(/16 42|22-here/);
  // What is typed before a prompt is there stands before it.
  await shows(/│ready> +││new> +│/);
  type('echo to-$((40+2))\r');
  await shows(/to-42[\s\S]*│new> +│\n[\s\S]*│ready> +││ /);
  type('\x1b[200~echo pasted-$((1+1))\x1b[201~\r');
  await shows(/pasted-2[\s\S]*│new> +│\n[\s\S]*│ready> +││ /);
  await looksLike('broadcast');
  // Neither a text field nor a program in front shares what is typed.
  await command('theme mono');
  type('\x02f');
  await shows('─ scratch ');
  type('echo own-$((3+3))\r');
  await shows('own-6');
  type('exit\r');
  await hides('─ scratch ');
  type('\x02S');
  await hides('BROADCAST');
  type('echo alone-$((50+5))\r');
  expect((await shows('alone-55')).match(/alone-55|theme|own-/g)).toEqual(['alone-55']);
  expect(screen.text()).toContain('ready>');
});

test('who is marked in the list gets it too, until it ends', async () => {
  const { type, shows, hides, program } = sitting;
  // The shell at the right; typing goes on in the one at the left.
  type('\x02m');
  await shows(/3◆◦ sh/);
  type('\x02\x1b[D\x02S');
  await shows(/BROADCAST to 2/);
  await program.ok(['kill', 'sh', '--force']);
  await hides('BROADCAST');
});

test('panes are saved and made again from a shell', async () => {
  const { type, shows, hides, program } = sitting;
  type('\x02%');
  await shows(/╮╭─ [a-z0-9-]+ ─+╮\n/);
  expect(await program.ok(['layout', 'save', 'work'])).toBe('layout work is saved: 2 tabs');
  expect(await program.ok(['layout', 'list'])).toBe('work');
  type('\x02z');
  await shows('zoom ');
  // The shell that was killed above.
  expect(await program.ok(['layout', 'apply', 'work'])).toBe('layout work: 1 started');
  await hides('zoom ');
  const removed = await program.ok(['layout', 'remove', 'work', '--json']);
  expect(JSON.parse(removed)).toEqual(['layout work is removed']);
  const missing = await program.runCli(['layout', 'apply', 'work']);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no layout is called work') });
});

test('a wall of all agents, and back; a pane goes to another tab, and the last tab stays', async () => {
  const { type, shows, hides, looksLike } = sitting;
  const wall = /╭─ env ─[\s\S]*─ env-2 ─/;
  type('\x02G');
  await shows(wall);
  await looksLike('wall');
  type('\x02G');
  await hides(wall);
  type('\x02@');
  await shows(/─ env-2 ─+╮╭─/);
  type('\x02&');
  await hides('─ env-2 ─');
  type('\x02&');
  await shows('the only tab stays');
});

/** Starts a program in front; resolves once it says `begun`. */
async function front(name: string, script: string): Promise<void> {
  await sitting.program.ok(['new', '--focus', '--name', name, '--', 'sh', '-c', script]);
  await sitting.shows(new RegExp(`─ ${name} [\\s\\S]*begun`));
}

test('herdr #4450: what is scrolled back to stays at the top when the terminal grows', async () => {
  const { type, shows, screen } = sitting;
  await front('long', `seq -f 'line %g of some' 1 300; echo begun; read line`);
  type('\x02[');
  await shows('COPY');
  const top = (text: string): string | undefined => /╮\n.*││(line \d+ of some)/.exec(text)?.[1];
  const atFirst = top(screen.text());
  type('\x1b[5~');
  const before = top(await screen.waitFor('a page above', (text) => top(text) !== atFirst));
  expect(before).toBeDefined();
  screen.resize(140, 20);
  await screen.waitFor(
    'the same row at the top of the wider pane',
    (text) => text.split('\n')[2]!.length > 130 && top(text) === before,
  );
  type('q');
  await shows('TERMINAL');
});

test('herdr #2670: a terminal of 710 by 96 goes on being drawn', async () => {
  const { type, shows, screen } = sitting;
  await front('wide', 'echo begun; while read line; do echo "got $line"; done');
  screen.resize(710, 96);
  await screen.waitFor('the whole of it', (text) => text.split('\n')[2]!.length === 710);
  for (const word of ['one', 'two']) {
    type(`${word}\r`);
    await shows(`got ${word}`);
  }
});

test('herdr #4320: a hang-up ends nothing, and tabs and panes are there when the hub was killed', async () => {
  const { ok, home, daemons } = sitting.program;
  sitting.type('\x02%');
  // The lower border: toasts stand before the upper one.
  await sitting.shows(/╯╰─+╯╰─+╯/);
  const saved = async (name: string): Promise<unknown> => {
    await ok(['layout', 'save', name]);
    return JSON.parse(readFileSync(join(home, 'layouts', `${name}.json`), 'utf8'));
  };
  const before = await saved('before');
  const { hub, host } = daemons();
  for (const pid of [hub!, host!]) process.kill(pid, 'SIGHUP');
  await ok(['ls']);
  expect(daemons()).toEqual({ hub, host });
  process.kill(hub!, 'SIGKILL');
  await until('another hub runs', () => ![undefined, hub].includes(daemons().hub));
  expect(await saved('after')).toEqual(before);
});

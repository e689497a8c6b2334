// Finding an agent and what can be done with it: the list's filter, the menu, links, prompts, its clipboard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({
    columns: 90,
    rows: 24,
    files: {
      'user/init.lua': 'botster.open_command = "touch"',
      'user/snippets/review.md': 'echo review {what}\n',
    },
  });
  const { type, shows } = sitting;
  for (const name of ['alpha', 'beta']) {
    type('\x02:');
    await shows('╭─ : ─');
    type(`spawn env PS1=${name}% sh\r`);
    await shows(`${name}%`);
    type('\x02r');
    await shows('Name');
    type(`\x15${name}\r`);
    await shows(`─ ${name} ─`);
  }
});
afterAll(() => sitting.leave());

/** A press and release of a button at a cell, from 1. */
const click = (x: number, y: number, button = 0): string =>
  `\x1b[<${button};${x};${y}M\x1b[<${button};${x};${y}m`;

test('help has a page for every name, which lead to each other, and finds words in it', async () => {
  const { type, command, shows, hides, looksLike } = sitting;
  await command('help ui.spacer');
  await shows('ui.spacer  widget of ui');
  await looksLike('help-page');
  type('\t\r');
  await shows(/─ ui ─[\s\S]*backspace back/);
  type('/');
  await shows('words to find');
  type('KEY_OF\r');
  await shows('ui.key_of(');
  type('\x7f');
  await shows('ui.spacer  widget of ui');
  type('q');
  await hides('ui.spacer');
});

test('some letters find an agent in the list; escape leaves everything as it was', async () => {
  const { type, shows, hides, looksLike } = sitting;
  type('\x02/alp');
  await shows('1/3');
  await looksLike('list-filtered');
  type('\x1b');
  await shows(/─ beta ─/);
  await hides('1/3');
  type('\x02/alp\r');
  await shows(/─ alpha ─/);
});

test('the right button, or a key, says what can be done with an agent', async () => {
  const { type, shows, hides, looksLike } = sitting;
  type(click(5, 5, 2));
  await shows(/beta%[\s\S]*╭─ beta ─[\s\S]*Rename/);
  await looksLike('menu-of-an-agent');
  type('\x1b');
  await hides('Rename');
  type('\x02.');
  await shows(/Split right[\s\S]*Close the pane/);
  type('zoo\r');
  await shows('zoom beta');
  type('\x02z');
  await hides('zoom beta');
});

test('the help is found in by typing, the palette by some letters; a theme is on while the list is on it; why an agent rests', async () => {
  const { type, command, shows, hides, looksLike, screen } = sitting;
  type('\x02?');
  await shows('─ keys ─');
  type('/split');
  await shows(/keys · \/split[\s\S]*of \d+ +│/);
  await looksLike('help-filtered');
  type('\x1b');
  await hides('─ keys ');
  type('\x02\x10');
  await shows('agents, actions, commands');
  type('zoom');
  await shows(/pane\.zoom[\s\S]*enter run/);
  await looksLike('palette');
  type('\x1b');
  await hides('palette');
  const colours = (): number => new Set(screen.written().match(/\b[34]8;[25];[\d;]+/g)).size;
  await command('theme');
  await shows(/─ themes ─[\s\S]*esc as it was/);
  await looksLike('themes');
  const known = colours();
  type('\x1b[B');
  await until('there are colours that were never there', () => colours() > known);
  type('\x1b');
  await hides('─ themes ─');
  type('\x02i');
  await shows(/why idle\?[\s\S]*the shell has the keyboard[\s\S]*detectors\/shell\.lua[\s\S]*enter choose/);
  await looksLike('explain');
  type('\x1b');
  await hides('why idle');
});

test('a link that an agent printed is opened from a list; what is no link of the web is not offered', async () => {
  const { type, shows, hides, looksLike } = sitting;
  type('\x02/alp\r');
  await shows(/─ alpha ─/);
  type('clear; echo file:///etc/passwd https://example.org/one, "(https://example.org/two)"\r');
  await shows(/one, \(https[\s\S]*alpha%/);
  type('\x02u');
  await shows(/Open a link of alpha[\s\S]*2 of 2/);
  await looksLike('links');
  type('one\x1b');
  await hides('Open a link');
  type('\x02u');
  await shows('Open a link');
  type('one\r');
  await shows('opening https://example.org/one');
});

test('a link of other words shows where it leads: in the list, under the mouse, and when it is opened', async () => {
  const { type, shows, hides, screen } = sitting;
  const made = (url: string, text: string): string => `\\033]8;;${url}\\033\\\\${text}\\033]8;;\\033\\\\`;
  type(
    `clear; printf '${made('https://example.org/real', 'the docs')} ${made('file:///etc/passwd', 'a file')}\\n'\r`,
  );
  await shows(/│the docs a file/);
  const row =
    screen
      .text()
      .split('\n')
      .findIndex((line) => /│the docs a file/.test(line)) + 1;
  const column = screen.text().split('\n')[row - 1]!.indexOf('the docs') + 1;
  const move = (x: number): void => type(`\x1b[<35;${x};${row}M`);
  move(column + 2);
  await shows('link to https://example.org/real');
  move(column + 11);
  await shows('link to file:///etc/passwd');
  move(column + 20);
  await hides('link to');
  // Ctrl is 16.
  type(click(column + 2, row, 16));
  await shows(/opening the docs[\s\S]*example.org\/real/);
  type(click(column + 11, row, 16));
  await shows(/links of file: are not opened[\s\S]*a file {2}→ file:/);
  type('\x02u');
  await shows(/Open a link[\s\S]*a file {2}→ file:[\s\S]*the docs {2}→ https:/);
  type('\x1b');
  await hides('Open a link');
});

test('Tab completes the : line: commands, names, words with blanks; the palette has what an argument can be', async () => {
  const { type, shows, hides } = sitting;
  type('\x02:');
  await shows('─ : ─');
  type('foc\t');
  await shows(/│ focus +│/);
  type('\t');
  await shows(/│ +alpha +│[\s\S]*│ +beta +│/);
  type('\x1b[Z');
  await shows(/│ focus \S+ +│/);
  type('\x15focus be\t\r');
  await shows(/─ beta ─/);
  await hides('─ : ─');
  type('\x02\x10');
  await shows('agents, actions, commands');
  type('focus');
  await shows('go to an agent');
  type('\r');
  await shows(/: focus alpha[\s\S]*: focus beta/);
  type('alp\r');
  await shows(/─ alpha ─/);
  type('\x02\x10');
  await shows('agents, actions, commands');
  type('project');
  await shows(/▸ \S+ {2}project: 3 agents/);
  type('\x1b');
  await hides('project: 3');
});

test('a prompt is made from a snippet, sent once nobody types there, and remembered', async () => {
  const { type, shows, hides } = sitting;
  type('\x02s');
  await shows(/Send to alpha[\s\S]*Snippet/);
  type('\trev');
  await shows('› review');
  type('\r\r');
  await shows(/─ review ─[\s\S]*what/);
  type('this\r');
  await shows(/Send to alpha[\s\S]*echo review this/);
  type('\r');
  await hides('Send to alpha');
  await shows(/review this *│/);
  type('\x02s');
  await shows('Send to alpha');
  await hides(/Prompt +echo/);
  type('\x1b[A');
  await shows(/Prompt +echo review this/);
  type('\x1b');
  await hides('Send to alpha');
});

test('an agent that writes to the clipboard is asked about first, and may be let once for all', async () => {
  const { type, shows, hides, screen } = sitting;
  const copied: string[] = [];
  screen.terminal.parser.registerOscHandler(52, (data) => {
    copied.push(Buffer.from(data.slice(2), 'base64').toString());
    return true;
  });
  const writes = (text: string): string => `printf '\\033]52;c;${Buffer.from(text).toString('base64')}\\a'\r`;
  type(writes('first text'));
  await shows(/╭─ ▲ alpha[\s\S]*wants 10 characters[\s\S]*first text/);
  // Nothing that I type there answers.
  type('echo ad\r');
  await shows(/\bad *│[\s\S]*alpha%/);
  type('\x02A');
  await shows(/attention[\s\S]*first text[\s\S]*a copy it +w always for alpha +d not this time/);
  type('d');
  await hides(/wants 10 characters/);
  type('q');
  await hides('╭─ attention');
  type(writes('second text'));
  await shows('second text');
  type('\x02A');
  await shows('w always for alpha');
  type('w');
  await shows('in your clipboard: 11 characters');
  type('q');
  await hides('╭─ attention');
  type(writes('third text'));
  await shows('in your clipboard: 10 characters');
  expect(copied).toEqual(['second text', 'third text']);
});

test('a prompt of several lines for a program that would run each by itself is not sent, and that is said', async () => {
  const { type, shows, hides } = sitting;
  type('\x02s');
  await shows('Send to alpha');
  type('\x1b[200~one\ntwo\x1b[201~');
  await shows('two');
  type('\r');
  await shows(/not sent to alpha[\s\S]*takes no/);
  await hides('Send to alpha');
});

test('what Lua costs, and what is well and what is not, are pages too', async () => {
  const { type, command, shows, hides } = sitting;
  await command('top');
  await shows(/what Lua costs[\s\S]*App:render +default\/layout\.lua:\d+/);
  type('q');
  await hides('what Lua costs');
  await command('checkhealth core');
  await shows(/health of core[\s\S]*keyboard: [\s\S]*✓ node: /);
  type('q');
  await hides('health of core');
  await command('help ui.spcaer');
  await shows(/did you[\s\S]*mean ui\.spacer/);
});

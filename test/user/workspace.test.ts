// A workspace: agents and a server started together, under one heading, with a port that all of them know.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

const CTRL_B = '\x02';
const pane = (name: string) => ({ agent: { name, argv: [name] } });
const twoPanes = {
  version: 1,
  tabs: [{ panes: { direction: 'row', ratio: 0.5, a: { ...pane('front'), current: true }, b: pane('web') } }],
};
let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({
    columns: 100,
    rows: 20,
    files: {
      'user/workspaces/site.lua': `return {
  cwd = "/",
  agents = { { cmd = { "sh", "-c", "echo agent sees $WEB_PORT; exec cat" }, name = "front", labels = { "ui" } } },
  layout = "two",
  accessories = { { name = "web", cmd = "echo serving on $PORT; exec cat", port = true } },
}`,
      'layouts/two.json': JSON.stringify(twoPanes),
    },
  });
});
afterAll(() => sitting.leave());

test('it is started by its name, each part once, and stopped as one', async () => {
  const { type, shows, hides, looksLike, program } = sitting;
  type(`${CTRL_B}W`);
  await shows(/workspace[\s\S]*› site/);
  await looksLike('workspaces');
  type('\r');
  await shows(/ site\b[\s\S]*web[\s\S]*front/);
  await shows(/─ front ─.*─ web ─/);
  await shows(/front #ui/);
  const [, port] = /agent sees (\d+) +││serving on \1 /.exec(
    await shows(/agent sees (\d+) +││serving on \1 /),
  )!;
  expect(Number(port)).toBeGreaterThan(1023);

  // Its group is put away by a click on its heading; the keys pass it over, and letters find what is in it.
  const heading = sitting.screen.lines().findIndex((line) => line.includes('▾ site')) + 1;
  type(`\x1b[<0;6;${heading}M\x1b[<0;6;${heading}m`);
  await shows(/▸ site {2}2/);
  expect(sitting.screen.text()).not.toMatch(/\d .web/);
  type(`${CTRL_B}j`);
  await shows(/─ env ─/);
  type(`${CTRL_B}/front\r`);
  await shows(/─ front ─/);
  type(`${CTRL_B}C`);
  await shows(/▾ site[\s\S]*▌\d . front/);

  // A task for the workspace is typed into the one that is free, which is no server.
  await program.ok(['task', 'add', 'echo a task', '--workspace', 'site']);
  await shows(/a task[\s\S]*a task/);
  await program.ok(['task', 'add', 'for later', '--cwd', '/nowhere']);
  type(`${CTRL_B}:`);
  await shows(/─ : ─|: /);
  type('task\r');
  await shows(/─ tasks ─[\s\S]*for later +\/nowhere/);
  type('x');
  await hides('for later');
  type('\x1b');
  await hides('─ tasks ─');

  // What runs is left as it is, with its port.
  expect(await program.ok(['workspace', 'start', 'site'])).toBe('');
  expect(await program.ok(['workspace', 'list'])).toContain('site  2 running');

  type(`${CTRL_B}:`);
  await shows(/─ : ─|: /);
  type('workspace stop site\r');
  await shows(/✗ web[\s\S]*✗ front/);
});

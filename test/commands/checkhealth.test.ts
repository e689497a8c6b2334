// checkhealth: the checks of the machine, and those that a hub that answers as told has of Lua files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkClipboard, checkHooks, judgeGit } from '../../src/health/machine.ts';
import { terminalChecks } from '../../src/health/terminal.ts';
import type { HealthReport } from '../../src/protocol/hub-lua-api.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
});
afterAll(() => hub.dispose());

const clock: HealthReport = {
  name: 'clock',
  level: 'error',
  items: [
    { level: 'start', text: 'Hands' },
    { level: 'error', text: 'one is\u001b[2J missing', advice: ['buy one'] },
  ],
};
const core: HealthReport = { name: 'core', level: 'ok', items: [] };

test('a check of that name is asked for and printed, and an error is exit code 1', async () => {
  hub.calls.length = 0;
  hub.answer({ 'lua.health': () => ({ reports: [clock] }) });
  expect(await hub.run('checkhealth', 'clock')).toEqual({
    code: 1,
    out: 'clock: error\n  Hands\n    error  one is[2J missing\n           fix: buy one\n',
    err: '',
  });
  expect(hub.calls).toEqual([{ method: 'lua.health', params: { name: 'clock' } }]);
});

test('without a name the installation comes first, as doctor sees it', async () => {
  hub.answer({ 'lua.health': () => ({ reports: [core, { ...clock, level: 'ok', items: [] }] }) });
  const { out } = await hub.run('checkhealth', '--json');
  const reports = JSON.parse(out) as HealthReport[];
  expect(reports.map(({ name }) => name)).toEqual(['core', 'clock']);
  const texts = reports[0]!.items.map(({ text }) => text.replace(/:.*/s, ''));
  for (const name of ['version', 'node', 'home', 'git', 'agents', 'clipboard', 'hub'])
    expect(texts).toContain(name);
  const doctor = JSON.parse((await hub.run('doctor', '--json')).out) as { checks: { name: string }[] };
  expect(doctor.checks.map(({ name }) => name)).toEqual(texts);
});

test('git, hooks, clipboard and terminal are judged by what they say', () => {
  expect(judgeGit('git version 2.50.1')).toMatchObject({ level: 'ok', text: '2.50.1' });
  expect(judgeGit('git version 2.20.0')).toMatchObject({
    level: 'warn',
    fix: expect.stringContaining('2.36'),
  });
  const claude = { program: 'claude', hooks: '.claude/settings.json', mark: 'report --hook claude' };
  expect(checkHooks(claude, hub.home)).toMatchObject({
    level: 'info',
    fix: 'botster-tui guide --install claude',
  });
  mkdirSync(join(hub.home, '.claude'));
  writeFileSync(join(hub.home, '.claude/settings.json'), '"botster-tui report --hook claude"');
  expect(checkHooks(claude, hub.home)).toMatchObject({ level: 'ok' });
  expect(checkClipboard({ PATH: '' }, 'wl-copy -n')).toMatchObject({
    level: 'warn',
    text: expect.stringContaining('there is no wl-copy'),
  });
  expect(checkClipboard({ TMUX: 'x' }, undefined)).toMatchObject({ level: 'info' });
  expect(checkClipboard({}, undefined)).toMatchObject({ level: 'ok' });
  const levels = terminalChecks({ colors: '16', kitty: true }).map(({ name, level }) => `${name} ${level}`);
  expect(levels).toEqual(['answers ok', 'colours info', 'keyboard ok']);
});

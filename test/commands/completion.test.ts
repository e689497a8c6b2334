// What Tab makes of a command line: what is found where, against a hub that answers as told; and in each shell that is
// here, typed in a terminal.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verbs } from '../../src/commands/verbs.ts';
import type { Agent } from '../../src/core/agent.ts';
import { cliEntry } from '../helpers/program.ts';
import { openTerminal } from '../helpers/terminal-screen.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

const agent = (id: string, name: string): Agent => ({
  id,
  name,
  argv: ['sh'],
  cwd: '/tmp',
  pid: 7,
  status: 'running',
  title: '',
  created_at: '2026-01-01T00:00:00.000Z',
  last_output_at: null,
  unread: false,
  group: '/tmp',
  size: { columns: 80, rows: 24 },
  labels: ['urgent'],
});

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
  for (const folder of ['user', 'improvements']) mkdirSync(join(hub.home, folder));
  writeFileSync(join(hub.home, 'user', 'layout.lua'), '');
  writeFileSync(join(hub.home, 'improvements', 'badge.lua'), '');
});
beforeEach(() => {
  hub.calls.length = 0;
  hub.answer({
    'agent.list': () => ({
      agents: [
        agent('01h4k2abcd', 'fix'),
        agent('01h4k2abce', 'two\u001b words'),
        agent('01h4k2abcf', '$(reboot)'),
      ],
    }),
    'preset.list': () => ({
      presets: [{ name: 'claude', desc: 'Claude Code', from: 'default', trusted: true }],
      problems: [],
    }),
    'layout.run': () => ({ lines: ['work'] }),
  });
});
afterAll(() => hub.dispose());

async function found(...typed: string[]): Promise<{ kind: string; words: string[] }> {
  const { code, out, err } = await hub.run('complete', '--', ...typed);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [kind = '', ...lines] = out.replace(/\n$/, '').split('\n');
  return { kind, words: lines.map((line) => line.split('\t')[0]!) };
}

test('every verb of help is found by its letters, and none that is hidden', async () => {
  const { words } = await found('');
  const firsts = new Set(verbs.filter((entry) => !entry.hidden).map(({ name }) => name.split(' ')[0]!));
  expect(new Set(words)).toEqual(firsts);
  const seconds = await found('lua', '');
  expect(seconds.words.map((word) => `lua ${word}`)).toEqual(
    verbs.map(({ name }) => name).filter((name) => name.startsWith('lua ')),
  );
});

test.each([
  [['re'], ['read', 'report', 'rename', 'restart', 'reload', 'record', 'replay']],
  [['lua', 'er'], ['errors']],
  [['read', '--sc'], ['--scrollback']],
  [['--home', '/x', 'read', '--sc'], ['--scrollback']],
  [['new', '--focus', '--f'], []],
  [['new', '--env', 'A=1', '--en'], ['--env']],
  [['new', '--name', '--fo'], []],
  [['kill', 'f'], ['fix']],
  [
    ['kill', ''],
    ['fix', '01h4k2abce', '01h4k2abcf'],
  ],
  [['report', 'idle', '--agent', 'f'], ['fix']],
  [['report', '--agent=f'], ['--agent=fix']],
  [['report', '--agent', '=', 'f'], ['fix']],
  [
    ['report', '--agent', '='],
    ['fix', '01h4k2abce', '01h4k2abcf'],
  ],
  [['new', '--preset', ''], ['claude']],
  [['ls', '--label', ''], ['urgent']],
  [
    ['layout', ''],
    ['save', 'apply', 'list', 'remove'],
  ],
  [['layout', 'apply', ''], ['work']],
  [['layout', 'list', ''], []],
  [
    ['lua', 'check', ''],
    ['user/layout.lua', 'improvements/badge.lua'],
  ],
  [
    ['guide', '--install', 'c'],
    ['claude', 'codex'],
  ],
  [['wait', 'fix', '--until', 'e'], ['exited']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['nonsense', ''], []],
])('%j goes on with %j', async (typed, words) => {
  expect(await found(...typed)).toEqual({ kind: 'words', words });
});

test.each([
  [['new', '--cwd', ''], 'directories'],
  [['--home', ''], 'directories'],
  [['test', ''], 'files'],
  [['new', '--', 'l'], 'commands'],
  [['--', 'l'], 'commands'],
  [['new', '--', 'ls', ''], 'files'],
])('%j is for the shell: %s', async (typed, kind) => {
  expect(await found(...typed)).toEqual({ kind, words: [] });
});

test('what a candidate means is shown without what could move the cursor', async () => {
  const { out } = await hub.run('complete', '--', 'kill', '01h4k2abce');
  expect(out).toBe('words\n01h4k2abce\ttwo words, running, /tmp\n');
});

test('without a hub nothing is started, and what needs none is found', async () => {
  const home = join(hub.home, 'absent');
  expect(await found('--home', home, 'kill', '')).toEqual({ kind: 'words', words: [] });
  expect(await found('--home', hub.home, 'lua', 'wait', 'user/')).toMatchObject({
    words: ['user/layout.lua'],
  });
});

test('a hub that refuses is as none', async () => {
  hub.answer({});
  expect(await found('kill', '')).toEqual({ kind: 'words', words: [] });
});

test('a shell that is not known is a usage error', async () => {
  expect(await hub.run('completion', 'fis')).toMatchObject({
    code: 2,
    err: expect.stringContaining('SHELL: "fis" is not bash, zsh or fish (did you mean fish?)'),
  });
});

describe('typed in a shell', () => {
  const shells = {
    bash: { argv: ['bash', '--norc', '--noprofile', '-i'], load: 'eval "$(botster-tui completion bash)"' },
    zsh: {
      argv: ['zsh', '-f', '-i'],
      load: 'autoload -Uz compinit && compinit -u -D; eval "$(botster-tui completion zsh)"',
    },
    fish: {
      argv: ['fish', '--no-config', '-i'],
      load: 'set -g fish_autosuggestion_enabled 0; botster-tui completion fish | source',
    },
  } as const;
  const has = (shell: string): boolean => {
    try {
      execFileSync(shell, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  test.each(Object.entries(shells).filter(([shell]) => has(shell)))('%s', async (_shell, { argv, load }) => {
    const bin = join(hub.home, 'bin');
    mkdirSync(bin, { recursive: true });
    const command = join(bin, 'botster-tui');
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cliEntry}" "$@"\n`);
    chmodSync(command, 0o755);
    const screen = openTerminal(argv as unknown as [string, ...string[]], {
      cwd: hub.home,
      env: {
        PATH: `${bin}:${process.env['PATH']}`,
        HOME: hub.home,
        BOTSTER_HOME: hub.home,
        BOTSTER_RUNTIME_DIR: process.env['BOTSTER_RUNTIME_DIR']!,
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
        PS1: '$ ',
      },
    });
    const becomes = async (typed: string, shown: string): Promise<void> => {
      // Ctrl+u empties the line: what the one before became is gone.
      screen.type(`\u0015${typed}\t`);
      await screen.waitFor(`"${typed}" and Tab shows "${shown}"`, (text) => text.includes(shown));
    };
    try {
      screen.type(`${load}; echo rea''dy\r`);
      await screen.waitFor('the script is loaded', (text) => text.includes('ready'));
      await becomes('botster-tui resta', 'botster-tui restart ');
      await becomes('botster-tui lua er', 'botster-tui lua errors');
      await becomes('botster-tui kill f', 'botster-tui kill fix');
      await becomes('botster-tui lua check imp', 'lua check improvements/badge.lua');
      await becomes('botster-tui new --cwd impr', 'new --cwd improvements');
      await becomes('botster-tui report idle --agent=f', 'idle --agent=fix');
    } finally {
      screen.kill('SIGKILL');
      await screen.close();
    }
  });
});

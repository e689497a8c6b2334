// What each verb asks of the hub, prints, and exits with (contract.md 3), against a hub that answers as told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verbs } from '../../src/commands/verbs.ts';
import type { Agent } from '../../src/core/agent.ts';
import type { Frame } from '../../src/core/frame.ts';
import type { LuaError } from '../../src/core/lua-error.ts';
import { refuse } from '../../src/protocol/rpc.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

const agent: Agent = {
  id: '01h4k2abcd',
  name: 'fix',
  argv: ['sh', '-c', 'make'],
  cwd: '/tmp',
  pid: 7,
  status: 'running',
  title: '',
  created_at: '2026-01-01T00:00:00.000Z',
  last_output_at: null,
  unread: true,
  group: '/tmp',
  size: { columns: 80, rows: 24 },
};

const luaError: LuaError = {
  ok: false,
  kind: 'lua_error',
  phase: 'syntax',
  unit: 'user/layout.lua',
  file: 'user/layout.lua',
  line: 12,
  message: "'}' expected",
  hint: 'close the table',
  source: [{ n: 12, text: 'ui.row {', mark: true }],
  action: 'kept_last_good',
  count: 2,
  first_at: '2026-01-01T00:00:00.000Z',
  last_at: '2026-01-01T00:00:00.000Z',
};

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
});
beforeEach(() => {
  hub.calls.length = 0;
  hub.answer({});
});
afterAll(() => hub.dispose());

const lastCall = () => hub.calls.at(-1);

test('new prints the id and nothing else, and passes command, directory, environment and size', async () => {
  hub.answer({ 'agent.new': () => agent });
  const outcome = await hub.run(
    'new',
    '--name',
    'fix',
    '--cwd',
    'sub',
    '--env',
    'A=1',
    '--env',
    'B=x=y',
    '--size',
    '120x40',
    '--focus',
    '--',
    'sh',
    '-c',
    'make',
  );
  expect(outcome).toEqual({ code: 0, out: '01h4k2abcd\n', err: '' });
  expect(lastCall()).toMatchObject({
    method: 'agent.new',
    params: {
      argv: ['sh', '-c', 'make'],
      name: 'fix',
      cwd: join(hub.home, 'sub'),
      columns: 120,
      rows: 40,
      focus: true,
    },
  });
  const { env } = lastCall()!.params as { env: Record<string, string> };
  expect(env).toMatchObject({ A: '1', B: 'x=y', TERM: 'xterm-256color', PATH: process.env['PATH'] });
});

test('new without --focus and --size asks for neither', async () => {
  hub.answer({ 'agent.new': () => agent });
  await hub.run('new', '--', 'ls');
  expect(lastCall()!.params).toMatchObject({ focus: false, cwd: hub.home });
  expect(lastCall()!.params).not.toHaveProperty('columns');
  expect(lastCall()!.params).not.toHaveProperty('name');
});

test.each([
  [['new'], 'the command is missing'],
  [['new', 'ls'], 'put the command after --'],
  [['new', '--env', 'A', '--', 'ls'], '--env: "A" is not NAME=VALUE'],
  [['new', '--size', '80', '--', 'ls'], '--size: "80" is not COLUMNSxROWS'],
  [['read', 'x', '--lines', '1.5'], '--lines: "1.5" is not a whole number'],
  [['read', 'x', '--ansi', '--json'], '--ansi and --json exclude each other'],
  [['keys', 'x', 'ctrl+nope'], 'no key is called "nope"'],
  [['wait', 'x'], '--until is missing'],
  [['wait', 'x', '--until', 'later'], '--until: "later" is not working, blocked, done, idle, exited'],
  [['wait', 'x', '--until', 'text:('], '--until: Invalid regular expression'],
  [['wait', 'x', '--until', 'quiet:x'], '--until: "quiet:x" is not'],
  [['report'], 'STATE: "" is not working, blocked, idle, unknown or done'],
  [['report', 'busy', '--agent', 'x'], 'STATE: "busy" is not working'],
  [['report', 'idle'], '--agent is missing: outside of a session'],
  [['frame', '--columns', '80'], '--columns needs --rows too'],
  [['ls', '--jsn'], 'unknown flag --jsn (did you mean --json?)'],
])('%j is a usage error of one line, and asks nothing of the hub', async (argv, message) => {
  const { code, out, err } = await hub.run(...argv);
  expect({ code, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 });
  if (argv.includes('--json'))
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      error: { kind: 'usage', message: expect.stringContaining(message) },
    });
  else expect(err).toContain(message);
  expect(hub.calls).toEqual([]);
});

describe('ls', () => {
  test('prints a table', async () => {
    const ended: Agent = {
      ...agent,
      id: '01h4k2abce',
      name: 'a\u001b[31mb',
      status: 'exited',
      exit_code: 3,
      unread: false,
    };
    const asking: Agent = { ...agent, state: 'blocked' };
    hub.answer({ 'agent.list': () => ({ agents: [asking, ended] }) });
    expect((await hub.run('ls')).out).toBe(
      [
        'ID          NAME    STATUS    STATE    SIZE   CWD   COMMAND',
        '01h4k2abcd  fix *   running   blocked  80x24  /tmp  sh -c make',
        '01h4k2abce  a[31mb  exited 3           80x24  /tmp  sh -c make',
        '',
      ].join('\n'),
    );
  });

  test('--json prints the array', async () => {
    hub.answer({ 'agent.list': () => ({ agents: [agent] }) });
    expect(JSON.parse((await hub.run('ls', '--json')).out)).toEqual([agent]);
  });
});

test('report says what an agent does, with a reason', async () => {
  hub.answer({ 'agent.report': () => agent });
  expect(await hub.run('report', 'blocked', '--reason', 'Delete it?', '--agent', 'fix')).toMatchObject({
    code: 0,
    out: '',
  });
  expect(lastCall()!.params).toEqual({ state: 'blocked', reason: 'Delete it?', id: 'fix' });
});

test('explain says why: rule and place, evidence, report, and what else was looked at', async () => {
  const now = {
    state: 'blocked',
    source: 'screen',
    rule: 'permission',
    at: 'default/detectors/claude.lua:12',
    evidence: 'Do you want to proceed?',
    visible: true,
    keep: false,
  } as const;
  hub.answer({
    'agent.explain': () => ({
      agent: agent.id,
      name: 'fix',
      status: 'running',
      state: 'blocked',
      question: 'Do you want to proceed?',
      since: '2026-01-02T03:04:05.000Z',
      source: 'screen',
      rule: 'permission',
      at: now.at,
      reason: 'its screen shows it',
      report: { state: 'working', at: '2026-01-02T03:04:00.000Z' },
      detector: 'claude',
      now,
      considered: [
        { rule: 'transcript', at: 'default/detectors/claude.lua:9', matched: false },
        { rule: 'permission', at: now.at, matched: true },
      ],
    }),
  });
  expect((await hub.run('explain', 'fix')).out.trimEnd().split('\n')).toEqual([
    'fix: blocked since 2026-01-02T03:04:05.000Z',
    'question  Do you want to proceed?',
    'because   its screen shows it',
    'rule      permission  (default/detectors/claude.lua:12)',
    'report    working at 2026-01-02T03:04:00.000Z',
    'detector  claude',
    'now       blocked, permission  (default/detectors/claude.lua:12)',
    'evidence  "Do you want to proceed?"',
    '  · transcript  (default/detectors/claude.lua:9)',
    '  ✓ permission  (default/detectors/claude.lua:12)',
  ]);
});

test('read prints all rows, trailing blanks trimmed', async () => {
  hub.answer({
    'agent.read': () => ({
      lines: ['$ ls  ', '', ' a', ''],
      cursor: { x: 0, y: 0, visible: true },
      columns: 80,
      rows: 4,
    }),
  });
  expect(await hub.run('read', 'fix')).toEqual({ code: 0, out: '$ ls\n\n a\n\n', err: '' });
  await hub.run('read', 'fix', '--lines', '5', '--scrollback', '--ansi');
  expect(lastCall()!.params).toEqual({ id: 'fix', lines: 5, scrollback: true, ansi: true });
  expect(JSON.parse((await hub.run('read', 'fix', '--json')).out)).toMatchObject({
    columns: 80,
    lines: ['$ ls  ', '', ' a', ''],
  });
});

test('send and keys print nothing', async () => {
  hub.answer({ 'agent.send': () => null, 'agent.keys': () => null });
  expect(await hub.run('send', 'fix', 'a  b', '--enter')).toEqual({ code: 0, out: '', err: '' });
  expect(lastCall()).toEqual({ method: 'agent.send', params: { id: 'fix', text: 'a  b', enter: true } });
  await hub.run('send', 'fix', '--', '--enter');
  expect(lastCall()!.params).toEqual({ id: 'fix', text: '--enter', enter: false });
  expect(await hub.run('keys', 'fix', 'ctrl+c', 'enter', '?')).toEqual({ code: 0, out: '', err: '' });
  expect(lastCall()!.params).toEqual({ id: 'fix', keys: ['ctrl+c', 'enter', '?'] });
});

test('send --wait prints the question that its prompt led to, or exits 4', async () => {
  const never = new Promise<{ met: boolean }>(() => {});
  hub.answer({
    'agent.send': () => null,
    'agent.wait': ({ until }: { until: string }) =>
      until === 'idle' ? never : { met: true, text: until === 'blocked' ? 'May it?' : until },
  });
  expect(await hub.run('send', 'fix', 'go', '--wait')).toEqual({ code: 0, out: 'May it?\n', err: '' });
  expect(hub.calls.find(({ method }) => method === 'agent.send')!.params).toMatchObject({ enter: true });
  hub.answer({ 'agent.send': () => null, 'agent.wait': () => ({ met: false }) });
  expect(await hub.run('send', 'fix', 'go', '--wait', '--timeout', '1')).toMatchObject({
    code: 4,
    err: expect.stringContaining('neither come to rest nor asked within 1 s'),
  });
  expect((await hub.run('send', 'fix', 'go', '--timeout', '1')).code).toBe(2);
});

test('wait prints what was seen, and exits 4 when it was not seen in time', async () => {
  hub.answer({ 'agent.wait': () => ({ met: true, text: '12 passed' }) });
  expect(await hub.run('wait', 'fix', '--until', 'text:\\d+ passed', '--timeout', '5')).toEqual({
    code: 0,
    out: '12 passed\n',
    err: '',
  });
  expect(lastCall()!.params).toEqual({ id: 'fix', until: 'text:\\d+ passed', timeout: 5 });
  hub.answer({ 'agent.wait': () => ({ met: false }) });
  expect(await hub.run('wait', 'fix', '--until', 'exited', '--timeout', '0.1')).toEqual({
    code: 4,
    out: '',
    err: 'botster-tui wait: fix was not seen exited within 0.1 s\n',
  });
  expect(
    JSON.parse((await hub.run('wait', 'fix', '--until', 'exited', '--timeout', '1', '--json')).out),
  ).toMatchObject({
    ok: false,
    error: { kind: 'timeout' },
  });
});

test.each([
  [['kill', 'fix'], 'agent.kill', { id: 'fix', force: false }],
  [['kill', 'fix', '--force'], 'agent.kill', { id: 'fix', force: true }],
  [['rename', 'fix', 'new name'], 'agent.rename', { id: 'fix', name: 'new name' }],
  [['focus', 'fix'], 'agent.focus', { id: 'fix' }],
  [['restart', 'fix'], 'agent.restart', { id: 'fix' }],
])('%j prints the id', async (argv, method, params) => {
  hub.answer({ [method]: () => agent });
  expect(await hub.run(...argv)).toEqual({ code: 0, out: `${agent.id}\n`, err: '' });
  expect(lastCall()).toEqual({ method, params });
});

test('a refusal is one line and exit 1, and with --json an object that says of which kind', async () => {
  hub.answer({
    'agent.kill': () => {
      throw refuse('not_found', 'no agent "x"\nnear it: fix');
    },
  });
  expect(await hub.run('kill', 'x')).toEqual({
    code: 1,
    out: '',
    err: 'botster-tui kill: no agent "x"; near it: fix\n',
  });
  const { code, out, err } = await hub.run('kill', 'x', '--json');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(JSON.parse(out)).toMatchObject({ ok: false, error: { kind: 'not_found' } });
});

describe('lua', () => {
  const file = (name: string, text = '') => {
    mkdirSync(join(hub.home, name, '..'), { recursive: true });
    writeFileSync(join(hub.home, name), text);
  };

  test('list prints a table', async () => {
    const unit = {
      path: 'user/layout.lua',
      layer: 'user' as const,
      status: 'live' as const,
      generation: 3,
      live_since: null,
      registered: { hook: 2, timer: 0 },
    };
    hub.answer({
      'lua.list': () => ({
        units: [unit, { ...unit, path: 'user/x.lua', status: 'refused' as const, error: luaError }],
        left_out: ['improvements/z.lua'],
      }),
    });
    expect((await hub.run('lua', 'list')).out).toBe(
      [
        'FILE                LAYER         STATUS    GENERATION  REGISTERED',
        'user/layout.lua     user          live      3           hook 2',
        "user/x.lua          user          refused   3           user/layout.lua:12: '}' expected",
        'improvements/z.lua  improvements  left_out  0',
        '',
      ].join('\n'),
    );
  });

  test('check finds the file in improvements, sends its text, and exits 1 with file:line where it is refused', async () => {
    file('improvements/badge.lua', 'return 1');
    hub.answer({ 'lua.check': () => ({ ok: true, errors: [], warnings: ['unused'] }) });
    expect(await hub.run('lua', 'check', 'badge.lua')).toEqual({
      code: 0,
      out: 'improvements/badge.lua is good\n',
      err: 'warning: unused\n',
    });
    expect(lastCall()!.params).toEqual({ path: 'improvements/badge.lua', text: 'return 1' });
    hub.answer({ 'lua.check': () => ({ ok: false, errors: [luaError], warnings: [] }) });
    expect(await hub.run('lua', 'check', 'badge.lua')).toMatchObject({
      code: 1,
      err: "botster-tui lua check: user/layout.lua:12: '}' expected (close the table)\n",
    });
    const { code, out } = await hub.run('lua', 'check', 'badge.lua', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      errors: [{ line: 12 }],
      error: { line: 12, phase: 'syntax' },
    });
  });

  test('wait exits 0 live, 1 refused, 4 without an answer', async () => {
    file('user/layout.lua');
    hub.answer({ 'lua.wait': () => ({ ok: true, answered: true, generation: 4 }) });
    expect(await hub.run('lua', 'wait', 'layout.lua', '--timeout', '3')).toEqual({
      code: 0,
      out: 'user/layout.lua is live, generation 4\n',
      err: '',
    });
    expect(lastCall()!.params).toEqual({ path: 'user/layout.lua', timeout: 3 });
    hub.answer({ 'lua.wait': () => ({ ok: false, answered: true, generation: 4, error: luaError }) });
    expect((await hub.run('lua', 'wait', 'user/layout.lua')).code).toBe(1);
    const { out } = await hub.run('lua', 'wait', 'user/layout.lua', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      error: { kind: 'lua_error', line: 12, action: 'kept_last_good' },
    });
    hub.answer({ 'lua.wait': () => ({ ok: false, answered: false, generation: 4 }) });
    expect((await hub.run('lua', 'wait', 'user/layout.lua')).code).toBe(4);
  });

  test('a file that is nowhere is exit 1 and asks nothing', async () => {
    expect(await hub.run('lua', 'wait', 'nope.lua')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no nope.lua'),
    });
    expect(hub.calls).toEqual([]);
  });

  test('errors prints each with its source and hint; nothing without any', async () => {
    hub.answer({ 'lua.errors': () => ({ errors: [luaError] }) });
    expect((await hub.run('lua', 'errors')).out).toBe(
      "user/layout.lua:12: '}' expected (2 times)\n  > 12  ui.row {\n  close the table\n",
    );
    hub.answer({ 'lua.errors': () => ({ errors: [] }) });
    expect(await hub.run('lua', 'errors')).toEqual({ code: 0, out: '', err: '' });
    expect((await hub.run('lua', 'errors', '--json')).out).toBe('[]\n');
  });

  test('eval prints the value, or fails with the error', async () => {
    hub.answer({ 'lua.eval': () => ({ ok: true, value: '4' }) });
    expect(await hub.run('lua', 'eval', 'return 2 + 2')).toEqual({ code: 0, out: '4\n', err: '' });
    hub.answer({ 'lua.eval': () => ({ ok: false, error: luaError }) });
    expect((await hub.run('lua', 'eval', 'x')).code).toBe(1);
  });

  test('reload prints the generation, or exits 1 with the first error', async () => {
    hub.answer({ reload: () => ({ ok: true, generation: 5, errors: [] }) });
    expect(await hub.run('reload')).toEqual({ code: 0, out: 'generation 5\n', err: '' });
    hub.answer({ reload: () => ({ ok: false, generation: 5, errors: [luaError, luaError] }) });
    expect(await hub.run('reload')).toMatchObject({
      code: 1,
      err: expect.stringContaining('(and 1 more: botster-tui lua errors)'),
    });
  });
});

describe('frame', () => {
  const frame: Frame = {
    columns: 6,
    rows: 2,
    cursor: { x: 0, y: 0, visible: true, shape: 'block' },
    lines: ['a漢b', ''],
    spans: [
      [{ x: 1, width: 2, style: { fg: 'red', bold: true } }],
      [{ x: 0, width: 2, style: { bg: '#102030' } }],
    ],
    nodes: [{ type: 'text', rect: { x: 0, y: 0, width: 6, height: 2 } }],
  };

  test('prints the lines, or all of it as JSON on one line', async () => {
    hub.answer({ frame: () => ({ frame }) });
    expect(await hub.run('frame')).toEqual({ code: 0, out: 'a漢b\n\n', err: '' });
    expect(JSON.parse((await hub.run('frame', '--json')).out)).toEqual(frame);
    await hub.run('frame', '--view', 'v1', '--columns', '100', '--rows', '30');
    expect(lastCall()!.params).toEqual({ view: 'v1', columns: 100, rows: 30 });
  });

  test('--ansi colours by columns, not characters', async () => {
    hub.answer({ frame: () => ({ frame }) });
    expect((await hub.run('frame', '--ansi')).out).toBe(
      'a\u001b[1;31m漢\u001b[0mb\n\u001b[48;2;16;32;48m  \u001b[0m\n',
    );
  });
});

test('every verb has help with a usage line and an example', async () => {
  for (const { name } of verbs) {
    const { code, out } = await hub.run(...name.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: botster-tui ${name}`);
    expect(out).toMatch(/\nExamples?:\n {2}botster-tui /);
  }
  expect((await hub.run('--help')).out).toContain('Usage: botster-tui [--home DIR]');
  expect((await hub.run('lua', '--help')).out).toContain('lua check');
  expect((await hub.run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

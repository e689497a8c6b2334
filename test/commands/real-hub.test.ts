// Every verb once through the real program: cli, hub and host as they are built.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Agent } from '../../src/core/agent.ts';
import { createProgram, type Program } from '../helpers/program.ts';

describe('with hub and host', () => {
  let program: Program;
  let id: string;
  beforeAll(async () => {
    program = createProgram();
    id = await program.ok([
      'new',
      '--name',
      'shell',
      '--env',
      'GREETING=hi there',
      '--size',
      '60x10',
      '--',
      '/bin/sh',
    ]);
  });
  afterAll(() => program.dispose());

  const agents = async (): Promise<Agent[]> => JSON.parse(await program.ok(['ls', '--json']));
  const agentCalled = async (name: string) => (await agents()).find((agent) => agent.name === name);

  test('new started host and hub, and printed the id of a running agent', async () => {
    expect(program.daemons()).toEqual({ host: expect.any(Number), hub: expect.any(Number) });
    expect(id).toMatch(/^[0-9a-z]{10}$/);
    expect(await agents()).toMatchObject([
      {
        id,
        name: 'shell',
        argv: ['/bin/sh'],
        cwd: program.home,
        status: 'running',
        size: { columns: 60, rows: 10 },
      },
    ]);
    expect(await program.ok(['ls'])).toContain(id);
  });

  test('send, wait and read reach it by name, id and prefix', async () => {
    await program.ok(['send', 'shell', 'echo "<$GREETING>"', '--enter']);
    expect(await program.ok(['wait', id, '--until', 'text:<hi there>', '--timeout', '10'])).toContain(
      '<hi there>',
    );
    const screen = (await program.ok(['read', id.slice(0, 9)])).split('\n');
    expect(screen).toContain('<hi there>');
    // All rows of the screen; the last line end is print's.
    expect((await program.runCli(['read', 'shell'])).stdout.split('\n')).toHaveLength(11);
    expect(await program.ok(['read', 'shell', '--lines', '1'])).not.toContain('\n');
    expect(JSON.parse(await program.ok(['read', 'shell', '--json']))).toMatchObject({
      columns: 60,
      rows: 10,
    });
  });

  test('send --wait ends when the prompt is dealt with; event follow prints what happens', async () => {
    const following = program.ok(['event', 'follow', 'custom:*', '--count', '2', '--json']);
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    following.then(end, end);
    const seen = await program.ok([
      'send',
      'shell',
      'sleep 1; echo all-$((1+1))',
      '--wait',
      '--timeout',
      '20',
    ]);
    expect(seen).toMatch(/^(done|idle)$/);
    expect(await program.ok(['read', 'shell'])).toContain('all-2');
    // It follows from some moment on.
    while (!ended) await program.ok(['event', 'emit', 'custom:x', '{"n": 1}']);
    const lines = (await following).split('\n').map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ type: 'custom:x', payload: { n: 1, source: 'user' } });
  });

  test('keys are pressed: a line is typed, taken back, and ended', async () => {
    await program.ok(['send', 'shell', 'echo lo\\st']);
    await program.ok([
      'keys',
      'shell',
      'ctrl+u',
      'e',
      'c',
      'h',
      'o',
      'space',
      'f',
      '1',
      '$',
      '(',
      '(',
      '1',
      'plus',
      '1',
      ')',
      ')',
      'enter',
    ]);
    await program.ok(['wait', 'shell', '--until', 'text:f12', '--timeout', '10']);
    expect(await program.ok(['read', 'shell'])).not.toMatch(/^lost/m);
  });

  test('wait exits 4 when it is not seen in time', async () => {
    expect((await program.runCli(['wait', 'shell', '--until', 'exited', '--timeout', '0.2'])).code).toBe(4);
  });

  test('rename and focus print the id', async () => {
    expect(await program.ok(['rename', 'shell', 'other'])).toBe(id);
    expect(await agentCalled('other')).toMatchObject({ id });
    expect(await program.ok(['focus', 'other'])).toBe(id);
    expect(await program.ok(['rename', id, 'shell'])).toBe(id);
  });

  test('an unknown agent is exit 1, with one line', async () => {
    const { code, stdout, stderr } = await program.runCli(['kill', 'nobody']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd()).toMatch(/^botster-tui kill: .*nobody.*$/);
    const json = await program.runCli(['read', 'nobody', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });

  test('kill ends it, wait sees it, restart runs it again', async () => {
    const short = await program.ok(['new', '--name', 'short', '--', 'sleep', '1000']);
    expect(await program.ok(['kill', 'short', '--force'])).toBe(short);
    await program.ok(['wait', short, '--until', 'exited', '--timeout', '10']);
    const restarted = await program.ok(['restart', short]);
    expect((await agents()).find((agent) => agent.id === restarted)).toMatchObject({
      status: 'running',
      argv: ['sleep', '1000'],
    });
    await program.ok(['kill', restarted, '--force']);
  });

  test('a command that cannot start is exit 1', async () => {
    const { code, stderr } = await program.runCli(['new', '--', 'no-such-command']);
    expect(code).toBe(1);
    expect(stderr).toContain('no-such-command');
  });

  test('Lua: list, check, wait, errors, eval, reload', async () => {
    await program.ok(['init']);
    const listed = JSON.parse(await program.ok(['lua', 'list', '--json'])) as {
      path: string;
      layer: string;
    }[];
    expect(listed.some((unit) => unit.layer === 'default')).toBe(true);
    const file = join(program.home, 'user', 'extra.lua');
    writeFileSync(file, 'local x =\n');
    const refused = await program.runCli(['lua', 'wait', 'user/extra.lua', '--timeout', '10']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('user/extra.lua:') });
    expect((await program.runCli(['lua', 'check', file])).code).toBe(1);
    expect(await program.ok(['lua', 'errors'])).toContain('user/extra.lua:');
    writeFileSync(file, 'local x = 1\nreturn x\n');
    expect(await program.ok(['lua', 'wait', 'extra.lua', '--timeout', '10'])).toContain(
      'user/extra.lua is live',
    );
    expect(await program.ok(['lua', 'errors'])).toBe('');
    expect(await program.ok(['lua', 'check', file])).toContain('is good');
    expect(await program.ok(['lua', 'eval', 'return 1 + 1'])).toBe('2');
    expect((await program.runCli(['lua', 'eval', 'error("no")'])).code).toBe(1);
    expect(await program.runCli(['lua', 'eval', 'timer.sleep(3600)', '--timeout', '0.1'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('has not ended within 0.1 s'),
    });
    expect(await program.ok(['reload'])).toMatch(/^generation \d+$/);
  });

  test('frame draws the default screen at the size asked for', async () => {
    const frame = JSON.parse(await program.ok(['frame', '--columns', '100', '--rows', '30', '--json']));
    expect(frame).toMatchObject({ columns: 100, rows: 30 });
    expect(frame.lines).toHaveLength(30);
    expect(frame.lines.join('\n')).toContain('shell');
    expect(await program.ok(['frame', '--columns', '100', '--rows', '30', '--ansi'])).toContain('\u001b[');
    expect((await program.runCli(['frame'])).stdout.split('\n')).toHaveLength(25);
  });

  test('doctor and logs know what runs', async () => {
    const { host, hub } = program.daemons();
    const report = (await program.runCli(['doctor'])).stdout;
    expect(report).toMatch(new RegExp(`ok +host +running, pid ${host}`));
    expect(report).toMatch(new RegExp(`ok +hub +running, pid ${hub}`));
    expect(await program.ok(['logs'])).toMatch(/^host .*started/m);
  });

  test('a hub that was killed is started again by any verb, and knows the agents', async () => {
    const { hub } = program.daemons();
    process.kill(hub!, 'SIGKILL');
    expect(await agentCalled('shell')).toMatchObject({ id, status: 'running' });
    expect(program.daemons().hub).not.toBe(hub);
  });

  test('stop ends the hub, not the agents; stop --all ends all', async () => {
    expect(await program.runCli(['stop'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(program.daemons()).toEqual({ host: expect.any(Number) });
    expect(await agentCalled('shell')).toMatchObject({ status: 'running' });
    expect((await program.runCli(['stop', '--all'])).code).toBe(0);
    expect(program.daemons()).toEqual({});
    expect((await program.runCli(['ls'])).code).toBe(3);
    expect((await program.runCli(['stop', '--all'])).code).toBe(3);
  });
});

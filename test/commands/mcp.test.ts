// The tools as an agent gets them: the SDK's own client, over the standard streams of the built program.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { cliEntry, createProgram, type Program } from '../helpers/program.ts';
import { until } from '../helpers/until.ts';

interface Called {
  readonly text: string;
  readonly data: Record<string, unknown>;
  readonly isError: boolean;
}

interface Caller {
  readonly client: Client;
  /** What the server wrote to stderr. */
  said(): string;
  call(name: string, args?: Record<string, unknown>): Promise<Called>;
}

let program: Program;
const clients: Client[] = [];
beforeAll(() => {
  program = createProgram();
});
afterAll(async () => {
  for (const client of clients) await client.close();
  await program.dispose();
});

async function connect(env: Readonly<Record<string, string>> = {}): Promise<Caller> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [cliEntry, 'mcp'],
    env: { ...program.env, ...env },
    cwd: program.home,
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  // The client checks structured results against the schemas that it was listed.
  await client.listTools();
  clients.push(client);
  return {
    client,
    said: () => said,
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args });
      const content = result.content as { type: string; text: string }[];
      expect(content).toHaveLength(1);
      expect(content[0]!.type).toBe('text');
      return {
        text: content[0]!.text,
        data: (result.structuredContent ?? {}) as Record<string, unknown>,
        isError: result.isError === true,
      };
    },
  };
}

describe('botster-tui mcp', () => {
  let user: Caller;
  let agent: Caller;
  beforeAll(async () => {
    user = await connect();
  });

  test('says who it is and what to do', () => {
    expect(user.client.getServerVersion()).toMatchObject({ name: 'botster-tui' });
    expect(user.client.getInstructions()).toContain('lua_write');
  });

  test('lists every tool with the schemas of its arguments and result', async () => {
    const { tools } = await user.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'whoami',
      'list_agents',
      'start_agent',
      'read_screen',
      'send_text',
      'send_keys',
      'answer_question',
      'wait_for',
      'set_title',
      'report_state',
      'post_message',
      'receive_messages',
      'frame',
      'lua_check',
      'lua_write',
      'lua_status',
      'lua_errors',
      'lua_revert',
      'emit_event',
      'lua_docs',
      'guide',
      'keymap_list',
      'notify',
    ]);
    expect(tools.find(({ name }) => name === 'send_text')!.inputSchema).toMatchObject({
      type: 'object',
      properties: { id: { type: 'string' }, text: { type: 'string' }, enter: { type: 'boolean' } },
      required: ['id', 'text'],
      additionalProperties: false,
    });
    for (const tool of tools) {
      expect(tool.description).toBeTruthy();
      expect(tool.outputSchema).toMatchObject({ type: 'object' });
    }
  });

  test('started nothing by that; the first call starts hub and host', async () => {
    expect(program.daemons()).toEqual({});
    expect(await user.call('whoami')).toMatchObject({
      text: 'the user',
      data: { agent: null, home: program.home },
    });
    expect(program.daemons()).toEqual({ hub: expect.any(Number), host: expect.any(Number) });
  });

  test('starts an agent, reads its screen, types, presses keys, waits', async () => {
    const started = await user.call('start_agent', {
      argv: ['/bin/sh'],
      name: 'shell',
      env: { PS1: 'ready> ', GREETING: 'hi' },
    });
    expect(started.data).toMatchObject({
      name: 'shell',
      argv: ['/bin/sh'],
      status: 'running',
      cwd: program.home,
    });
    expect((await user.call('list_agents')).data).toMatchObject({ agents: [{ name: 'shell' }] });
    expect(
      (await user.call('wait_for', { id: 'shell', until: 'text:ready', timeout_s: 10 })).data,
    ).toMatchObject({
      met: true,
    });
    expect(
      (await user.call('send_text', { id: 'shell', text: 'echo "<$GREETING>"', enter: true })).data,
    ).toEqual({
      delivered: true,
      queued: false,
    });
    expect(
      (await user.call('wait_for', { id: 'shell', until: 'text:<hi>', timeout_s: 10 })).data,
    ).toMatchObject({
      met: true,
      text: '<hi>',
    });
    const { text, data } = await user.call('read_screen', { id: 'shell' });
    expect(text).toContain('<hi>');
    expect(data).toMatchObject({
      lines: expect.arrayContaining(['<hi>']),
      cursor: { x: expect.any(Number) },
    });
    expect((await user.call('send_keys', { id: 'shell', keys: ['e', 'c', 'h', 'o', 'enter'] })).data).toEqual(
      { ok: true },
    );
    expect((await user.call('wait_for', { id: 'shell', until: 'text:never', timeout_s: 0.1 })).data).toEqual({
      met: false,
    });
  });

  test('writes Lua, is told what became of it, and sees it on the screen', async () => {
    const good =
      'ui.slot("sidebar", function() return ui.text("made by mcp", { id = "made", height = 1 }) end)\n';
    const written = await user.call('lua_write', { path: 'mine/badge.lua', text: good });
    expect(written.data).toMatchObject({ ok: true, generation: expect.any(Number) });
    expect(written.text).toMatch(/^improvements\/mine\/badge\.lua is live/);
    expect(readFileSync(join(program.home, 'improvements/mine/badge.lua'), 'utf8')).toBe(good);
    expect((await user.call('frame')).text).toContain('made by mcp');
    const around = await user.call('frame', { columns: 100, rows: 30, around: 'made' });
    expect(around.text).toBe('made by mcp');
    expect(around.data).toMatchObject({ rows: 1, lines: ['made by mcp'], nodes: [{ id: 'made' }] });

    const bad = await user.call('lua_write', { path: 'mine/badge.lua', text: 'local x =\n' });
    expect(bad.isError).toBe(false);
    expect(bad.data).toMatchObject({
      ok: false,
      error: { phase: 'syntax', unit: 'improvements/mine/badge.lua' },
    });
    expect((await user.call('lua_errors')).data).toMatchObject({ errors: [{ phase: 'syntax' }] });
    expect((await user.call('lua_status')).data).toMatchObject({
      units: [{ path: 'improvements/mine/badge.lua', error: { phase: 'syntax' } }],
    });
    // The last good one stays.
    expect((await user.call('frame')).text).toContain('made by mcp');
    expect((await user.call('lua_write', { path: 'mine/badge.lua', text: good })).data).toMatchObject({
      ok: true,
    });
    expect((await user.call('lua_errors')).data).toEqual({ errors: [] });
  });

  test('checks Lua without applying it, from the text or from the disk', async () => {
    const text = 'function App:render() return ui.text("checked") end';
    expect((await user.call('lua_check', { path: 'x.lua', text })).data).toEqual({
      ok: true,
      errors: [],
      warnings: [],
    });
    expect(existsSync(join(program.home, 'improvements/x.lua'))).toBe(false);
    const bad = await user.call('lua_check', { path: 'x.lua', text: 'ui.text({}, {})\nuii.text("x")' });
    expect(bad.data).toMatchObject({ ok: false, errors: [{ unit: 'improvements/x.lua', line: 2 }] });
    expect((await user.call('lua_check', { path: 'mine/badge.lua' })).data).toMatchObject({ ok: true });
    expect(await user.call('lua_check', { path: 'none.lua' })).toMatchObject({ isError: true });
    expect((await user.call('frame')).text).not.toContain('checked');
  });

  test.each([
    '../user/layout.lua',
    '/etc/x.lua',
    'a/../../x.lua',
    '.status/x.lua',
    'x.txt',
    '',
    'a//b.lua',
  ])('writes nowhere else: %j', async (path) => {
    expect(await user.call('lua_write', { path, text: '-- x' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('no Lua file below improvements/'),
    });
  });

  test('writes through no link', async () => {
    mkdirSync(join(program.home, 'elsewhere'));
    symlinkSync(join(program.home, 'elsewhere'), join(program.home, 'improvements/link'));
    expect(await user.call('lua_write', { path: 'link/x.lua', text: '-- x' })).toMatchObject({
      isError: true,
    });
    expect(existsSync(join(program.home, 'elsewhere/x.lua'))).toBe(false);
  });

  test('finds in the reference, in the guide, among the keys', async () => {
    const docs = await user.call('lua_docs', { query: 'keymap.set' });
    expect(docs.data).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ name: 'keymap.set' })]),
    });
    expect((await user.call('lua_docs', { query: 'keymap.sett' })).text).toContain('nearest: keymap.set');
    expect((await user.call('guide')).text).toContain('Ten recipes');
    expect((await user.call('guide', { topic: 'undo' })).data).toMatchObject({
      text: expect.stringContaining('# Undo'),
    });
    const keys = await user.call('keymap_list', { mode: 'normal' });
    expect(keys.data['bindings']).toContainEqual(
      expect.objectContaining({ keys: ['n'], action: 'agent.new', mode: 'normal' }),
    );
    expect((await user.call('keymap_list', { mode: 'none' })).data).toEqual({ bindings: [] });
  });

  test('tells Lua of an event, and hears a no', async () => {
    const text =
      'events.on("tool:before", function(event) if event.name == "rm" then return false, "not here" end end, { desc = "x" })';
    await user.call('lua_write', { path: 'guard.lua', text });
    expect(
      (await user.call('emit_event', { type: 'tool:before', payload: { name: 'rm' } })).data,
    ).toMatchObject({
      cancelled: true,
      reason: 'not here',
    });
    expect((await user.call('emit_event', { type: 'tool:before', payload: { name: 'ls' } })).text).toBe(
      'told',
    );
  });

  test('shows a notification', async () => {
    expect((await user.call('notify', { message: 'built', level: 'warn', title: 'Build' })).data).toEqual({
      id: expect.any(String),
    });
    expect((await user.call('frame', { columns: 80, rows: 24 })).text).toContain('built');
  });

  test('a wrong call is an answer that says what is wrong', async () => {
    const said = async (name: string, args: Record<string, unknown>): Promise<string> => {
      const { text, isError } = await user.call(name, args);
      expect(isError).toBe(true);
      return text;
    };
    expect(await said('lua_wirte', {})).toBe('there is no tool "lua_wirte" (did you mean lua_write?)');
    expect(await said('send_text', { id: 'shell' })).toBe('send_text: the argument "text" is missing');
    expect(await said('send_text', { id: 'shell', txt: 'x', text: '' })).toContain(
      '"txt" (did you mean text?)',
    );
    expect(await said('start_agent', { argv: 'ls' })).toBe('start_agent: "argv": array expected');
    expect(await said('notify', { message: 'x', level: 'loud' })).toContain('one of info, warn, error');
    expect(await said('read_screen', { id: 'nobody' })).toContain('no agent "nobody"');
    expect(await said('wait_for', { id: 'shell', until: 'tomorrow' })).toContain('exited, quiet');
    expect(await said('frame', { columns: 10 })).toContain('columns and rows');
    expect(await said('set_title', { title: 'x' })).toContain('only an agent');
    expect(await said('lua_status', { path: 'none.lua' })).toContain('there is no improvements/none.lua');
  });

  test('in a session it is that agent: title, messages, texts', async () => {
    const [shell] = (await user.call('list_agents')).data['agents'] as { id: string }[];
    agent = await connect({
      BOTSTER_AGENT_ID: shell!.id,
      BOTSTER_SOCKET: runtimePaths(program.home, program.env).sessionSocket(shell!.id),
    });
    expect((await agent.call('whoami')).data).toMatchObject({ agent: { id: shell!.id, name: 'shell' } });
    await agent.call('set_title', { title: 'at work' });
    expect((await user.call('list_agents')).data).toMatchObject({ agents: [{ title: 'at work' }] });
    await user.call('start_agent', { argv: ['/bin/cat'], name: 'cat' });
    await agent.call('send_text', { id: 'cat', text: 'from an agent', enter: true });
    const log = (): string => readFileSync(join(program.home, 'logs/hub.log'), 'utf8');
    await until('it is logged with its sender', () => /shell typed into cat: \\?"from an agent/.test(log()), {
      detail: log,
    });
    await agent.call('post_message', { to: 'user', text: 'done' });
    expect((await user.call('receive_messages')).data).toMatchObject({
      messages: [{ from: 'shell', text: 'done' }],
    });
    expect((await user.call('receive_messages')).text).toBe('no messages');
  });

  test('goes back to the last good text of a file', async () => {
    const text = (word: string): string => `ui.slot("sidebar", function() return ui.text("${word}") end)\n`;
    await user.call('lua_write', { path: 'back.lua', text: text('first') });
    await user.call('lua_write', { path: 'back.lua', text: text('second') });
    expect((await user.call('lua_revert', { path: 'back.lua' })).data).toMatchObject({ ok: true });
    expect(readFileSync(join(program.home, 'improvements/back.lua'), 'utf8')).toBe(text('first'));
    expect((await user.call('frame', { columns: 100, rows: 30 })).text).toContain('first');
    expect(await user.call('lua_revert', { path: 'never.lua' })).toMatchObject({ isError: true });
  });

  test('finds the hub again after it was restarted', async () => {
    const { hub } = program.daemons();
    process.kill(hub!, 'SIGKILL');
    await until('the hub is gone', () => {
      try {
        process.kill(hub!, 0);
        return false;
      } catch {
        return true;
      }
    });
    await until('it answers again', async () => !(await user.call('list_agents')).isError);
    // Whoever calls from a session still is that agent, not the user.
    expect((await agent.call('whoami')).data).toMatchObject({ agent: { name: 'shell' } });
    expect((await user.call('list_agents')).data).toMatchObject({
      agents: [{ name: 'shell' }, { name: 'cat' }],
    });
  });

  test('wrote nothing but protocol, and ends with its client', async () => {
    writeFileSync(join(program.home, 'improvements/loud.lua'), 'print("loud")\n');
    const one = await connect();
    await one.call('lua_errors');
    expect(one.said()).toBe('');
    expect(user.said()).toBe('');
    const pid = (one.client.transport as StdioClientTransport).pid!;
    await one.client.close();
    await until('it is gone', () => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    });
  });
});

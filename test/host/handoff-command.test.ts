// `host --handoff` with a hub and its clients around it: all find the new host by themselves.
import { afterEach, expect, test } from 'vitest';
import { connectHost } from '../../src/protocol/host-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createProgram, type Program } from '../helpers/program.ts';

let program: Program;
afterEach(() => program.dispose());

test('an agent goes on over a handoff, and the hub with it', async () => {
  program = createProgram();
  const none = await program.runCli(['host', '--handoff']);
  expect([none.code, none.stderr]).toEqual([3, 'botster-tui host: no host is running\n']);

  const agent = await program.ok([
    'new',
    '--',
    '/bin/sh',
    '-c',
    'echo up; while read x; do echo "[$x]"; done',
  ]);
  await program.ok(['wait', agent, '--until', 'text:up']);
  const { host: old, hub } = program.daemons();
  const result = JSON.parse(await program.ok(['host', '--handoff', '--json']));
  expect(result).toMatchObject({ ok: true, sessions: 1 });
  expect(program.daemons()).toEqual({ host: result.pid, hub });
  expect(result.pid).not.toBe(old);

  await program.ok(['send', agent, '--enter', 'typed']);
  await program.ok(['wait', agent, '--until', 'text:typed.$', '--timeout', '15']);
  expect(await program.ok(['read', agent])).toContain('[typed]');
  await program.ok(['kill', agent]);
  const [ended] = JSON.parse(await program.ok(['ls', '--json']));
  expect(ended).toMatchObject({ id: agent, status: 'exited' });
  expect(ended).not.toHaveProperty('exit_code');
});

test('a client of another protocol is told the fix; what every version has is there for it', async () => {
  program = createProgram();
  await program.ok(['new', '--', '/bin/cat']);
  const socket = runtimePaths(program.home, program.env).hostSocket;
  const protocol = { min: 900, max: 901 };
  await expect(connectHost({ socket, client: 'cli', protocol })).rejects.toThrow(
    /speaks protocol 1 to \d+, the client 900 to 901: botster-tui host --handoff replaces the host/,
  );
  const wide = await connectHost({ socket, client: 'cli', protocol: { min: 1, max: 901 } });
  expect(await wide.peer.call('handoff', {})).toMatchObject({ sessions: 1 });
  wide.close();
});

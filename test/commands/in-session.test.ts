// What a program finds in its session: who it is, and this very program by name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createProgram, type Program } from '../helpers/program.ts';
import { until } from '../helpers/until.ts';

let program: Program;
beforeAll(() => {
  program = createProgram();
});
afterAll(() => program.dispose());

let runs = 0;

/** What a shell of a new agent prints. */
async function shell(
  script: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<string[]> {
  // A file of its own: the one of the run before says `done` already.
  const out = join(program.home, `out-${++runs}`);
  const id = await program.ok(
    ['new', ...flags, '--', '/bin/sh', '-c', `{ ${script}; } >'${out}' 2>&1; echo done >>'${out}'`],
    {
      env,
    },
  );
  const text = (): string => {
    try {
      return readFileSync(out, 'utf8');
    } catch {
      return '';
    }
  };
  await until('it has run', () => text().endsWith('done\n'), { detail: text });
  const lines = text().split('\n').slice(0, -2);
  await program.ok(['wait', id, '--until', 'exited', '--timeout', '10']);
  await program.ok(['kill', id]);
  return [id, ...lines];
}

describe('in a session', () => {
  test('its id, home and socket are in the environment', async () => {
    const [id, ...lines] = await shell('echo $BOTSTER_AGENT_ID; echo $BOTSTER_HOME; echo $BOTSTER_SOCKET');
    expect(lines).toEqual([id, program.home, runtimePaths(program.home, program.env).sessionSocket(id!)]);
  });

  test('botster-tui is this program, and knows who calls', async () => {
    const [id, where, ...listed] = await shell('command -v botster-tui; botster-tui ls --json');
    expect(where).toBe(join(program.home, 'bin', 'botster-tui'));
    expect(JSON.parse(listed.join('\n'))).toMatchObject([{ id }]);
  });

  test('it is found where its user has none, and where node is not on the PATH', async () => {
    const [, first] = await shell('botster-tui --version', { PATH: '/usr/bin:/bin' });
    expect(first).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('it finds its hub though its environment leads elsewhere', async () => {
    const lead = ['--env', 'BOTSTER_RUNTIME_DIR=/nowhere', '--env', 'TMPDIR=/nowhere'];
    const [, ...lines] = await shell('botster-tui lua eval "return 6 * 7"', {}, lead);
    expect(lines).toEqual(['42']);
  });

  test('within a session within a session, the folder is on the PATH once', async () => {
    const folder = join(program.home, 'bin');
    const [, path] = await shell('echo $PATH', { PATH: `/usr/bin:${folder}:/bin` });
    expect(path).toBe(`${folder}:/usr/bin:/bin`);
  });
});

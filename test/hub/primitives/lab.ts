// A hub with real Lua over the real host, and questions put to it as a file's code would.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createLuaWorld } from '../../../src/lua/supervisor.ts';
import type { PrivateHome } from '../../helpers/private-home.ts';
import { until } from '../../helpers/until.ts';
import { worker } from '../../lua/world-helper.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export interface Lab {
  hub: TestHub;
  /** A directory for projects, outside of every home. */
  readonly root: string;
  /** What code returns in a handler of `user/`, as a list; throws what it raised. */
  ask(code: string, unit?: string): Promise<unknown[]>;
  /** The first value. */
  value(code: string): Promise<unknown>;
  /** The second value of what did not work. */
  failure(code: string, unit?: string): Promise<Failure>;
  /** Saves a Lua file below the home and waits until it is live. Throws where it is refused. */
  save(unit: string, text: string): Promise<void>;
  /** Lines that files logged. */
  said(): string[];
  write(path: string, text: string): string;
  git(directory: string, ...args: string[]): string;
  /** Makes an agent in a directory the one in front. */
  work(directory: string): Promise<void>;
  /** Ends the hub, writes files below the home, and starts another hub there. */
  again(files: Readonly<Record<string, string>>): Promise<void>;
  dispose(): Promise<void>;
}

/** Answers questions for its layer. */
const asking = (layer: string): string => `
events.on("custom:ask_${layer}", function(event)
  local fn, problem = load("return " .. event.code)
  if not fn then fn, problem = load(event.code) end
  if not fn then error(problem, 0) end
  local results = table.pack(pcall(fn))
  for index = 1, results.n do if results[index] == nil then results[index] = json.null end end
  log.info("ANSWER " .. event.id .. " " .. json.encode(json.array(results)))
end)`;

export async function openLab(): Promise<Lab> {
  const start = (home?: PrivateHome): Promise<TestHub> =>
    startTestHub({
      world: async (options) => createLuaWorld({ ...options, worker }),
      ...(home ? { home } : {}),
    });
  const hub = await start();
  const root = join(hub.home.home, '..', 'places');
  mkdirSync(root);
  await hub.hub.lua.ready(20_000);
  let count = 0;

  const lab: Lab = {
    hub,
    root,
    async ask(code, unit = 'user/ask.lua') {
      const id = `q${++count}`;
      const layer = dirname(unit);
      await lab.hub.hub.lua.world().emit(`custom:ask_${layer}`, { code, id });
      const mark = `ANSWER ${id} `;
      const line = (): string | undefined => lab.hub.log.find((one) => one.includes(mark));
      await until(`an answer to ${code}`, () => line() !== undefined, {
        detail: () => lab.hub.log.slice(-10).join('\n'),
      });
      const [ok, ...values] = JSON.parse(line()!.slice(line()!.indexOf(mark) + mark.length)) as unknown[];
      if (!ok) throw new Error(String(values[0]));
      return values;
    },
    value: async (code) => (await lab.ask(code))[0],
    async failure(code, unit) {
      const [value, problem] = await lab.ask(code, unit);
      if (value !== null && value !== false) throw new Error(`it worked: ${JSON.stringify(value)}`);
      return problem as Failure;
    },
    async save(unit, text) {
      lab.hub.write(unit, text);
      const verdict = await lab.hub.hub.files.verdict(unit, 10_000);
      if (verdict.kind !== 'live') throw new Error(JSON.stringify(verdict));
    },
    said: () =>
      lab.hub.log
        .filter((line) => /^info (user|improvements)\//.test(line))
        .map((line) => line.replace(/^info \S+: /, '')),
    write(path, text) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    git(directory, ...args) {
      const identity = [
        '-c',
        'user.name=Ann',
        '-c',
        'user.email=ann@example.org',
        '-c',
        'init.defaultBranch=main',
      ];
      return execFileSync('git', [...identity, ...args], { cwd: join(root, directory), encoding: 'utf8' });
    },
    async work(directory) {
      const client = await lab.hub.connect();
      const agent = await client.peer.call('agent.new', {
        argv: ['/bin/sh', '-c', 'read line'],
        cwd: resolve(root, directory),
        env: { PATH: process.env['PATH']! },
      });
      lab.hub.hub.actions.focus(agent.id, undefined);
    },
    async again(files) {
      await lab.hub.leave();
      for (const [path, text] of Object.entries(files)) lab.hub.write(path, text);
      lab.hub = await start(lab.hub.home);
      await lab.hub.hub.lua.ready(20_000);
    },
    dispose: () => lab.hub.dispose(),
  };
  try {
    await lab.save('user/ask.lua', asking('user'));
    await lab.save('improvements/ask.lua', asking('improvements'));
  } catch (error) {
    await lab.dispose();
    throw error;
  }
  return lab;
}

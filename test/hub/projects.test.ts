// A repository's own Lua, from its file to the world: nothing of it runs before the person has allowed that very
// text, and what was allowed goes on while a change waits for their word.
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProjects, type Projects } from '../../src/hub/projects/projects.ts';
import { createTrust, type Trust } from '../../src/hub/trust.ts';
import { until } from '../helpers/until.ts';
import { type Lab, openLab } from './primitives/lab.ts';

describe('the files', () => {
  let root: string;
  let projects: Projects;
  let trust: Trust;
  const told: string[] = [];
  const changes: (readonly string[])[] = [];
  const EMPTY = { files: [], problems: [] };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'bt-projects-')));
    for (const folder of ['app/.git', 'app/src', 'app/.botster/agents', 'home'])
      mkdirSync(join(root, folder), { recursive: true });
    write('a.lua', 'return 1');
    write('b.lua', 'return 2');
    const kept = new Map<string, string>();
    trust = createTrust(
      {
        get: (_table, key) => kept.get(key),
        set: (_table, key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
        all: () => kept,
      },
      () => projects.refresh(),
    );
    projects = createProjects({
      home: join(root, 'home'),
      trust,
      notify: ({ text }) => void told.push(text),
      onChange: (units) => void changes.push(units),
      onRoots: () => {},
    });
    told.length = 0;
    changes.length = 0;
  });
  afterEach(() => {
    projects.close();
    rmSync(root, { recursive: true, force: true });
  });
  const at = (name: string): string => join(root, 'app/.botster', name);
  const write = (name: string, text: string): void => writeFileSync(at(name), text);
  const work = (...cwds: string[]): void => projects.follow(cwds.map((cwd) => ({ cwd: join(root, cwd) })));
  const loaded = (): string[] =>
    projects.add(EMPTY).files.map(({ unit, text }) => `${unit.replace(/-[0-9a-f]{6}\//, '/')} ${text}`);
  const waiting = (): string[] =>
    projects.waiting().map(({ path, changed }) => `${path.slice(root.length)}${changed ? ' changed' : ''}`);
  const allow = (name: string): void => {
    const { path, hash } = projects.waiting().find((one) => one.path === at(name))!;
    trust.allow(path, hash);
  };

  test('wait for the person, each for itself; what was allowed goes on while a change waits', async () => {
    work('app/src');
    expect([loaded(), waiting(), projects.roots()]).toEqual([
      [],
      ['/app/.botster/a.lua', '/app/.botster/b.lua'],
      undefined,
    ]);
    expect(told).toEqual([
      `Not run, since you have not allowed it: .botster/a.lua, .botster/b.lua. To see and allow it: :trust, or botster-tui trust ${root}/app`,
    ]);
    allow('a.lua');
    expect(loaded()).toEqual(['project/app/a.lua return 1']);
    expect(projects.roots()).toEqual({ [join(root, 'app/src')]: join(root, 'app') });
    write('a.lua', 'return "worse"');
    await until('the change is seen', () => told.length === 2);
    expect(told[1]).toContain('Changed since you allowed it: .botster/a.lua. What you allowed goes on.');
    expect([loaded(), waiting()]).toEqual([
      ['project/app/a.lua return 1'],
      ['/app/.botster/a.lua changed', '/app/.botster/b.lua'],
    ]);
    allow('a.lua');
    expect(loaded()).toEqual(['project/app/a.lua return "worse"']);
    trust.forget(at('a.lua'));
    expect(loaded()).toEqual([]);
    expect(changes.length).toBe(3);
    expect(told.length).toBe(2);
  });

  test('that are gone are gone, and those of no agent are not loaded', async () => {
    work('app');
    allow('a.lua');
    allow('b.lua');
    expect(loaded().length).toBe(2);
    rmSync(at('b.lua'));
    await until('it is gone', () => loaded().length === 1);
    work('home');
    expect(loaded()).toEqual([]);
    work('app', 'home');
    expect(loaded().length).toBe(1);
  });

  test('are regular files of the folder itself: no links, data, tests, nor the home of the program', () => {
    symlinkSync(at('a.lua'), at('link.lua'));
    for (const name of ['workspace.lua', 'a_test.lua', '.hidden.lua', 'note.txt', 'agents/x.lua'])
      write(name, '');
    work('app');
    expect(waiting()).toEqual(['/app/.botster/a.lua', '/app/.botster/b.lua']);
    mkdirSync(join(root, 'other/.git'), { recursive: true });
    symlinkSync(join(root, 'app/.botster'), join(root, 'other/.botster'));
    mkdirSync(join(root, 'plain/.botster'), { recursive: true });
    writeFileSync(join(root, 'plain/.botster/a.lua'), '');
    work('other', 'plain');
    expect(waiting()).toEqual([]);
    const own = createProjects({
      ...{ home: join(root, 'app/.botster'), trust, notify: () => {}, onChange: () => {}, onRoots: () => {} },
    });
    own.follow([{ cwd: join(root, 'app') }]);
    expect(own.waiting()).toEqual([]);
    own.close();
  });
});

describe('in a hub', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
    lab.write('app/.botster/hooks.lua', code('one'));
    lab.git('app', 'init', '-q');
    lab.git('app', 'add', '.');
    lab.git('app', 'commit', '-qm', 'first');
  });
  afterAll(() => lab?.dispose());
  const code = (word: string): string =>
    `events.on("agent:title", function(event) log.info("${word} " .. event.title) end) project.row(function() return "row ${word}" end)`;
  const titles = async (): Promise<string[]> => {
    const ids = lab.hub.hub.agents.list().map(({ id }) => id);
    const before = lab.hub.log.length;
    for (const [index, id] of ids.entries())
      await lab.hub.hub.lua.world().emit('agent:title', { agent: id, title: `T${index}` });
    return lab.hub.log.slice(before).flatMap((line) => /project\/\S+: (.*)/.exec(line)?.[1] ?? []);
  };
  const live = (): (string | undefined)[] =>
    lab.hub.hub.lua
      .world()
      .units()
      .filter(({ layer, status }) => layer === 'project' && status === 'live')
      .map(({ status }) => status);

  test('it is live once it is allowed, for the agents there and in worktrees', async () => {
    lab.git('app', 'worktree', 'add', '-q', '../tree', '-b', 'fix');
    mkdirSync(join(lab.root, 'beside'));
    for (const place of ['app', 'tree', 'beside']) await lab.work(place);
    await until('it is told', () => lab.hub.hub.notifications.list().length === 1);
    expect(live()).toEqual([]);
    const client = await lab.hub.connect();
    const [file] = (await lab.value('trust.waiting()')) as { path: string; hash: string }[];
    expect(file!.path).toBe(join(lab.root, 'app/.botster/hooks.lua'));
    await client.peer.call('trust.set', file!);
    await until('it is live', () => live().length === 1);
    expect(await titles()).toEqual(['one T0', 'one T1']);

    appendFileSync(file!.path, '\nkeymap.set("normal", "x", function() end)');
    await until('the change is told', () => lab.hub.hub.notifications.list().length === 2);
    expect(await titles()).toEqual(['one T0', 'one T1']);
    // Allowed, it is wrong: the text before goes on, and the line is told.
    const [changed] = (await lab.value('trust.waiting()')) as { path: string; hash: string }[];
    await client.peer.call('trust.set', { path: changed!.path, hash: changed!.hash });
    await until('it is refused', () => lab.hub.hub.lua.errors().length > 0);
    expect(lab.hub.hub.lua.errors()[0]).toMatchObject({ file: file!.path, line: 2 });
    expect(await titles()).toEqual(['one T0', 'one T1']);

    await client.peer.call('trust.set', { path: file!.path });
    await until('nothing of it runs', async () => (await titles()).length === 0);
    expect(live()).toEqual([]);
  });
});

// `git.*`, asked by Lua of real repositories through the git that is installed.
import { chmodSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
  mkdirSync(join(lab.root, 'app'));
  lab.git('app', 'init', '-q');
  lab.write('app/src/a b.txt', 'one\n');
  lab.git('app', 'add', '.');
  lab.git('app', 'commit', '-q', '-m', 'First: "quotes" & ünicode');
  lab.write('app/README', 'read me\n');
  lab.git('app', 'add', '.');
  lab.git('app', 'commit', '-q', '-m', 'Second');
  await lab.work('app');
});
afterAll(() => lab?.dispose());

const app = (path = ''): string => join(lab.root, 'app', path);

describe('what is asked', () => {
  test('the log is lines, or commits taken apart', async () => {
    const lines = (await lab.value('git.log({max_count = 10})')) as string[];
    expect(lines.map((line) => line.replace(/^[0-9a-f]{7,} /, ''))).toEqual([
      'Second',
      'First: "quotes" & ünicode',
    ]);
    expect(await lab.value('table.concat(git.log({max_count = 10}), "\\n")')).toBe(lines.join('\n'));
    expect(await lab.value('git.log_entries{ max_count = 1 }')).toMatchObject([
      {
        subject: 'Second',
        author: 'Ann',
        email: 'ann@example.org',
        hash: lab.git('app', 'rev-parse', 'HEAD').trim(),
      },
    ]);
    expect(await lab.value('#git.log{ path = "README" }')).toBe(1);
    expect(await lab.value('#git.log{ path = "src" }')).toBe(1);
    expect(await lab.value(`#git.log{ path = "${app()}" }`)).toBe(2);
    expect(await lab.value('#git.log{ since = "1 hour ago" }')).toBe(2);
    expect(await lab.value('#git.log{ ref = "HEAD~1" }')).toBe(1);
  });

  test('the status tells branch, counts and files', async () => {
    lab.write('app/src/a b.txt', 'two\n');
    lab.write('app/new file', '');
    lab.write('app/staged', 'x');
    lab.git('app', 'add', 'staged');
    lab.git('app', 'mv', 'README', 'READ ME');
    const status = (await lab.value('git.status()')) as { files: unknown };
    expect(status).toMatchObject({
      root: realpathSync(app()),
      branch: 'main',
      head: lab.git('app', 'rev-parse', 'HEAD').trim(),
      ahead: 0,
      behind: 0,
      clean: false,
      staged: 2,
      changed: 1,
      untracked: 1,
      conflicts: 0,
    });
    expect(status.files).toEqual([
      { path: 'READ ME', from: 'README', index: 'R', worktree: '.' },
      { path: 'src/a b.txt', index: '.', worktree: 'M' },
      { path: 'staged', index: 'A', worktree: '.' },
      { path: 'new file', index: '?', worktree: '?' },
    ]);
  });

  test('the diff is of the project, of a path, of the next commit, or between commits', async () => {
    expect(await lab.value('git.diff()')).toMatch(/-one\n\+two/);
    expect(await lab.value('git.diff("staged")')).toBe('');
    expect(await lab.value('git.diff{ staged = true, path = "staged" }')).toMatch(/\+x/);
    expect(await lab.value('git.diff{ from = "HEAD~1", to = "HEAD", stat = true }')).toMatch(
      /README \| 1 \+/,
    );
    expect(await lab.value('git.show("HEAD~1")')).toMatch(/First[\s\S]*\+one/);
    expect(await lab.failure('git.diff{ to = "HEAD" }')).toMatchObject({ code: 'usage' });
  });

  test('branches and the one in use', async () => {
    lab.git('app', 'branch', 'topic/one');
    expect(await lab.value('git.branches()')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'main', current: true, worktree: realpathSync(app()) }),
        expect.objectContaining({ name: 'topic/one', current: false }),
      ]),
    );
    expect(await lab.value('git.current_branch()')).toBe('main');
  });

  test('an empty repository is no error, what is none is', async () => {
    mkdirSync(join(lab.root, 'empty'));
    lab.git('empty', 'init', '-q');
    await lab.work('empty');
    expect(await lab.value('#git.log()')).toBe(0);
    expect(await lab.value('git.status()')).toMatchObject({ branch: 'main', clean: true });
    mkdirSync(join(lab.root, 'bare-floor'));
    await lab.work('bare-floor');
    expect(await lab.failure('git.log()')).toEqual({
      code: 'git',
      message: expect.stringMatching(/^git rev-parse: not a git repository/),
    });
    await lab.work('app');
  });
});

describe('what is given to git', () => {
  test('is never an option of it', async () => {
    const target = join(lab.root, 'written');
    for (const code of [
      `git.log{ ref = "--output=${target}" }`,
      `git.diff{ from = "--output=${target}" }`,
      `git.show("--output=${target}")`,
      `git.show("HEAD --output=${target}")`,
    ])
      expect(await lab.failure(code)).toMatchObject({ code: 'usage' });
    for (const code of [
      `git.log{ path = "--output=${target}" }`,
      `git.diff("--output=${target}")`,
      'git.log{ since = "--all; touch /tmp/x" }',
      'git.diff(":(exclude)src")',
    ])
      await lab.ask(code);
    expect(existsSync(target)).toBe(false);
    expect(await lab.failure('git.worktree_add(".", "../x", "--detach")')).toMatchObject({ code: 'usage' });
    expect(await lab.failure('git.worktree_add(".", "../x", "a..b")')).toMatchObject({ code: 'usage' });
  });

  test('a repository runs no program because it is looked at', async () => {
    const mark = join(lab.root, 'ran');
    const script = lab.write('evil.sh', `#!/bin/sh\ntouch ${mark}\n`);
    chmodSync(script, 0o755);
    lab.git('app', 'config', 'core.fsmonitor', script);
    lab.git('app', 'config', 'diff.external', script);
    lab.git('app', 'config', 'core.pager', script);
    lab.git('app', 'config', 'diff.evil.textconv', script);
    writeFileSync(app('.gitattributes'), '* diff=evil\n');
    await lab.value('git.status()');
    await lab.value('git.diff()');
    await lab.value('git.show("HEAD")');
    await lab.value('git.log()');
    expect(existsSync(mark)).toBe(false);
  });

  test('is within reach', async () => {
    mkdirSync(join(lab.root, 'elsewhere'));
    expect(await lab.failure(`git.status("${join(lab.root, 'elsewhere')}")`)).toMatchObject({
      code: 'outside',
    });
  });

  test('that answers too much is refused', async () => {
    lab.write('app/src/a b.txt', `${'many words '.repeat(10)}\n`.repeat(15_000));
    expect(await lab.failure('git.diff()')).toEqual({
      code: 'too_large',
      message: 'git diff: more than 1048576 bytes: ask for less',
    });
    lab.write('app/src/a b.txt', 'two\n');
  });
});

describe('worktrees', () => {
  test('are made for a new branch, told of, and removed', async () => {
    await lab.save(
      'user/tells.lua',
      `events.on("worktree:created", function(event) log.info("CREATED " .. event.branch .. " " .. event.path) end)
       events.on("worktree:removed", function(event) log.info("REMOVED " .. event.path) end)`,
    );
    const made = join(realpathSync(lab.root), 'app-feature');
    expect(await lab.value('git.worktree_add(workspace.root(), "../app-feature", "feature/x")')).toBe(made);
    expect(await lab.value(`git.current_branch("${made}")`)).toBe('feature/x');
    expect(await lab.value('git.worktrees()')).toEqual([
      expect.objectContaining({ path: realpathSync(app()), branch: 'main', main: true }),
      expect.objectContaining({ path: made, branch: 'feature/x', main: false }),
    ]);
    lab.write('app-feature/work', 'not committed');
    expect(await lab.failure(`git.worktree_remove("${made}")`)).toMatchObject({ code: 'git' });
    expect(await lab.value(`git.worktree_remove("${made}", { force = true })`)).toBe(true);
    expect(existsSync(made)).toBe(false);
    expect(lab.said().filter((line) => /^(CREATED|REMOVED)/.test(line))).toEqual([
      `CREATED feature/x ${made}`,
      `REMOVED ${made}`,
    ]);
  });

  test('are made for a branch that exists, or from a commit', async () => {
    const made = await lab.value('git.worktree_add(".", "../app-topic", "topic/one")');
    expect(await lab.value(`git.current_branch("${made}")`)).toBe('topic/one');
    expect(await lab.failure('git.worktree_add(".", "../app-again", "topic/one")')).toMatchObject({
      code: 'git',
    });
    const older = await lab.value('git.worktree_add(".", "../app-older", "older", { from = "HEAD~1" })');
    expect(await lab.value(`#git.log{ path = "${older}" }`)).toBe(1);
    expect(await lab.failure('git.worktree_remove(".")')).toMatchObject({ code: 'usage' });
  });

  test('are not made where a hook says no, and where and what it says otherwise', async () => {
    await lab.save(
      'user/tells.lua',
      `hooks.register("worktree:before_create", "main only", function(event)
         if event.branch == "moved" then return { payload = { repo = event.repo, path = "../app-elsewhere", branch = "renamed" } } end
         return { type = "cancel", reason = "not " .. event.branch }
       end)`,
    );
    expect(await lab.failure('git.worktree_add(".", "../app-no", "no")')).toEqual({
      code: 'cancelled',
      message: 'not no',
    });
    expect(existsSync(join(lab.root, 'app-no'))).toBe(false);
    const made = await lab.value('git.worktree_add(".", "../app-moved", "moved")');
    expect(made).toBe(join(realpathSync(lab.root), 'app-elsewhere'));
    expect(await lab.value(`git.current_branch("${made}")`)).toBe('renamed');
  });

  test('need a grant in files that agents write', async () => {
    const unit = 'improvements/ask.lua';
    await expect(lab.ask('git.worktree_add(".", "../y", "y")', unit)).rejects.toThrow(
      /needs capability 'git\.write'/,
    );
    expect(await lab.ask('git.current_branch()', unit)).toEqual(['main']);
  });
});

// `fs` and `workspace`, asked by Lua of the real file system: what is in reach, and what is not.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
  lab.write('app/docs/notes.md', 'first\nsecond\n');
  lab.write('app/src/one.lua', 'return 1');
  lab.write('app/src/deep/two.lua', 'return 2');
  lab.write('app/node_modules/three.lua', '');
  lab.write('elsewhere/secret.txt', 'secret');
  lab.git('app', 'init', '-q');
  await lab.work('app/src');
});
afterAll(() => lab?.dispose());

const project = (path = ''): string => join(lab.root, 'app', path);

describe('the workspace', () => {
  test('is the repository of the focused agent, and paths are told from there', async () => {
    expect(await lab.value('workspace.root()')).toBe(project());
    expect(await lab.value('workspace.read_file("docs/notes.md")')).toBe('first\nsecond\n');
    expect(await lab.value('workspace.file_exists("docs/notes.md")')).toBe(true);
    expect(await lab.value('workspace.file_exists("docs/ARCHITECTURE.md")')).toBe(false);
    expect(await lab.value('workspace.list()')).toEqual([
      { name: '.git', type: 'directory' },
      { name: 'docs', type: 'directory' },
      { name: 'node_modules', type: 'directory' },
      { name: 'src', type: 'directory' },
    ]);
  });

  test('is searched with globs', async () => {
    expect(await lab.value('workspace.glob("**/*.lua")')).toEqual(['src/deep/two.lua', 'src/one.lua']);
    expect(await lab.value('workspace.glob("src/*.lua")')).toEqual(['src/one.lua']);
    expect(await lab.value('workspace.glob("{src,docs}/*o*.{lua,md}")')).toEqual([
      'docs/notes.md',
      'src/one.lua',
    ]);
    expect(await lab.value('#workspace.glob("history/**/task-1-*.json")')).toBe(0);
    expect(await lab.value('workspace.glob("node_modules/*.lua")')).toEqual(['node_modules/three.lua']);
    expect(await lab.value(`fs.glob("${project()}/s*/*.lua")`)).toEqual([project('src/one.lua')]);
    const { code } = await lab.failure('workspace.glob("../elsewhere/*")');
    expect(code).toBe('outside');
  });

  test('writes a file whole, and keeps its permissions', async () => {
    const script = lab.write('app/run.sh', 'old');
    execFileSync('chmod', ['751', script]);
    expect(await lab.value('workspace.write_file("run.sh", "new ü")')).toBe(true);
    expect(readFileSync(script, 'utf8')).toBe('new ü');
    expect(statSync(script).mode & 0o777).toBe(0o751);
  });
});

describe('files', () => {
  test('are made, added to, listed, told of, moved, copied and removed', async () => {
    expect(await lab.value('fs.mkdir("made/below")')).toBe(true);
    expect(await lab.value('fs.write("made/a.txt", "one")')).toBe(true);
    expect(await lab.value('fs.append("made/a.txt", " two")')).toBe(true);
    expect(await lab.value('fs.read("made/a.txt")')).toBe('one two');
    expect(await lab.value('fs.stat("made/a.txt")')).toMatchObject({
      type: 'file',
      size: 7,
      path: project('made/a.txt'),
    });
    expect(await lab.value('fs.copy("made/a.txt", "made/b.txt")')).toBe(true);
    expect(await lab.value('fs.rename("made/b.txt", "made/below/c.txt")')).toBe(true);
    expect(await lab.value('fs.list("made")')).toEqual([
      { name: 'a.txt', type: 'file' },
      { name: 'below', type: 'directory' },
    ]);
    expect(await lab.failure('fs.copy("made/a.txt", "made/below/c.txt")')).toMatchObject({ code: 'exists' });
    expect(await lab.failure('fs.remove("made/below")')).toMatchObject({ code: 'not_empty' });
    expect(await lab.value('fs.remove("made", { recursive = true })')).toBe(true);
    expect(existsSync(project('made'))).toBe(false);
  });

  test('that cannot be read say why', async () => {
    expect(await lab.failure('fs.read("docs/none.md")')).toEqual({
      code: 'not_found',
      message: 'docs/none.md: there is no such file',
    });
    expect(await lab.failure('fs.read("docs")')).toMatchObject({ code: 'not_file' });
    writeFileSync(project('large.txt'), 'x'.repeat(1024 * 1024 + 1));
    expect(await lab.failure('fs.read("large.txt")')).toMatchObject({ code: 'too_large' });
    writeFileSync(project('binary'), Buffer.from([0x66, 0xff, 0xfe]));
    expect(await lab.failure('fs.read("binary")')).toMatchObject({ code: 'not_text' });
    execFileSync('mkfifo', [project('pipe')]);
    expect(await lab.failure('fs.read("pipe")')).toMatchObject({ code: 'not_file' });
    expect(await lab.failure('fs.read("a\\0b")')).toMatchObject({ code: 'usage' });
  });

  test('are read and written as they are: any text, any name', async () => {
    const text = '"\\n\r\n\t\u0000ü€😀]]--';
    writeFileSync(project('odd "name\'s'), text);
    expect(await lab.value('fs.read("odd \\"name\'s")')).toBe(text);
    expect(await lab.value('fs.write("copy.txt", fs.read("odd \\"name\'s"))')).toBe(true);
    expect(readFileSync(project('copy.txt'), 'utf8')).toBe(text);
  });
});

describe('what is out of reach', () => {
  test('is a place that no agent works in', async () => {
    const secret = join(lab.root, 'elsewhere/secret.txt');
    for (const path of [secret, '../elsewhere/secret.txt', 'docs/../../elsewhere/secret.txt']) {
      expect(await lab.failure(`fs.read("${path}")`)).toMatchObject({ code: 'outside' });
      expect(await lab.failure(`fs.write("${path}", "mine")`)).toMatchObject({ code: 'outside' });
      expect(await lab.failure(`fs.exists("${path}")`)).toMatchObject({ code: 'outside' });
    }
    expect(readFileSync(secret, 'utf8')).toBe('secret');
  });

  test('stays out of reach behind links', async () => {
    symlinkSync(join(lab.root, 'elsewhere'), project('way-out'));
    symlinkSync(join(lab.root, 'elsewhere/secret.txt'), project('link.txt'));
    symlinkSync(join(lab.root, 'elsewhere/new.txt'), project('dangling.txt'));
    for (const path of ['way-out/secret.txt', 'link.txt'])
      expect(await lab.failure(`fs.read("${path}")`)).toMatchObject({ code: 'outside' });
    for (const path of ['way-out/new.txt', 'link.txt'])
      expect(await lab.failure(`fs.write("${path}", "mine")`)).toMatchObject({ code: 'outside' });
    await lab.failure('fs.write("dangling.txt", "mine")');
    expect(await lab.failure('fs.mkdir("way-out/deep/er")')).toMatchObject({ code: 'outside' });
    expect(existsSync(join(lab.root, 'elsewhere/new.txt'))).toBe(false);
    expect(existsSync(join(lab.root, 'elsewhere/deep'))).toBe(false);
    expect(await lab.value('#workspace.glob("**/secret.txt")')).toBe(0);
    // The link itself is the project's.
    expect(await lab.value('fs.remove("link.txt")')).toBe(true);
    expect(readFileSync(join(lab.root, 'elsewhere/secret.txt'), 'utf8')).toBe('secret');
  });

  test('are links that stay inside not', async () => {
    symlinkSync('docs/notes.md', project('inside.md'));
    expect(await lab.value('fs.read("inside.md")')).toBe('first\nsecond\n');
    expect(await lab.value('fs.append("inside.md", "third\\n")')).toBe(true);
    expect(await lab.value('fs.write("inside.md", fs.read("inside.md"))')).toBe(true);
    expect(lstatSync(project('inside.md')).isSymbolicLink()).toBe(true);
    expect(readFileSync(project('docs/notes.md'), 'utf8')).toBe('first\nsecond\nthird\n');
  });

  test('is what git keeps, and a project as a whole', async () => {
    expect(await lab.failure('fs.write(".git/hooks/post-checkout", "#!/bin/sh")')).toMatchObject({
      code: 'denied',
    });
    expect(await lab.failure('fs.remove(".", { recursive = true })')).toMatchObject({ code: 'denied' });
    expect(existsSync(project('docs'))).toBe(true);
  });

  test('is the home of the program not: `~/.botster` means it, wherever it is', async () => {
    expect(await lab.value('fs.write("~/.botster/user/data.txt", "kept")')).toBe(true);
    expect(readFileSync(join(lab.hub.home.home, 'user/data.txt'), 'utf8')).toBe('kept');
    expect(await lab.value('fs.dirname(fs.glob("~/.botster/user/*.txt")[1])')).toBe(
      join(lab.hub.home.home, 'user'),
    );
  });
});

describe('files that agents write', () => {
  const unit = 'improvements/ask.lua';

  test('read the projects, but write only with a grant', async () => {
    expect(await lab.ask('workspace.read_file("src/one.lua")', unit)).toEqual(['return 1']);
    await expect(lab.ask('fs.write("x.txt", "")', unit)).rejects.toThrow(
      /fs\.write needs capability 'fs\.write' \(not granted to improvements\/ask\.lua\)/,
    );
    for (const call of [
      'fs.append("x", "")',
      'fs.mkdir("x")',
      'fs.remove("x")',
      'fs.rename("x", "y")',
      'fs.copy("x", "y")',
      'workspace.write_file("x", "")',
    ])
      await expect(lab.ask(call, unit)).rejects.toThrow(/needs capability 'fs\.write'/);
  });

  test('do not reach the home directory of the person', async () => {
    expect(await lab.failure('fs.exists("~/.profile")', unit)).toMatchObject({
      code: expect.stringMatching(/outside|not_found/),
    });
    const [value, problem] = await lab.ask('fs.list("~")', unit);
    expect([value, (problem as { code: string }).code]).toEqual([null, 'outside']);
  });
});

test('where nothing can wait, the error says so at its line', async () => {
  await lab.save(
    'user/render.lua',
    `
local base = App.render
function App:render()
  pcalled, said = pcall(function()
    return workspace.root()
  end)
  return base(self)
end
hooks.register("agent:before_spawn", "reads", function()
  local ok, problem = pcall(fs.read, "x")
  log.info("HOOK " .. problem)
end)
timer.after(0, function() ui.redraw() end)
events.on("custom:said", function() log.info("RENDER " .. said) end)
loaded, problem = pcall(function() return git.status() end)
log.info("LOAD " .. problem)
`,
  );
  const said = (mark: string): string | undefined => lab.said().find((line) => line.startsWith(mark));
  await lab.hub.terminal().then(({ client }) => client.peer.call('view.attach', { columns: 80, rows: 24 }));
  await lab.work('app');
  await lab.hub.hub.draw(lab.hub.hub.views.latest()!);
  await lab.hub.hub.lua.world().emit('custom:said', {});
  expect(said('LOAD')).toBe(
    'LOAD user/render.lua:15: git.status cannot wait here (a file that is being loaded is not kept waiting: ask in a key, a handler or timer.after(0, …))',
  );
  expect(said('RENDER')).toBe(
    'RENDER user/render.lua:5: workspace.root cannot wait here (render and before-hooks are synchronous)',
  );
  expect(said('HOOK')).toMatch(/fs\.read cannot wait here \(render and before-hooks are synchronous\)/);
});

test('a directory without a repository is its own project; a home directory is none', async () => {
  mkdirSync(join(lab.root, 'plain/deep'), { recursive: true });
  await lab.work('plain/deep');
  expect(await lab.value('workspace.root()')).toBe(join(lab.root, 'plain/deep'));
  for (const directory of [homedir(), '/']) {
    await lab.work(directory);
    expect(await lab.failure('workspace.root()')).toMatchObject({ code: 'no_project' });
    expect(await lab.failure('fs.read("/etc/hostname")')).toMatchObject({ code: 'outside' });
  }
});

// The calls of the first descriptions of the program that reach the machine, as spelled there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorlds, openWorld, said, type TestWorld, until } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

/** Runs `code` in a handler and answers what it asks for, by name. */
async function run(code: string, answers: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const before = said(world).length;
  const asked = world.requests.length;
  await world.save({
    'user/seed.lua': `keymap.set("normal", "g", function()\n${code}\nlog.info("DONE")\nend, { desc = "go" })`,
  });
  expect(world.world.errors()).toEqual([]);
  await world.world.key('v1', 'normal', ['g']);
  let answered = asked;
  await until('it is done', () => {
    for (; answered < world.requests.length; answered++) {
      const { effect, answer } = world.requests[answered]!;
      answer(answers[effect.name] ?? null);
    }
    return (said(world).length > before && said(world).at(-1) === 'DONE') || world.world.errors().length > 0;
  });
  expect(world.world.errors()).toEqual([]);
  return said(world).slice(before, -1);
}

test('a pseudo-terminal', async () => {
  await run(`
    local cmd, data, cols, rows, callback = "sh", "x", 80, 24, function() end
    pty.spawn(cmd, { args = {}, env = {}, cwd = "" })
    pty:write(data)
    pty:resize(cols, rows)
    pty:kill()
    pty:on_output(callback)
    pty:on_exit(callback)`);
});

test('drawing on the terminal', async () => {
  await run(`
    local x, y, text = 1, 2, "text"
    term.size()
    term.clear()
    term.set_cursor(x, y)
    term.write(text, { fg = "white", bg = "black", bold = false })
    term.flush()`);
});

test('events', async () => {
  expect(
    await run(`
    local event_type = "custom:seed"
    local subscription_id = events.on(event_type, function(event) log.info(event.text) end)
    events.emit(event_type, { text = "heard" })
    events.off(subscription_id)
    events.emit(event_type, { text = "not heard" })`),
  ).toEqual(['heard']);
});

test('git', async () => {
  const commits = [
    { short: 'abc1234', subject: 'Second' },
    { short: 'def5678', subject: 'First' },
  ];
  expect(
    await run(
      `
    local repo, path, branch = "/repo", "/repo-x", "x"
    git.worktree_add(repo, path, branch)
    git.worktree_remove(path)
    log.info(git.status(path).branch)
    local commits = git.log({max_count = 10})
    log.info(table.concat(commits, ", "))`,
      {
        'git.log': commits,
        'git.status': { branch: 'main' },
        'git.worktree_add': '/repo-x',
        'git.worktree_remove': true,
      },
    ),
  ).toEqual(['main', 'abc1234 Second, def5678 First']);
});

test('watching, and reloading what was saved', async () => {
  await run(`
    local path, callback = "src", function() end
    watch.directory(path, callback)
    watch.directory("~/.botster/improvements", function(path, event)
        if event == "modified" or event == "created" then
            hub:reload_file(path)
        end
    end)`);
});

test('the workspace', async () => {
  const code = `
    local task = { id = "7" }
    local requirements = { domain = "billing" }
    local similar = workspace.glob("history/**/task-" .. task.id .. "-*.json")
    for _, file in ipairs(similar) do
      local past = json.decode(workspace.read_file(file))
      if past.success then
        log.info(past.approach)
      end
    end
    if workspace.file_exists("docs/ARCHITECTURE.md") then
      log.info(workspace.read_file("docs/ARCHITECTURE.md"))
    end
    local similar_features = workspace.glob("features/**/*" .. requirements.domain .. "*.ex")
    if #similar_features > 0 then log.info("similar features") end`;
  const answers = {
    'workspace.glob': ['history/task-7-a.json'],
    'fs.read': '{"success":true,"approach":"small steps"}',
    'fs.exists': true,
  };
  expect(await run(code, answers)).toEqual(['small steps', answers['fs.read'], 'similar features']);
  expect(world.requests.at(-1)!.effect.params).toMatchObject({ pattern: 'features/**/*billing*.ex' });
});

// The bus through the real engine: order, patterns, what handlers of `before` events may do, time limits, what
// is listed of handlers, and names that nobody knows.
import { afterEach, describe, expect, it } from 'vitest';
import { manifest } from '../../../src/lua/api/index.ts';
import { closeWorlds, openWorld, said } from '../world-helper.ts';

afterEach(closeWorlds);

const spawn = { argv: ['sh'], cwd: '/' };
const HOG = 'string.rep("a", 50000):find(("a*"):rep(40) .. "b")';

describe('handlers', () => {
  it('run by priority, lower first, then as registered, in whichever file', async () => {
    const world = await openWorld({
      'user/a.lua': `events.on("custom:x", function() log.info("a0") end)
hooks.register("custom:x", "late", function() log.info("a10") end, { priority = 10 })`,
      'user/b.lua': `events.on("custom:x", function() log.info("b0") end)
events.on("custom:x", function() log.info("b-1") end, { priority = -1 })`,
    });
    await world.world.emit('custom:x', {});
    expect(said(world)).toEqual(['b-1', 'a0', 'b0', 'a10']);
  });

  it('see only what their pattern fits, and once where they say so', async () => {
    const world = await openWorld({
      'user/a.lua': `events.on("tool:before", function(e) log.info("search %s", e.name) end, { pattern = "search_*" })
events.once("tool:before", function(e) log.info("once %s", e.name) end)
events.on("agent:exited", function(e) log.info("gone %s", e.agent.name) end, { pattern = "a[12]" })
events.on("note:saved", function(e) log.info("note %s", e.path) end, { pattern = "*.md" })`,
    });
    for (const name of ['search_web', 'edit', 'search_files'])
      await world.world.emit('tool:before', { name });
    await world.world.emit('agent:exited', { agent: 'a1', code: 0 });
    await world.world.emit('note:saved', { path: 'x/y.md' });
    await world.world.emit('note:saved', { path: 'x/y.txt' });
    expect(said(world)).toEqual([
      'search search_web',
      'once search_web',
      'search search_files',
      'gone a1',
      'note x/y.md',
    ]);
  });

  it('of one name replace each other within a layer, and can be switched off and on', async () => {
    const world = await openWorld({
      'user/a.lua': `hooks.register("custom:x", "h", function() log.info("first") end)
hooks.register("custom:x", "h", function() log.info("second") end)
keymap.set("normal", "f8", function() log.info("%s", hooks.disable("custom:x", "h")) end, { desc = "off" })
keymap.set("normal", "f9", function() log.info("%s", hooks.enable("on_custom_x", "h")) end, { desc = "on" })`,
    });
    await world.world.emit('custom:x', {});
    await world.world.key('v1', 'normal', ['f8']);
    await world.world.emit('custom:x', {});
    expect(await world.eval('hooks.has("custom:x"), hooks.list("custom:x")[1].enabled')).toBe('false\tfalse');
    await world.world.key('v1', 'normal', ['f9']);
    await world.world.emit('custom:x', {});
    expect(said(world)).toEqual(['second', 'true', 'true', 'second']);
  });

  it('are listed with their owner and what they have cost', async () => {
    const world = await openWorld({
      'user/a.lua': `hooks.register("custom:x", "work", function()
  for i = 1, 2e4 do end
end, { priority = 3, pattern = "*", desc = "works", fail = "closed", timeout_ms = 90 })
hooks.register("custom:x", "fails", function() error("no") end)`,
    });
    for (let n = 0; n < 3; n++) await world.world.emit('custom:x', {}, 'id');
    const fields =
      'r.owner, r.priority, r.pattern, r.desc, r.fail, r.timeout_ms, r.calls, r.errors, r.ms > 0, r.slowest_ms <= r.ms';
    const list = (index: number) =>
      world.eval(
        `(function() local r = hooks.list("custom:x")[${index}] return table.concat(map({ ${fields} }, tostring), " ") end)()`,
      );
    expect(await list(2)).toBe('"user/a.lua:1 3 * works closed 90 3 0 true true"');
    expect(await world.eval('hooks.list("custom:x")[1].errors, hooks.list("custom:x")[1].calls')).toBe(
      '3\t3',
    );
  });

  it('both ways of spelling mean the same event, each with its own arguments', async () => {
    const world = await openWorld({
      'user/a.lua': `hooks.register("on_agent_exited", "h", function(agent, code) log.info("%s %d", agent.name, code) end)
events.on("agent:exited", function(event, ctx) log.info("%s %s %d %s", event.type, event.agent.name, event.code, type(ctx.now())) end)`,
    });
    await world.world.emit('agent:exited', { agent: 'a2', code: 3 });
    expect(said(world)).toEqual(['a2 3', 'agent:exited a2 3 number']);
  });

  it('of a plugin are given a context that can listen, stop, tell, and log', async () => {
    const world = await openWorld({
      'plugins/p.lua': `local M = {}
function M.init(ctx)
  local id
  id = ctx:on("custom:x", function(event, inner)
    inner:log("info", "got " .. event.n)
    ctx:off(id)
    ctx:emit("custom:y", { n = event.n + 1 })
  end, { priority = 1 })
  ctx:on("custom:y", function(event) ctx:log("warn", "then " .. event.n .. " " .. type(ctx:now())) end)
end
return M`,
    });
    await world.world.emit('custom:x', { n: 1 });
    await world.world.emit('custom:x', { n: 5 });
    expect(world.logs).toEqual(['info plugins/p.lua: got 1', 'warn plugins/p.lua: then 2 number']);
  });
});

describe('a handler of a before event', () => {
  const outcomes: readonly [name: string, body: string, outcome: object][] = [
    ['that returns nothing goes on', '', { payload: spawn }],
    ['that says so goes on', 'return { type = "continue" }', { payload: spawn }],
    ['cancels with false and a reason', 'return false, "busy"', { cancelled: true, reason: 'busy' }],
    ['cancels with a table', 'return { cancel = true, reason = "no" }', { cancelled: true, reason: 'no' }],
    ['cancels by type', 'return { type = "cancel", reason = "no" }', { cancelled: true, reason: 'no' }],
    [
      'changes what goes on',
      'return { type = "continue_modified", payload = { argv = { "vi" }, cwd = "/" } }',
      { payload: { argv: ['vi'], cwd: '/' } },
    ],
    [
      'takes the place of what would happen',
      'return { handled = true, result = 7 }',
      { handled: true, result: 7 },
    ],
    ['that throws is passed over', 'error("oops")', { payload: spawn }],
    ['that loops is passed over', 'while true do end', { payload: spawn }],
    ['that would wait is passed over', 'agents.output("a1")', { payload: spawn }],
  ];
  it.each(outcomes)('%s', async (_name, body, outcome) => {
    const world = await openWorld({
      'user/a.lua': `hooks.register("agent:before_spawn", "h", function(spec)\n  ${body}\nend)\nhooks.unregister("agent:before_spawn", "default_name")`,
    });
    expect((await world.world.emit('agent:before_spawn', spawn, 'sh')).value).toMatchObject(outcome);
  });

  it('hands its change to the next, and a refusal ends it', async () => {
    const world = await openWorld({
      'user/a.lua': `events.on("tool:before", function(e) return { payload = { name = e.name, n = 1 } } end)
events.on("tool:before", function(e) if e.n == 1 then return false, "second" end end)
events.on("tool:before", function() log.info("never") end)`,
    });
    expect((await world.world.emit('tool:before', { name: 'x' })).value).toMatchObject({
      cancelled: true,
      reason: 'second',
    });
    expect(said(world)).toEqual([]);
  });

  it('that must not fail refuses when it throws, runs out of time, or ends the machine', async () => {
    const guard = (body: string) =>
      `hooks.register("agent:before_kill", "guard", function()\n  ${body}\nend, { fail = "closed" })`;
    const world = await openWorld({ 'user/a.lua': guard('error("broken")') });
    expect(world.world.mustAnswer?.('agent:before_kill')).toBe(true);
    const ask = async () => (await world.world.emit('agent:before_kill', { agent: 'a1' })).value;
    expect(await ask()).toMatchObject({ cancelled: true, reason: 'user/a.lua:2: broken' });
    await world.save({ 'user/a.lua': guard('while true do end') });
    expect(await ask()).toMatchObject({ cancelled: true, reason: 'user/a.lua:2: took longer than 10 ms' });
    await world.save({ 'user/a.lua': guard(HOG) });
    expect(await ask()).toMatchObject({ cancelled: true, reason: expect.stringContaining('did not') });
    await world.save({ 'user/a.lua': guard('return nil') });
    expect(await ask()).not.toHaveProperty('cancelled');
    await world.save({ 'user/a.lua': guard('return nil').replace('closed', 'open') });
    expect(world.world.mustAnswer?.('agent:before_kill')).toBe(false);
  });

  it('has 10 ms, or what it says; others have more', async () => {
    const spin = 'for i = 1, 2e6 do end';
    const world = await openWorld({
      'user/a.lua': `hooks.register("tool:before", "short", function() ${spin} end)
hooks.register("tool:before", "long", function() ${spin} return false, "in time" end, { timeout_ms = 200 })
hooks.register("tool:after", "h", function() ${spin} log.info("after") end)`,
    });
    expect((await world.world.emit('tool:before', { name: 'x' })).value).toMatchObject({
      cancelled: true,
      reason: 'in time',
    });
    expect(world.error('user/a.lua')).toMatchObject({
      line: 1,
      phase: 'timeout',
      message: 'took longer than 10 ms',
    });
    await world.world.emit('tool:after', { name: 'x' });
    expect(said(world)).toEqual(['after']);
  });
});

describe('a name', () => {
  it('that nobody knows is warned about once, with the nearest there is', async () => {
    const world = await openWorld();
    const outcome = await world.save({
      'user/a.lua': `hooks.register("on_agent_ouput", "h", function() end)
events.on("on_agent_ouput", function() end)
events.on("agent:exitted", function() end)
events.on("finished", function() end)
events.on("custom:finished", function() end)
events.on("myplugin:something_else", function() end)
events.on("later:defined", function() end)`,
      'user/b.lua': 'events.define("later:defined", { doc = "x" })',
    });
    expect(outcome.warnings).toEqual([
      'user/a.lua:1: on_agent_ouput — did you mean on_agent_output?',
      'user/a.lua:3: agent:exitted — did you mean agent:exited?',
      'user/a.lua:4: nobody tells of finished: events of your own are called custom:NAME, or made known with events.define',
    ]);
  });

  it('made known can be a before event, and cannot take a built-in’s place', async () => {
    const world = await openWorld({
      'plugins/deploy.lua': `events.define("deploy:before", { before = true, identifier = "target", fields = { target = "string" }, doc = "x" })
events.on("deploy:before", function(e) return false, e.target end, { pattern = "prod*" })`,
    });
    expect(await world.eval('events.emit("deploy:before", { target = "production" }).reason')).toBe(
      '"production"',
    );
    expect(await world.eval('events.emit("deploy:before", { target = "test" }).cancelled')).toBe('nil');
    const outcome = await world.save({ 'user/a.lua': 'events.define("agent:exited", {})' });
    expect(outcome.errors[0]).toMatchObject({
      line: 1,
      message: "events.define: 'agent:exited' is built in",
    });
  });

  it('that is built in is listed with its fields, and whether somebody listens', async () => {
    const world = await openWorld({ 'user/a.lua': 'events.on("agent:exited", function() end)' });
    const told = await world.eval(
      `(function() local rows = {} for _, e in ipairs(events.list()) do
        rows[#rows + 1] = e.name .. ":" .. table.concat(e.fields, ",") .. (e.heard and "!" or "") end
      return table.concat(rows, " ") end)()`,
    );
    const listed = JSON.parse(told).split(' ') as string[];
    const expected = [...manifest.events]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, fields }) => `${name}:${fields.map((field) => field.name).join(',')}`);
    expect(listed.map((row) => row.replace(/!$/, ''))).toEqual(expected);
    const heard = (name: string): boolean => listed.find((row) => row.startsWith(`${name}:`))!.endsWith('!');
    expect([heard('agent:exited'), heard('app:idle')]).toEqual([true, false]);
  });
});

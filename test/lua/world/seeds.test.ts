// The calls that the first descriptions of the program spell out, run as spelled, in the real engine.
import { afterEach, describe, expect, it } from 'vitest';
import { agent, closeWorlds, openWorld, said } from '../world-helper.ts';

afterEach(closeWorlds);

interface Tree {
  readonly type: string;
  readonly at?: string;
  readonly children?: readonly Tree[];
  readonly [prop: string]: unknown;
}

function types(tree: Tree): unknown {
  return tree.children ? [tree.type, ...tree.children.map(types)] : tree.type;
}

function places(tree: Tree): unknown {
  return [tree.type, tree.at, ...(tree.children ?? []).map(places)];
}

describe('a screen', () => {
  it('drawn into a frame', async () => {
    const world = await openWorld({
      'user/layout.lua': `
local function agent_to_list_item(agent) return agent.name end
function render(frame)
    local chunks = layout.vertical({ "3", "1fr", "3" }, frame.size)

    frame:render(widgets.block({
        title = "Botster Hub",
        borders = "all",
    }), chunks[1])

    frame:render(widgets.list(
        map(state.agents, agent_to_list_item),
        { selected = state.selected_index }
    ), chunks[2])

    frame:render(widgets.paragraph(
        "Agents: " .. #state.agents
    ), chunks[3])
end`,
    });
    expect(world.world.errors()).toEqual([]);
    const tree = (await world.tree()) as Tree;
    expect(types(tree)).toEqual([
      'stack',
      ['column', ['row', 'panel']],
      ['column', 'spacer', ['row', 'list']],
      ['column', 'spacer', ['row', 'text']],
    ]);
    expect(tree.children![0]!.children![0]!.children![0]).toMatchObject({
      title: [{ text: 'Botster Hub' }],
      at: 'user/layout.lua:6',
    });
    expect(await world.text()).toContain('Agents: 2');
    world.sync({ agents: [agent('a1'), agent('a2'), agent('a3')] });
    expect(await world.text()).toContain('Agents: 3');
  });

  it('returned as widgets, over the default one; every node tells its line', async () => {
    const world = await openWorld({
      'user/layout.lua': `-- user/layout.lua
function App:render()
    -- Completely custom layout
    return ui.row({
        ui.panel({ width = "30%" }, ui.agent_list(self.agents)),
        ui.panel({ width = "70%" }, ui.terminal(self.focused_agent)),
    })
end`,
    });
    const tree = (await world.tree()) as Tree;
    const at = (line: number) => `user/layout.lua:${line}`;
    expect(places(tree)).toEqual([
      'row',
      at(4),
      ['panel', at(5), ['list', at(5)]],
      ['panel', at(6), ['terminal', at(6)]],
    ]);
    await world.save({
      'user/layout.lua': `function App:render()
    return ui.column({
        ui.header({ title = "Botster Hub" }),
        ui.agent_list(self.agents, { selected = self.selected }),
        ui.status_bar({ text = "Agents: " .. #self.agents }),
    })
end`,
    });
    expect(types((await world.tree()) as Tree)).toEqual(['column', 'header', 'list', 'status_bar']);
    expect(await world.text()).toContain('Agents: 2');
    const clicked = await world.world.event('v1', '1', 'select', { index: 2 });
    expect(clicked.ok).toBe(true);
    expect(world.updates.at(-1)).toMatchObject({ view: 'v1', change: { selected: 'a2' } });
  });
});

describe('hooks', () => {
  it('registered, taken away and replaced by name', async () => {
    const world = await openWorld({
      'user/hooks.lua': `hooks.register("on_agent_spawn", "default_scheduler", function() return false, "default" end)
hooks.register("on_agent_exited", "my_notification", function(agent)
    notify("gone: " .. agent.name)
end)`,
      'improvements/mine.lua': `
-- Agents can register new hooks
hooks.register("on_agent_output", "my_improvement", function(agent, output)
    log.info("%s: %s", agent.name, output)
end)

-- Or replace existing ones
hooks.unregister("on_agent_spawn", "default_scheduler")
hooks.register("on_agent_spawn", "smarter_scheduler", function(...)
    log.info("spawning %s", (...).argv[1])
end)`,
    });
    expect(world.world.errors()).toEqual([]);
    expect(world.swaps.at(-1)!.listensToOutput).toBe(true);
    await world.world.emit('agent:output', { agent: 'a1', output: 'hello' });
    const spawn = await world.world.emit('agent:before_spawn', { argv: ['vim'] });
    expect(spawn.value).not.toMatchObject({ cancelled: true });
    await world.world.emit('agent:exited', { agent: 'a2', code: 0 });
    expect(world.logs).toEqual(
      expect.arrayContaining([
        'info improvements/mine.lua: a1: hello',
        'info improvements/mine.lua: spawning vim',
      ]),
    );
    expect(world.effects).toContainEqual(expect.objectContaining({ name: 'notify' }));
    await world.save({ 'improvements/mine.lua': null });
    expect((await world.world.emit('agent:before_spawn', { argv: ['vim'] })).value).toMatchObject({
      cancelled: true,
      reason: 'default',
    });
  });

  it('of a module with init(ctx), with priorities, patterns, cancel and change', async () => {
    const world = await openWorld({
      'user/notes.lua': `events.define("note:before_save", { before = true })
local Plugin = {}
function Plugin.init(ctx)
    -- Subscribe to events with priority
    ctx:on("note:before_save", Plugin.onBeforeSave, { priority = -50 })
    ctx:on("note:saved", Plugin.onSaved, { priority = 0 })
    ctx:on("tool:after", Plugin.onToolResult, { pattern = "search_*" })
end
function Plugin.onBeforeSave(event, ctx)
    if event.type ~= "note:before_save" then
        return { type = "continue" }
    end
    if #event.content == 0 then
        return { type = "cancel", reason = "Empty note not allowed" }
    end
    local modified_content = event.content .. "\\n<!-- modified: " .. tostring(ctx:now()) .. " -->"
    return {
        type = "continue_modified",
        payload = { path = event.path, content = modified_content }
    }
end
function Plugin.onSaved(event, ctx)
    if event.type == "note:saved" then
        ctx:log("info", "Saved: " .. event.path)
    end
    return { type = "continue" }
end
function Plugin.onToolResult(event, ctx)
    if event.type == "tool:after" then
        local results = event.result.results or {}
        ctx:emit("custom:search_completed", { count = #results })
    end
    return { type = "continue" }
end
return Plugin`,
      'user/other.lua': `local plugin = require("user.notes")
events.on("custom:search_completed", function(event) log.info("found %d", event.count) end)`,
    });
    expect(world.world.errors()).toEqual([]);
    const save = (content: string) => world.world.emit('note:before_save', { path: 'p', content });
    expect((await save('')).value).toMatchObject({ cancelled: true, reason: 'Empty note not allowed' });
    expect((await save('text')).value).toMatchObject({
      payload: { path: 'p', content: expect.stringMatching(/^text\n<!-- modified: \d/) },
    });
    await world.world.emit('note:saved', { path: 'p' });
    await world.world.emit('tool:after', { name: 'search_web', result: { results: [1, 2] } }, 'search_web');
    await world.world.emit('tool:after', { name: 'edit', result: { results: [1] } }, 'edit');
    expect(world.logs.filter((line) => line.startsWith('info'))).toEqual([
      'info user/notes.lua: Saved: p',
      'info user/other.lua: found 2',
    ]);
  });
});

describe('the rest', () => {
  it('hub, events, log, json, print', async () => {
    const world = await openWorld({
      'user/a.lua': `
function hub:reload_file(path)
    -- Preserve state
    local state = self:serialize_state()

    -- Load new code
    local ok, err = pcall(dofile, path)
    if not ok then
        log.error("Failed to load %s: %s", path, err)
        return false
    end

    -- Restore state
    self:restore_state(state)
    log.info("Reloaded: %s", path)
    return true
end
hub:reload_file("x.lua")
local id = events.on("custom:one", function(event) print("got", event.n) end)
events.emit("custom:one", { n = 1 })
events.off(id)
events.emit("custom:one", { n = 2 })
log.info("%d %s", #hub:list_agents(), json.encode({temp = 12}))
assert(#json.encode({temp = 12, city = "London"}) == 27)
assert(json.decode('{"temp": 12, "city": "London"}').temp == 12)
keymap.set("normal", "ctrl+k", function() hub:kill_agent(hub:list_agents()[1].id) end, { desc = "kill the first" })
hub:run()`,
    });
    expect(world.world.errors()).toEqual([]);
    expect(said(world)).toEqual([
      expect.stringMatching(/^Failed to load x\.lua: /),
      'got\t1',
      '2 {"temp":12}',
    ]);
    await world.world.key('v1', 'normal', ['ctrl+k']);
    expect(world.effects).toMatchObject([{ name: 'agents.kill', params: { id: 'a1' } }]);
  });

  it('boots with require, as the layers do by themselves', async () => {
    const world = await openWorld({
      'user/hooks.lua': 'return "hooks"',
      'user/init.lua': `
require("core.hooks")
require("default.layout")
require("default.policy")
pcall(require, "user.hooks")
pcall(require, "user.layout")
log.info(require("user.hooks"))`,
    });
    expect(world.world.errors()).toEqual([]);
    expect(said(world)).toEqual(['hooks']);
  });
});

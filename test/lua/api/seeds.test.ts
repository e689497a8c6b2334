// Every call that the first descriptions of the program spell out, as spelled there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine, type Node } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine();
  engine.setAgents([
    { id: 'a1', name: 'shell' },
    { id: 'b2', name: 'claude' },
  ]);
  engine.setView({ focus: 'a1', selected: 'b2' });
});
afterEach(() => engine.close());

function types(node: Node): unknown {
  return node.children ? [node.type, ...node.children.map(types)] : node.type;
}

describe('calls as first spelled', () => {
  it('draws into a frame: render(frame), layout.vertical, widgets, map, state', () => {
    const code = `
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
      end`;
    expect(engine.load('user/layout.lua', code)).toBeNull();
    const tree = engine.render();
    expect(types(tree)).toEqual([
      'stack',
      ['column', ['row', 'panel']],
      ['column', 'spacer', ['row', 'list']],
      ['column', 'spacer', ['row', 'text']],
    ]);
    const list = tree.children![1]!.children![1]!.children![0]!;
    expect(list).toMatchObject({
      width: 80,
      height: 18,
      selected: 2,
      rows: [{ spans: [{ text: 'shell' }] }, { spans: [{ text: 'claude' }] }],
    });
    expect(tree.children![2]!.children![1]!.children![0]).toMatchObject({
      spans: [{ text: 'Agents: 2' }],
      height: 3,
    });
  });

  it('App:render with header, agent_list and status_bar', () => {
    const code = `
      function App:render()
          return ui.column({
              ui.header({ title = "Botster Hub" }),
              ui.agent_list(self.agents, { selected = self.selected }),
              ui.status_bar({ text = "Agents: " .. #self.agents }),
          })
      end`;
    expect(engine.load('user/layout.lua', code)).toBeNull();
    const tree = engine.render();
    expect(types(tree)).toEqual(['column', 'header', 'list', 'status_bar']);
    expect(tree.children![1]).toMatchObject({ selected: 2, on: ['select'] });
    expect(tree.children![2]).toMatchObject({ left: [{ text: 'Agents: 2' }] });
  });

  it('App:render with panels by percent and a terminal', () => {
    const code = `
      function App:render()
          return ui.row({
              ui.panel({ width = "30%" }, ui.agent_list(self.agents)),
              ui.panel({ width = "70%" }, ui.terminal(self.focused_agent)),
          })
      end`;
    expect(engine.load('user/layout.lua', code)).toBeNull();
    const tree = engine.render();
    expect(types(tree)).toEqual(['row', ['panel', 'list'], ['panel', 'terminal']]);
    expect(tree.children![1]!.children![0]).toMatchObject({ agent: 'a1', follow: true, cursor: true });
    expect(tree.at).toBe('user/layout.lua:3');
  });

  it('hub:list_agents, hub:kill_agent, hub:run', () => {
    expect(engine.user('return #hub:list_agents()')).toBe(2);
    expect(engine.user('return hub:kill_agent("a1")')).toBe(true);
    expect(engine.user('return hub:run()')).toBe(true);
    expect(engine.effects()).toMatchObject([{ name: 'agents.kill', params: { id: 'a1' } }]);
  });

  it('a reload written by hand: hub:serialize_state, hub:restore_state, log with formats', () => {
    const code = `
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
      return hub:reload_file("x.lua")`;
    expect(engine.user(code)).toBe(false);
    expect(engine.logs()).toMatchObject([
      { level: 'error', text: expect.stringMatching(/^Failed to load x\.lua: /) },
    ]);
    const round =
      'state.set("n", { 1 }) local s = hub:serialize_state() state.set("n", 5) state.set("m", 1) hub:restore_state(s) return { state.get("n"), state.get("m") == nil }';
    expect(engine.user(round)).toEqual([[1], true]);
    expect(engine.user('log.info("Reloaded: %s", "p") return 1')).toBe(1);
  });

  it('hooks by name, with the arguments each event has', () => {
    const code = `
      seen = {}
      hooks.register("on_agent_spawned", "turbo_broadcast", function(agent)
          seen[#seen + 1] = "spawned " .. agent.name
      end)
      hooks.register("on_agent_output", "turbo_broadcast", function(agent, output)
          seen[#seen + 1] = agent.id .. " " .. output
      end)
      hooks.register("on_agent_exited", "my_notification", function(agent, code)
          seen[#seen + 1] = agent.name .. " " .. code
      end)
      hooks.unregister("on_agent_spawn", "default_scheduler")
      hooks.register("on_agent_spawn", "smarter_scheduler", function(...)
          seen[#seen + 1] = (...).argv[1]
      end)
      state.set("seen", seen)`;
    expect(engine.load('improvements/i.lua', code)).toBeNull();
    engine.dispatch('emit', { event: 'agent:spawned', payload: { agent: 'a1' } });
    engine.dispatch('emit', { event: 'agent:output', payload: { id: 'b2', output: 'hello' } });
    engine.dispatch('emit', { event: 'agent:exited', payload: { id: 'a1', code: 3 } });
    engine.dispatch('emit', { event: 'agent:before_spawn', payload: { argv: ['vim'] } });
    expect(engine.run('return rt.state["improvements/i.lua"].seen')).toEqual([
      'spawned shell',
      'b2 hello',
      'shell 3',
      'vim',
    ]);
  });

  it('events.on, events.off, events.emit, and a context with on, now, log', () => {
    const code = `
      local got = {}
      local Plugin = {}
      function Plugin.onBeforeSave(event, ctx)
        if event.type ~= "note:before_save" then return { type = "continue" } end
        if #event.content == 0 then return { type = "cancel", reason = "Empty note not allowed" } end
        local modified_content = event.content .. "\\n<!-- modified: " .. tostring(ctx:now()) .. " -->"
        return { type = "continue_modified", payload = { path = event.path, content = modified_content } }
      end
      events.define("note:before_save", { before = true })
      events.on("note:before_save", Plugin.onBeforeSave, { priority = -50 })
      local id = events.on("custom:ping", function(event, ctx)
        ctx:log("info", "Saved: " .. event.path)
        ctx:on("tool:after", function(e) got[#got + 1] = e.name end, { pattern = "search_*" })
      end)
      events.emit("custom:ping", { path = "p" })
      events.off(id)
      events.emit("custom:ping", { path = "q" })
      events.emit("tool:after", { name = "search_web" })
      events.emit("tool:after", { name = "edit" })
      return { got, events.emit("note:before_save", { path = "n", content = "" }), events.emit("note:before_save", { path = "n", content = "x" }).payload }`;
    expect(engine.user(code)).toEqual([
      ['search_web'],
      { cancelled: true, reason: 'Empty note not allowed', payload: { path: 'n', content: '' } },
      { path: 'n', content: 'x\n<!-- modified: 1700000000 -->' },
    ]);
    expect(engine.logs().map((line) => line.text)).toEqual(['Saved: p']);
  });
});

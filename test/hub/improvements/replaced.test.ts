// What a file replaces of the files below it, with the source of both.
import { afterAll, expect, it } from 'vitest';
import { askDefaults, askReplaced, type Replaced } from '../../../src/hub/improvements/replaced.ts';
import { closeWorlds, openWorld } from '../../lua/world-helper.ts';

afterAll(closeWorlds);

const layout = `local function title(agent)
  return agent.name
end

local base = App.pane_title
local unused = function() end

function App:pane_title(agent)
  return title(agent) .. #base(self, agent)
end
function App:my_own() end
`;

const changes = `keymap.set("normal", "n", function() end, { desc = "mine" })
keymap.set("normal", "c", "agent.new", { desc = "new" })
keymap.del("normal", "x")
keymap.set("normal", "f9", function() end, { desc = "new here" })
action.register("agent.new", function() return nil end, { desc = "mine" })
action.register("mine", function() end)
hooks.unregister("agent:exited", "told")
hooks.disable("agent:spawned", "told")
hooks.register("agent:exited", "told", function() return 2 end)
mode.define("copy", { desc = "mine", fallback = "pty" })
theme.define("dark", { accent = "red" })
ui.component("sticker", function() return ui.text("two") end)
`;

const world = await openWorld({
  'plugins/base.lua': `hooks.register("agent:exited", "told", function() return 1 end)
hooks.register("agent:spawned", "told", function() end)
ui.component("sticker", function() return ui.text("one") end)
command.register("hello", function() return "plugin" end)`,
  'user/changes.lua': changes,
  'user/layout.lua': layout,
  'user/view.lua': 'function render(frame)\n  return frame\nend',
  'improvements/command.lua':
    'command.register("hello", function() return 1 end)\ncommand.register("hello", function() return 2 end)',
  'improvements/view.lua': '\nfunction App:render() return ui.text("x") end',
});

const replaces = async (file: string): Promise<Replaced[]> => (await askReplaced(world.world, file))!;

it('is a method of App, with the local functions of its file that it uses', async () => {
  const [found, ...more] = await replaces('user/layout.lua');
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    file: 'user/layout.lua',
    kind: 'method',
    name: 'App.pane_title',
    owner: 'user/layout.lua:8',
    below: { owner: expect.stringMatching(/^default\/layout\.lua:\d+$/), layer: 'default' },
  });
  expect(found!.text.split('\n')).toEqual([
    ...layout.split('\n').slice(0, 3),
    '',
    ...layout.split('\n').slice(7, 10),
  ]);
  expect(found!.below.text).toMatch(/^function App:pane_title\(agent, current\)\n(.*\n)+end$/);
});

it('is a key, an action, a mode, a theme, a component and a hook that was there', async () => {
  const found = await replaces('user/changes.lua');
  expect(found.map(({ kind, name, owner, below }) => `${kind} ${name} ${owner} ${below.layer}`)).toEqual([
    'key normal n user/changes.lua:1 default',
    'key normal c user/changes.lua:2 default',
    'key normal x user/changes.lua:3 default',
    'action agent.new user/changes.lua:5 default',
    'hook agent:spawned told user/changes.lua:8 plugins',
    'hook agent:exited told user/changes.lua:9 plugins',
    'mode copy user/changes.lua:10 default',
    'theme dark user/changes.lua:11 default',
    'component sticker user/changes.lua:12 plugins',
  ]);
  const text = (name: string) => found.find((one) => one.name === name)!;
  expect(text('normal c')).toMatchObject({
    text: 'keymap.set("normal", "c", "agent.new", { desc = "new" })',
    below: {
      text: 'keymap.set("normal", "c", "agent.shell", { desc = "new shell", group = "agents" })',
    },
  });
  expect(text('normal x').text).toBe('keymap.del("normal", "x")');
  expect(text('agent:spawned told').text).toBe('hooks.disable("agent:spawned", "told")');
  expect(text('dark').text).toBe('theme.define("dark", { accent = "red" })');
  expect(text('dark').below.text).toMatch(/^theme\.define\("dark", \{\n {2}accent = "#7aa2f7",\n/);
});

it('is what lies next below, and of a file that says it twice only the last', async () => {
  expect(await replaces('user/view.lua')).toMatchObject([
    {
      name: 'App.render',
      owner: 'user/view.lua:1',
      text: 'function render(frame)\n  return frame\nend',
      below: { layer: 'default' },
    },
  ]);
  expect(await replaces('improvements/view.lua')).toMatchObject([
    { owner: 'improvements/view.lua:2', below: { owner: 'user/view.lua:1', layer: 'user' } },
  ]);
  expect(await replaces('improvements/command.lua')).toMatchObject([
    { name: 'hello', owner: 'improvements/command.lua:2', below: { owner: 'plugins/base.lua:4' } },
  ]);
});

it('is nothing for a file that only adds, and for the program’s own', async () => {
  expect(await replaces('plugins/base.lua')).toEqual([]);
  expect(await replaces('default/layout.lua')).toEqual([]);
  const ours = (await askDefaults(world.world))!;
  expect(new Set(ours.map(({ file }) => file))).toEqual(
    new Set(['user/changes.lua', 'user/layout.lua', 'user/view.lua']),
  );
});

it('is told of themes too when asked who owns a name', async () => {
  expect(await world.eval('#botster.who("dark")')).toBe('2');
});

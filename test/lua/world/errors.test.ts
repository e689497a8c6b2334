// The one shape of an error, whole, for every way a file can fail.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

const STAMP = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** What the first error says of one saved file. */
async function saved(text: string) {
  const outcome = await world.save({ 'improvements/badges.lua': text });
  return outcome.errors[0];
}

describe('the shape', () => {
  it('of an error while loading', async () => {
    const generation = world.world.generation();
    expect(
      await saved(
        'local function inner()\n  local n = nil\n  return #n.agents\nend\nlocal ok = inner()\nreturn ok',
      ),
    ).toEqual({
      ok: false,
      kind: 'lua_error',
      phase: 'load',
      unit: 'improvements/badges.lua',
      file: '/home/u/.botster/improvements/badges.lua',
      line: 3,
      message: "attempt to index a nil value (local 'n')",
      where: 'loading improvements/badges.lua',
      source: [
        { n: 1, text: 'local function inner()' },
        { n: 2, text: '  local n = nil' },
        { n: 3, text: '  return #n.agents', mark: true },
        { n: 4, text: 'end' },
        { n: 5, text: 'local ok = inner()' },
      ],
      traceback: [
        "improvements/badges.lua:3: in upvalue 'inner'".replace('upvalue', 'local'),
        'improvements/badges.lua:5: in the file',
      ],
      generation: { attempted: generation + 1, live: generation, live_saved_at: STAMP },
      action: 'kept_last_good',
      count: 1,
      first_at: STAMP,
      last_at: STAMP,
    });
  });

  it('is counted, not repeated, while the same error stays', async () => {
    const first = (await saved('error("same")'))!;
    await saved('error("same") -- once more');
    const error = world.error('improvements/badges.lua')!;
    expect(world.world.errors()).toHaveLength(1);
    expect(error).toMatchObject({ count: 2, first_at: first.first_at });
  });

  it('has a hint where there is one', async () => {
    expect(await saved('local x: number = `a`')).toMatchObject({ phase: 'syntax', line: 1 });
    expect(await saved('export type T = { a: string }\nlocal x = = 1')).toMatchObject({
      hint: expect.stringContaining('Luau type syntax'),
    });
    expect(await saved('hoks.register("x", "y", print)')).toMatchObject({
      hint: expect.stringContaining("did you mean 'hooks'"),
    });
    expect(await saved('local n = 1\nif n != 2 then end')).toMatchObject({
      hint: expect.stringContaining('~='),
    });
    expect(await saved('io.open("x")')).toMatchObject({ hint: expect.stringContaining('state.get') });
  });
});

describe('misuse names the line, the thing, and the nearest right name', () => {
  it.each([
    ['an unknown widget', 'local x = 1\nlocal y = ui.colum{}', 2, /ui\.colum.*did you mean 'column'/],
    [
      'an unknown prop',
      'ui.panel({\n  titel = "x" },\n  ui.text("y"))',
      1,
      /ui\.panel: unknown prop 'titel' \(did you mean 'title'\?\)/,
    ],
    ['a prop of the wrong kind', 'ui.panel{ border = 3 }', 1, /ui\.panel: bad prop 'border'/],
    ['a bad size', 'ui.panel{ width = "wide" }', 1, /ui\.panel: width: bad size 'wide'/],
    [
      'a child that is none',
      'ui.column{ ui.text("x"), { 1, print } }',
      1,
      /ui\.column: child #\d is no widget/,
    ],
    ['a bad argument', 'hooks.register("custom:x", "n", 5)', 1, /hooks\.register: bad argument #3/],
    [
      'an unknown option',
      'hooks.register("custom:x", "n", print, { priorty = 1 })',
      1,
      /unknown option 'priorty' \(did you mean 'priority'\?\)/,
    ],
    ['a key that cannot be read', 'keymap.set("normal", "ctrl+nokey", print)', 1, /keymap\.set/],
    ['a reserved key', 'keymap.set("normal", "ctrl+b ctrl+d", print)', 1, /reserved/],
    ['an unknown function', 'keymap.sett("normal", "x", print)', 1, /sett.*did you mean 'set'/],
    ['an unknown colour', 'ui.text("x", { style = { fg = "gren" } })', 1, /gren/],
    ["a field that is the view's", 'App.agents = {}', 1, /App\.agents/],
    ['waiting at the top', 'timer.sleep(1)', 1, /cannot wait here/],
  ])('%s', async (_, text, line, message) => {
    const error = await saved(text);
    expect(error).toMatchObject({ unit: 'improvements/badges.lua', line, phase: 'load' });
    expect(error!.message).toMatch(message);
  });
});

describe('while running', () => {
  it('each says what was running, and where', async () => {
    const outcome = await world.save({
      'improvements/badges.lua': `hooks.register("custom:x", "badges", function(event)
  return event.nothing.there
end)
keymap.set("normal", "f9", function()
  error("in a key")
end, { desc = "x" })
events.on("custom:y", function() error({ code = 1 }) end)
action.register("bad", function() error("in an action") end)
keymap.set("normal", "f10", "bad", { desc = "x" })
command.register("bad", function() error("in a command") end)
timer.after(0.25, function() error("in a timer") end)
function App:render()
  if self.broken then return ui.text("x", { colour = "red" }) end
  return ui.button{ label = "b", on_click = function() error("in a click") end }
end`,
    });
    expect(outcome.errors).toEqual([]);
    await world.text();
    await world.world.emit('custom:x', {});
    await world.world.key('v1', 'normal', ['f9']);
    await world.world.emit('custom:y', {});
    await world.world.key('v1', 'normal', ['f10']);
    await world.world.event('v1', '', 'click', null);
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields: { broken: true } })) });
    await world.text();
    while (!world.world.errors().some(({ phase }) => phase === 'timer'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    const told = world.world
      .errors()
      .map(({ unit, line, phase, message, where, action }) => [unit, line, phase, message, where, action]);
    const unit = 'improvements/badges.lua';
    expect(told).toEqual(
      expect.arrayContaining([
        [
          unit,
          2,
          'handler',
          "attempt to index a nil value (field 'nothing')",
          'hooks.register("custom:x", "badges")',
          'kept_last_good',
        ],
        [unit, 5, 'handler', 'in a key', 'keymap.set("normal", "f9")', 'kept_last_good'],
        [unit, 7, 'handler', expect.stringContaining('table'), 'events.on("custom:y")', 'kept_last_good'],
        [unit, 8, 'handler', 'in an action', 'keymap.set("normal", "f10")', 'kept_last_good'],
        [unit, 11, 'timer', 'in a timer', 'timer.after(0.25)', 'kept_last_good'],
        [unit, 14, 'handler', 'in a click', 'on_click', 'kept_last_good'],
        [unit, 13, 'render', expect.stringContaining("unknown prop 'colour'"), 'App:render', 'fell_back'],
      ]),
    );
    const known = world.world.errors().length;
    expect(await world.world.eval('command.run("bad")')).toMatchObject({
      ok: false,
      error: { unit, line: 10, message: 'in a command', where: 'eval' },
    });
    expect(await world.world.eval('1 +')).toMatchObject({ error: { unit: 'eval', phase: 'syntax' } });
    expect(world.world.errors()).toHaveLength(known);
  });
});

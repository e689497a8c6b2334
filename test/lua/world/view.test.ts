// What Lua knows of a view: its terminal's colours; and `self`, which stays the view's over a wait.
import { afterEach, expect, it, test } from 'vitest';
import { closeWorlds, openWorld, until, view } from '../world-helper.ts';

afterEach(closeWorlds);

test.each([
  [undefined, 'dark'],
  [{ background: '#101010' }, 'dark'],
  [{ background: '#fafafa' }, 'light'],
  [{ background: '#fafafa', none: true }, 'mono'],
])('a terminal with colours %j has the theme %s', async (colors, theme) => {
  const world = await openWorld({
    'user/a.lua': 'function App:status_line() return ui.text("theme " .. theme.current()) end',
  });
  world.sync({ views: [view('v1', colors ? { colors } : {})] });
  expect(await world.text()).toContain(`theme ${theme}`);
});

it('keeps what is written to self after a wait in which the view changed', async () => {
  const world = await openWorld({
    'user/a.lua': `
      keymap.set("normal", "g", function(ctx)
        local app = ctx.app
        local answer = ui.input { prompt = "what" }
        app.answer = answer .. " in " .. app.mode
      end, { desc = "ask" })
      function App:status_line() return ui.text("answer: " .. tostring(self.answer)) end`,
  });
  void world.world.key('v1', 'normal', ['g']);
  await until('it asks', () => world.requests.length === 1);
  world.sync({ views: [view('v1', { mode: 'scroll' })] });
  await world.text();
  world.requests[0]!.answer('yes');
  await until('it is kept', () => world.app.views[0]!.fields['answer'] !== undefined);
  expect(await world.text()).toContain('answer: yes in scroll');
});

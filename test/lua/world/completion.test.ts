// What Tab makes of a command line, and of a question whose asker says what fits.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

const FILES = {
  'user/mine.lua': `
    command.register("serve", function() end, {
      complete = function(text, before)
        if #before == 0 then return { "start", "stop" } end
        return before[1] == "start" and "agent" or { "now", "later on" }
      end })
    command.register("broken", function() end, { complete = "agents" })
    action.register("mine.go", function() end, { takes = "where", complete = { "here", "there" } })
    action.register("mine.ask", function()
      log.info("got %s", ui.input { prompt = "Which?", complete = { "one", "other" } } or "nothing")
    end)
    action.register("mine.path", function() log.info("paths %s", table.concat(command.complete("spawn sr").items, " ")) end)
    keymap.set("normal", "f12", "mine.path")
    keymap.set("normal", "f11", "mine.ask")`,
};

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld(FILES);
  world.sync({ agents: [agent('a1', { name: 'alpha' }), agent('a2', { name: 'al two' })] });
});
afterAll(closeWorlds);

const completed = async (line: string): Promise<string> => {
  const found = `command.complete(${JSON.stringify(line)})`;
  const text = await world.eval(
    `(function(one) return one.from .. " " .. table.concat(one.items, ", ") end)(${found})`,
  );
  return text.slice(1, -1).replaceAll('\\"', '"');
};

test.each([
  ['a command by its first letters', 'ser', '1 serve'],
  ['or an action', 'mine.', '1 mine.ask, mine.go, mine.path'],
  ['one of the terminal', 'mode.s', '1 mode.set'],
  ['its first argument', 'serve ', '7 start, stop'],
  ['by its first letters', 'serve sta', '7 start'],
  ['the second, which a kind says', 'serve start al', '13 alpha, "al two"'],
  ['in an open quote', 'serve start "al t', '13 "al two"'],
  ['words with blanks are quoted', 'serve stop ', '12 now, "later on"'],
  ['the argument of an action', 'mine.go t', '9 there'],
  ['and of one of the terminal', 'scroll page-', '8 page-up, page-down'],
  ['a theme', 'theme nor', '7 nord'],
  ['an agent', 'focus alp', '7 alpha'],
  ['small letters find capitals, capitals only capitals', 'serve STA', '7 '],
  ['nothing of what is no command', 'nope x', '6 '],
])('%s', async (_name, line, expected) => {
  expect(await completed(line)).toBe(expected);
});

test('a kind that there is none of is said where it is written', async () => {
  await expect(completed('broken a')).rejects.toThrow(/no completion is called 'agents'.*agent/);
});

test('paths are those of the directory, directories with a slash, hidden ones when asked for', async () => {
  void world.world.key('v1', 'normal', ['f12']);
  await until('it asks for the directory', () => world.requests.length === 1);
  const { effect, answer } = world.requests.pop()!;
  expect(effect).toMatchObject({ name: 'fs.list', params: { path: '.' } });
  answer([
    { name: 'src', type: 'directory' },
    { name: 'srv.txt', type: 'file' },
    { name: '.src', type: 'directory' },
  ]);
  await until('the log has them', () => world.logs.some((line) => line.endsWith('paths src/ srv.txt')));
});

test('a question is asked again with what its text can become, until it is answered', async () => {
  void world.world.key('v1', 'normal', ['f11']);
  await until('it asks', () => world.requests.length === 1);
  const first = world.requests.pop()!;
  expect(first.effect.params).toMatchObject({ kind: 'input', completes: true });
  first.answer({ complete: true, before: 'o', after: '!' });
  await until('it asks again', () => world.requests.length === 1);
  const second = world.requests.pop()!;
  expect(second.effect.params).toMatchObject({
    id: first.effect.params['id'],
    revision: 1,
    completion: { value: 'o!', head: '', tail: '!', items: ['one', 'other'] },
  });
  second.answer('other!');
  await until('it has its answer', () => world.logs.some((line) => line.endsWith('got other!')));
});

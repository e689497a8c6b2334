// Code from outside: `lua eval` and `lua repl` have what it returns, also when it asks the hub and waits.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

/** The request that `code` makes as its first. */
async function begin(code: string): Promise<{
  readonly outcome: ReturnType<TestWorld['world']['eval']>;
  readonly request: TestWorld['requests'][number];
}> {
  const before = world.requests.length;
  const outcome = world.world.eval(code);
  await until('the code asks', () => world.requests.length > before);
  return { outcome, request: world.requests[before]! };
}

test('waits for the hub, as often as it asks', async () => {
  const code = 'local text = fs.read("a") local status = git.status() return text, status.branch';
  const { outcome, request } = await begin(code);
  expect(request.effect).toMatchObject({ name: 'fs.read', unit: 'eval', params: { path: 'a' } });
  const asked = world.requests.length;
  request.answer('text of a');
  await until('it asks again', () => world.requests.length > asked);
  expect(world.requests[asked]!.effect.name).toBe('git.status');
  world.requests[asked]!.answer({ branch: 'main' });
  expect(await outcome).toEqual({ ok: true, value: '"text of a"\t"main"' });
});

test('a refusal is a value; what throws after a wait is the error of the one who typed it, and of no file', async () => {
  const refused = await begin('fs.read("b")');
  refused.request.fail(Object.assign(new Error('b: there is no such file'), { code: 'not_found' }));
  expect((await refused.outcome).value).toMatch(/^nil\t.*there is no such file/);
  const thrown = await begin('local text = fs.read("c")\nerror("no " .. text)');
  thrown.request.answer('luck');
  expect(await thrown.outcome).toMatchObject({ ok: false, error: { line: 2, message: 'no luck' } });
  expect(world.world.errors()).toEqual([]);
});

test('several wait at once, each for its own', async () => {
  const one = await begin('fs.read("one")');
  const two = await begin('error(fs.read("two"), 0)');
  expect(await world.eval('1 + 1')).toBe('2');
  two.request.answer('second');
  expect((await two.outcome).error?.message).toBe('second');
  one.request.answer('first');
  expect((await one.outcome).value).toBe('"first"');
});

test('where nothing can wait it says so: in render, before an action, and at load', async () => {
  const refusal = async (files: Record<string, string>, act: () => Promise<unknown>): Promise<string> => {
    await world.save(files);
    await act();
    const [unit] = Object.keys(files);
    const { line, message } = world.error(unit!)!;
    await world.save({ [unit!]: null });
    return `${line}: ${message}`;
  };
  const render = { 'user/r.lua': 'function App:render()\n  return ui.text(fs.read("a"))\nend' };
  expect(await refusal(render, () => world.tree())).toBe(
    '2: fs.read cannot wait here (render and before-hooks are synchronous)',
  );
  const before = {
    'user/b.lua': 'hooks.register("agent:before_spawn", "b", function()\n  git.status()\nend)',
  };
  expect(await refusal(before, () => world.world.emit('agent:before_spawn', { argv: ['sh'] }))).toBe(
    '2: git.status cannot wait here (render and before-hooks are synchronous)',
  );
  expect(await refusal({ 'user/l.lua': 'fs.read("a")' }, async () => {})).toMatch(
    /^1: fs\.read cannot wait here \(a file that is being loaded is not kept waiting: ask in a key/,
  );
});

test('a loop is ended, before a wait and after it', async () => {
  const endless = await world.world.eval('while true do end');
  expect(endless).toMatchObject({ ok: false, error: { phase: 'timeout' } });
  const { outcome, request } = await begin('fs.read("x") while true do end');
  request.answer('');
  expect(await outcome).toMatchObject({ ok: false, error: { phase: 'timeout' } });
});

test('a world that is replaced meanwhile is told of', async () => {
  const { outcome, request } = await begin('assert(fs.read("late"))');
  const other = await begin('fs.read("late")');
  await world.save({ 'user/other.lua': 'return 1' });
  expect(request.signal.aborted).toBe(true);
  expect(await outcome).toMatchObject({
    ok: false,
    error: { message: 'the Lua world that this ran in was replaced before it ended' },
  });
  expect((await other.outcome).value).toMatch(/^nil\t.*reloaded/);
});

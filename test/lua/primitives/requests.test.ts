// Requests to the hub: one way to ask and be answered, given up when the world is replaced, limited a file.
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld, said, until } from '../world-helper.ts';

afterEach(closeWorlds);

const asking = `
events.on("custom:ask", function(event)
  local text, err = fs.read(event.path)
  log.info(text or (err.code .. ": " .. tostring(err)))
end)`;

test('the answer resumes the coroutine that asked, a failure is nil and an error with a code', async () => {
  const world = await openWorld({ 'user/a.lua': asking });
  await world.world.emit('custom:ask', { path: 'one' });
  await world.world.emit('custom:ask', { path: 'two' });
  expect(world.requests.map(({ effect }) => [effect.name, effect.unit, effect.params])).toEqual([
    ['fs.read', 'user/a.lua', { path: 'one' }],
    ['fs.read', 'user/a.lua', { path: 'two' }],
  ]);
  world.requests[1]!.fail(Object.assign(new Error('two: there is no such file'), { code: 'not_found' }));
  await until('the second is answered', () => said(world).length === 1);
  world.requests[0]!.answer('text of one');
  await until('the first is answered', () => said(world).length === 2);
  expect(said(world)).toEqual(['not_found: two: there is no such file', 'text of one']);
});

test('a world that is replaced gives up what it asked: the hub is told, the coroutine hears `reloaded`', async () => {
  const world = await openWorld({ 'user/a.lua': asking });
  await world.world.emit('custom:ask', { path: 'one' });
  const [request] = world.requests;
  await world.save({ 'user/b.lua': '-- another file' });
  expect(said(world)).toEqual(['reloaded: reloaded']);
  expect(request!.signal.aborted).toBe(true);
  request!.answer('too late');
  await world.world.emit('custom:ask', { path: 'two' });
  world.requests[1]!.answer('in time');
  await until('the new world is answered', () => said(world).length === 2);
  expect(said(world)).toEqual(['reloaded: reloaded', 'in time']);
});

test('a loop that asks again when it hears `reloaded` does not live on', async () => {
  const world = await openWorld({
    'user/a.lua': `events.on("custom:ask", function() while true do log.info(tostring(select(2, fs.read("x")))) end end)`,
  });
  await world.world.emit('custom:ask', {});
  await world.save({ 'user/b.lua': '-- another file' });
  await world.save({ 'user/b.lua': '-- and again' });
  expect(said(world)).toEqual(['reloaded']);
  expect(world.requests.length).toBe(1);
});

test('so many wait for one file at a time, and no more; another file is not kept from asking', async () => {
  const world = await openWorld({
    'user/a.lua': asking,
    'user/b.lua': asking.replace('custom:ask', 'custom:other'),
  });
  for (let i = 0; i < 130; i++) await world.world.emit('custom:ask', { path: `${i}` });
  expect(world.requests.length).toBe(128);
  expect(world.error('user/a.lua')?.message).toBe('fs.read: 128 requests of this file are waiting already');
  await world.world.emit('custom:other', { path: 'mine' });
  expect(world.requests.length).toBe(129);
  world.requests[0]!.answer('0');
  await until('one is answered', () => said(world).length === 1);
  await world.world.emit('custom:ask', { path: 'room again' });
  expect(world.requests.length).toBe(130);
});

test('what is used without being allowed, or wrongly, is told at its line before the hub hears of it', async () => {
  const world = await openWorld();
  const wrong = async (code: string): Promise<string> => {
    const unit = 'improvements/wrong.lua';
    const outcome = await world.save({ [unit]: code });
    return outcome.errors.map(({ line, message }) => `${line}: ${message}`).join(' | ');
  };
  expect(await wrong('fs.read(1)')).toMatch(
    /^1: fs\.read: bad argument #1 'path' \(string expected, got number\)/,
  );
  expect(await wrong('\nfs.write("a", "b")')).toMatch(/^2: fs\.write needs capability 'fs\.write'/);
  expect(await wrong('\ngit.worktree_add("a", "b", "c")')).toMatch(
    /^2: git\.worktree_add needs capability 'git\.write'/,
  );
  expect(await wrong('pty.spawn("sh")')).toMatch(/^1: pty\.spawn needs capability 'pty\.spawn'/);
  expect(await wrong('git.log{ maxcount = 1 }')).toMatch(
    /^1: git\.log: unknown option 'maxcount' \(did you mean 'max_count'\?\)/,
  );
  expect(await wrong('watch.directory("x")')).toMatch(/^1: watch\.directory: bad argument #2/);
  expect(await wrong('watch.directory("x", {})')).toMatch(/^1: watch\.directory: bad argument #3 'handler'/);
  expect(await wrong('fs.raed("x")')).toMatch(/^1: fs\.raed does not exist \(did you mean 'read'\?\)/);
  expect(world.requests.length).toBe(0);
});

test('paths are put together and taken apart without asking anybody', async () => {
  const world = await openWorld();
  const values = await world.eval(
    `json.encode{ fs.join("a", "b/", "c"), fs.join("a", "/b"), fs.join("", "a"), fs.dirname("/a/b.lua"), fs.dirname("/a"), fs.dirname("a"),
       fs.dirname("a/b/"), fs.basename("/a/b.lua"), fs.basename("a/"), fs.basename("/"), fs.dirname("/") }`,
  );
  expect(JSON.parse(JSON.parse(values) as string)).toEqual([
    'a/b/c',
    '/b',
    'a',
    '/a',
    '/',
    '.',
    'a',
    'b.lua',
    'a',
    '/',
    '/',
  ]);
});

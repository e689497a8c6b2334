// Checks of health, in a live world: what they say, and what becomes of those that fail. Time does not pass: who sleeps
// goes on at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HealthReport } from '../../../src/protocol/hub-lua-api.ts';
import { closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

const FILES = {
  'user/checks.lua': `
health.register("good", function()
  health.start("Colours")
  health.ok("all there")
  health.info("there are two", "count them")
  health.warn("one is odd", { advice = { "look at it", "or do not" } })
  health.error("none is blue", { "paint it" })
end)
health.register("broken", function() health.ok("so far") error("no idea") end)
health.register("hangs", function() health.ok("begins") agents.output("a1") health.ok("never said") end)
health.register("loops", function() while true do end end)
health.register("silent", function() end)`,
  'user/outside.lua': 'action.register("outside", function() health.ok("outside") end)',
  'plugins/clock/init.lua': 'log.info("clock")',
  'plugins/clock/health.lua':
    'log.info("clock health is loaded") return { check = function() health.ok("it ticks") end }',
  'plugins/odd/init.lua': 'log.info("odd")',
  'plugins/odd/health.lua': 'return {}',
};
const NAMES = ['core', 'broken', 'clock', 'good', 'hangs', 'loops', 'odd', 'silent'];

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld(FILES, undefined, { sleep: async () => null });
});
afterAll(closeWorlds);

/** Answers the program's own checks, which the hub makes. */
async function machine(): Promise<void> {
  const asked = () => world.requests.find(({ effect }) => effect.name === 'health.machine');
  await until('the program looks at itself', () => asked() !== undefined);
  asked()!.answer([{ level: 'warn', name: 'git', text: 'too old', fix: 'install it' }]);
  world.requests.splice(world.requests.indexOf(asked()!), 1);
}
async function check(name?: string): Promise<HealthReport[]> {
  const given = name === undefined ? '' : JSON.stringify(name);
  const code = `json.encode((health.check(${given})))`;
  const found = world.eval(code);
  if (name === undefined || name === 'core') await machine();
  return JSON.parse(JSON.parse(await found));
}

it('lists the program, what files registered, and plugins that have a health.lua, which is not loaded for that', async () => {
  expect(JSON.parse(JSON.parse(await world.eval('json.encode(health.list())')))).toEqual(NAMES);
  expect(world.logs).not.toContainEqual(expect.stringContaining('clock health'));
});

it('runs one after the other: what fails or hangs is an error of its own, and the others go on', async () => {
  const reports = await check();
  expect(reports.map(({ name }) => name)).toEqual(NAMES);
  const of = (name: string) => reports.find((one) => one.name === name)!;
  expect(of('core')).toMatchObject({
    level: 'warn',
    items: [{ level: 'warn', text: 'git: too old', advice: ['install it'] }],
  });
  expect(of('good')).toEqual({
    name: 'good',
    level: 'error',
    owner: 'user/checks.lua:2',
    items: [
      { level: 'start', text: 'Colours' },
      { level: 'ok', text: 'all there' },
      { level: 'info', text: 'there are two', advice: ['count them'] },
      { level: 'warn', text: 'one is odd', advice: ['look at it', 'or do not'] },
      { level: 'error', text: 'none is blue', advice: ['paint it'] },
    ],
  });
  expect(of('broken').items).toEqual([
    { level: 'ok', text: 'so far' },
    { level: 'error', text: expect.stringMatching(/the check failed: user\/checks\.lua:9: no idea/) },
  ]);
  expect(of('hangs').items).toEqual([
    { level: 'ok', text: 'begins' },
    { level: 'error', text: 'the check did not end within 5 seconds, and was given up' },
  ]);
  expect(of('loops').items[0]!.text).toContain('took longer than');
  expect(of('silent')).toMatchObject({ level: 'info', items: [{ text: 'the check said nothing' }] });
  expect(of('clock')).toMatchObject({ level: 'ok', items: [{ text: 'it ticks' }] });
  expect(of('odd').items[0]!.text).toBe('plugins/odd/health.lua: it returns no { check = function() … end }');
});

it('runs one by its name, and names the nearest where there is none', async () => {
  expect((await check('clock')).map(({ name }) => name)).toEqual(['clock']);
  expect(await world.eval('select(2, health.check("clok"))')).toContain("did you mean 'clock'");
  expect(await world.eval('select(2, pcall(action.run, "outside"))')).toContain(
    'user/outside.lua:1: health.ok: no check is running',
  );
});

it(':checkhealth shows what they say, and checks again', async () => {
  await world.world.eval('command.run("checkhealth good")', 'v1');
  const shows = (text: string) => until(`it shows ${text}`, async () => (await world.text()).includes(text));
  await shows('none is blue');
  const text = await world.text();
  for (const part of ['health of good', 'Colours', 'all there', '→ look at it', '1 error'])
    expect(text).toContain(part);
  await world.save({ 'user/other.lua': 'log.info("other")' });
  expect(await world.text()).toContain('Not checked since');
  await world.world.key('v1', 'pager', ['enter']);
  await shows('none is blue');
  await world.world.key('v1', 'pager', ['q']);
});

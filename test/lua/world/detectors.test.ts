// Detectors in a world: which one is asked, what it is given, and what becomes of one that is wrong.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ScreenForDetector } from '../../../src/lua/types.ts';
import { agent, closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.save({ 'user/d.lua': null, 'user/e.lua': null });
  world.sync({ agents: [agent('a1', { argv: ['mytool', '--x'] })] });
});
afterAll(closeWorlds);

const screen = (text: string, more: Partial<ScreenForDetector> = {}): ScreenForDetector => ({
  id: 'a1',
  lines: text.split('\n'),
  title: '',
  progress: null,
  cursor: { x: 0, y: 0, visible: true },
  alt: false,
  columns: 80,
  rows: 24,
  content_seq: 1,
  ...more,
});

/** What is said of one screen. */
async function judge(text: string, more: Partial<ScreenForDetector> = {}): Promise<Record<string, unknown>> {
  const { value } = await world.world.detect!([screen(text, more)], { all: true });
  return (value as Record<string, unknown>[])[0]!;
}

describe('which detector is asked', () => {
  const mine = (state: string, more = ''): string =>
    `detector.register("mine", { ${more} rules = { { rule = "always", state = "${state}", test = function() return true end } } })`;

  test('the one that knows the program in the foreground, however it is started', async () => {
    await world.save({ 'user/d.lua': mine('working', 'match = "mytool",') });
    expect(await judge('')).toMatchObject({ detector: 'mine', state: 'working' });
    for (const foreground of [
      ['/usr/bin/mytool'],
      ['node', '--no-warnings', '/opt/lib/mytool.js'],
      ['sh', '-c', 'mytool | tee log'],
      ['env', 'A=1', 'mytool'],
    ])
      expect(await judge('', { foreground })).toMatchObject({ detector: 'mine' });
    expect(await judge('', { foreground: ['bash'] })).toMatchObject({
      detector: 'shell',
      state: 'idle',
      evidence: 'bash',
    });
    expect(await judge('', { foreground: ['make'], is_leader: false })).toMatchObject({
      state: 'working',
      source: 'process',
    });
  });

  test('a function may say which programs it knows; one that was set goes before all', async () => {
    await world.save({
      'user/d.lua': mine(
        'working',
        'match = function(about) return about.program == "mytool" and about.argv[2] == "--x" end,',
      ),
    });
    expect(await judge('')).toMatchObject({ detector: 'mine' });
    expect(await judge('', { foreground: ['mytool'] })).toMatchObject({ detector: 'shell' });
    expect(await judge('', { detector: 'codex', title: '⠋ x' })).toMatchObject({
      detector: 'codex',
      state: 'working',
    });
  });

  test('of one name that of the higher layer; it may leave the rest to the lower', async () => {
    const rule = `{ rule = "deploys", state = "working", test = function(s) return s:has("DEPLOY") end }`;
    await world.save({ 'user/d.lua': `detector.register("codex", { inherit = true, rules = { ${rule} } })` });
    const codex = { foreground: ['codex'] };
    expect(await judge('a deploy runs', codex)).toMatchObject({
      state: 'working',
      rule: 'deploys',
      at: 'user/d.lua:1',
      considered: [{ rule: 'deploys', matched: true }],
    });
    expect(await judge('', { ...codex, title: '⠋ x' })).toMatchObject({ rule: 'spinner in the title' });
    await world.save({ 'user/d.lua': `detector.register("codex", { rules = { ${rule} } })` });
    expect(await judge('', { ...codex, title: '⠋ x' })).toMatchObject({
      state: 'unknown',
      rule: 'no rule matched',
    });
  });

  test('agents.set_detector asks for it', async () => {
    await world.eval('agents.set_detector("a1", "claude") agents.set_detector("a1")');
    expect(world.effects.splice(0)).toMatchObject([
      { name: 'agents.set_detector', params: { id: 'a1', name: 'claude' } },
      { name: 'agents.set_detector', params: { id: 'a1', name: '' } },
    ]);
  });
});

test('the regions of a screen', async () => {
  const text = [
    'top',
    '',
    'above',
    '────────',
    '❯ typed',
    '────────',
    '  hint one',
    '  Hint two',
    '',
    '',
  ].join('\n');
  const region = async (call: string): Promise<unknown> => {
    await world.save({
      'user/d.lua': `detector.register("mytool", { detect = function(s) return { state = "idle", evidence = tostring(${call}) } end })`,
    });
    return (await judge(text))['evidence'];
  };
  expect(await region('s:bottom(2)')).toBe('  hint one\n  Hint two');
  expect(await region('s:bottom_non_empty(3)')).toBe('────────\n  hint one\n  Hint two');
  expect(await region('s:top_non_empty(2)')).toBe('top\nabove');
  expect(await region('s:prompt_box()')).toBe('❯ typed');
  expect(await region('s:above_prompt_box()')).toBe('top\n\nabove');
  expect(await region('s:after_last_rule()')).toBe('  hint one\n  Hint two\n\n');
  expect(await region('s:after_last_prompt()')).toBe('────────\n  hint one\n  Hint two\n\n');
  expect(await region('s:has("HINT TWO")')).toBe('Hint two');
  expect(await region('s:line("^%s+hint", s:bottom(2))')).toBe('hint one');
  expect(await region('s:line("nothing")')).toBe('nil');
});

describe('one that is wrong', () => {
  test.each([
    [
      '{ rules = { { rule = "x", state = "busy", test = print } } }',
      /bad option 'state' \("working", "blocked", "idle" or "unknown" expected, got "busy"\)/,
    ],
    ['{ rules = { { rule = "x", state = "idle" } } }', /a function under 'test' expected/],
    [
      '{ rules = { { rule = "x", state = "idle", tset = print } } }',
      /unknown option 'tset' \(did you mean 'test'\?\)/,
    ],
    ['{}', /'x' has neither rules nor a function detect/],
  ])('is refused: %s', async (definition, message) => {
    await world.save({ 'user/d.lua': `\ndetector.register("x", ${definition})` });
    expect(world.error('user/d.lua')).toMatchObject({ line: 2, message: expect.stringMatching(message) });
  });

  test('says so with its line, and an answer that is none is told', async () => {
    await world.save({
      'user/d.lua': 'detector.register("mytool", { detect = function(s)\n  return s.nothing.there\nend })',
    });
    expect(await judge('')).toMatchObject({
      state: 'unknown',
      broken: expect.stringMatching(/^user\/d\.lua:2: /),
    });
    await world.save({
      'user/d.lua': 'detector.register("mytool", { detect = function() return "busy" end })',
    });
    expect(await judge('')).toMatchObject({ broken: expect.stringContaining('not busy') });
  });

  test('is ended when it takes too long, and after five failures the next lower one is asked', async () => {
    await world.save({
      'user/d.lua': 'detector.register("shell", { detect = function() while true do end end })',
    });
    for (let i = 0; i < 5; i++) {
      expect(await judge('$')).toMatchObject({ broken: expect.stringContaining('took longer than 50 ms') });
    }
    expect(await judge('$', { foreground: ['bash'] })).toMatchObject({
      state: 'idle',
      rule: 'the shell has the keyboard',
    });
    expect(world.error('user/d.lua')).toMatchObject({ action: 'disabled', where: "detector 'shell'" });
  });
});

test('the key for it shows why', async () => {
  const chord = ['ctrl+b', 'i'];
  const { bindings } = world.world.keys();
  expect(
    bindings
      .filter(({ keys }) => keys.join(' ') === chord.join(' '))
      .map(({ mode }) => mode)
      .sort(),
  ).toEqual(['copy', 'normal', 'terminal']);
  await world.world.key('v1', 'terminal', chord);
  await until('it is asked why', () => world.requests.length > 0);
  const { effect, answer } = world.requests.pop()!;
  expect(effect).toMatchObject({ name: 'agents.explain', params: { id: 'a1' } });
  answer({
    state: 'idle',
    reason: 'its screen shows it',
    rule: 'its prompt',
    at: 'user/d.lua:3',
    considered: [
      { rule: 'a spinner', matched: false },
      { rule: 'its prompt', matched: true },
    ],
  });
  await until('it is shown', () => world.requests.length > 0);
  expect(world.requests.pop()!.effect).toMatchObject({
    name: 'prompt',
    params: {
      title: 'a1: why idle?',
      items: [
        'because   its screen shows it',
        'rule      its prompt',
        'at        user/d.lua:3',
        '·         a spinner',
        '✓         its prompt',
      ],
    },
  });
});

// The listings of rules, prompts and chat scripts: Lua that runs here today, with stand-ins for what is later.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, listing, openListings, valueIn } from '../listings/world.ts';
import { closeWorlds, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
/** What files logged as they were loaded. */
let loaded: readonly string[];
beforeAll(async () => {
  world = await openListings((name) => /^(goop|expansion-opportunities|rules-engine)\//.test(name));
  loaded = [...world.logs];
});
afterAll(closeWorlds);

const value = (code: string, answers?: Record<string, unknown>) => valueIn(world, code, answers);

/** What `call(unit.fn, …)` gives, or how it fails. */
const attempt = (code: string) =>
  value(`(function() local ok, got = pcall(function() return ${code} end) return got end)()`);

it('all load', () => {
  expect(world.world.errors()).toEqual([]);
});

describe('rules', () => {
  const decide = (epic: string) => value(`require("user.epic").validate(${epic})`);

  it('decide, and say how sure they are', async () => {
    expect(await decide('{ wsjf_score = 60, business_value = 80 }')).toEqual({
      decision: 'autonomous',
      confidence: 0.95,
      reasoning: 'High WSJF and business value',
    });
    expect(await decide('{ wsjf_score = 40 }')).toMatchObject({
      decision: 'collaborative',
      confidence: 0.75,
    });
    expect(await decide('{}')).toMatchObject({ decision: 'escalated', confidence: 0.5 });
    const team = (name: string) => value(`require("user.team").validate({ team = "${name}" }).decision`);
    expect([await team('infrastructure'), await team('web')]).toEqual(['autonomous', 'collaborative']);
  });

  it('are in force with the save: the steps of the listing', async () => {
    expect(listing('expansion-opportunities/07-edit-a-rule.lua')).toMatch(
      /^# Change rule logic\nvim rules\//,
    );
    const [[unit, text]] = Object.entries(fileOf('expansion-opportunities/01-epic-validation.lua')) as [
      [string, string],
    ];
    await world.save({ [unit]: text.replace('wsjf > 50', 'wsjf > 20') });
    expect(await decide('{ wsjf_score = 40, business_value = 80 }')).toMatchObject({
      decision: 'autonomous',
    });
    await world.save({ [unit]: text });
    expect(await decide('{ wsjf_score = 40, business_value = 80 }')).toMatchObject({
      decision: 'collaborative',
    });
  });

  it('have a result of the fields that the contract names', async () => {
    expect(await value('type(require("user.result").result)')).toBe('function');
    const named = [...listing('rules-engine/02-result.lua').matchAll(/^ {2}(\w+) =/gm)].map(
      ([, name]) => name,
    );
    const given = (await decide('{}')) as object;
    expect(Object.keys(given).sort()).toEqual(named.sort());
  });
});

describe('prompts and the rest of a workflow', () => {
  it('a behaviour reads what went well before, from the workspace', async () => {
    const build =
      'require("user.optimizer").build({ id = "7", cost_sensitive = true, max_cost_cents = 5 }).lines';
    const answers = {
      'workspace.glob': ['history/a/task-7-1.json'],
      'fs.read': '{"success":true,"approach":"small steps"}',
    };
    const before = world.requests.length;
    expect(await value(build, answers)).toEqual([
      'Budget Constraint: 5',
      'Optimize for cost over quality',
      'Success Pattern: small steps',
    ]);
    const asked = world.requests.slice(before).map(({ effect }) => [effect.name, effect.params]);
    expect(asked).toEqual([
      ['workspace.glob', expect.objectContaining({ pattern: 'history/**/task-7-*.json' })],
      ['fs.read', expect.objectContaining({ path: 'history/a/task-7-1.json' })],
    ]);
  });

  it('a phase reads a file that is there, the latest commits, and features like it', async () => {
    const answers = {
      'fs.exists': true,
      'fs.read': 'Three processes',
      'git.log': [
        { short: 'abc1234', subject: 'Second' },
        { short: 'def5678', subject: 'First' },
      ],
      'workspace.glob': ['features/a/billing_report.ex'],
    };
    const execute =
      'require("user.specification").execute({ domain = "billing", description = "Bills" }).lines';
    expect(((await value(execute, answers)) as string[]).slice(0, 5)).toEqual([
      'Current Architecture: Three processes',
      'Recent Work: abc1234 Second\ndef5678 First',
      'AVOID DUPLICATION: Similar features exist',
      'features/a/billing_report.ex',
      'Requirements: Bills',
    ]);
    const log = world.requests.find(({ effect }) => effect.name === 'git.log');
    expect(log?.effect.params).toMatchObject({ max_count: 10 });
  });

  it('a configuration by environment, a transformation, a scenario', async () => {
    const llm = (env: string) => value(`require("user.llm").config("${env}")`);
    expect(await llm('production')).toMatchObject({ cost_limit_cents: 1000, enable_caching: true });
    expect(await llm('dev')).toEqual({
      complexity_thresholds: { simple: 2000, medium: 10000, complex: 50000 },
      enable_caching: false,
    });
    const chunk = '{ path = "./lib/a.ex", content = "defmodule Shop.Cart do\\nend\\n\\n" }';
    expect(await value(`require("user.chunks").transform(${chunk})`)).toEqual({
      path: 'lib/a.ex',
      language: 'elixir',
      content: 'defmodule Shop.Cart do\nend',
      size_bytes: 28,
      module: 'Shop.Cart',
    });
    expect(await value('require("user.workflow").test()')).toEqual({ passed: true, duration_ms: 150 });
  });
});

describe('chat scripts', () => {
  it('answer', async () => {
    expect(await value('require("user.echo").handle("hi")')).toBe('You said: hi');
    expect(await value('require("user.quiz").call({ params = { answers = {} } })')).toEqual({
      score: 3,
      total: 5,
    });
    expect(await value('require("user.help").handle("")')).toBe(
      'Available commands:\n  !help\n  !weather\n  !greet',
    );
    expect(await value('require("user.greet").handle("")')).toBe('Hello, Ann!');
    const unnamed = 'require("user.goop").peer.label = "" return require("user.greet").handle("")';
    expect(await value(`(function() ${unnamed} end)()`)).toBe('Hello, peer 12D3KooW...!');
  });

  it('ask the weather of elsewhere, with a key that is kept', async () => {
    const url = 'https://api.openweathermap.org/data/2.5/weather?q=Ghent&appid=k&units=metric';
    const body = '{"name":"Ghent","main":{"temp":12.7},"weather":[{"description":"rain"}]}';
    const weather = (city: string) => value(`require("user.weather").handle("${city}")`);
    expect(await weather('')).toBe('Usage: !weather <city>');
    expect(await weather('Ghent')).toBe('Weather API key not configured.');
    const setUp = `local goop = require("user.goop") goop.kv.set("api_key", "k") goop.sites["${url}"] = [[${body}]]`;
    await value(`(function() ${setUp} end)()`);
    expect(await weather('Ghent')).toBe('Ghent: 12 C, rain');
    expect(await weather('Bruges')).toBe('Error: no such site');
  });

  it('have what the pages about goop list', async () => {
    const of = (unit: string) =>
      loaded
        .filter((line) => line.startsWith(`info user/${unit}.lua: `))
        .map((line) => line.replace(/^.*lua: /, ''));
    expect(of('peer')).toEqual(['12D3KooWpeer', 'Ann']);
    expect(of('self')).toEqual(['12D3KooWself', 'Bob']);
    expect(of('text')).toEqual(['12']);
    expect(JSON.parse((await value('require("user.text").text')) as string)).toEqual({
      temp: 12,
      city: 'London',
    });
    expect(await value('require("user.kv")')).toEqual({ key: 'abc123', gone: true });
    expect(loaded.filter((line) => /API key missing|processing request|parse response/.test(line))).toEqual([
      'info user/goop.lua: processing request from 12D3KooWpeer',
      'warn user/goop.lua: API key missing, using fallback',
      'error user/goop.lua: failed to parse response',
    ]);
    expect(await value('require("user.http")')).toEqual({ body: 'a=1' });
    expect(await value('require("user.db")')).toMatchObject({
      rows: [{ answer: 'b' }],
      count: 3,
      asked: expect.arrayContaining([['UPDATE games SET board = ? WHERE _id = ?', 'X--------', 9]]),
    });
  });
});

describe('a game', () => {
  /** `call` of a file, with the answers of the database. */
  const play = (unit: string, params: string, answers: string) =>
    attempt(
      `(function() require("user.goop").answers = ${answers} return require("user.${unit}").call({ params = ${params} }) end)()`,
    );
  const game = (board: string, turn: string) =>
    `{ { { _id = 1, _owner = "12D3KooWself", challenger = "12D3KooWpeer", board = "${board}", turn = "${turn}", status = "playing" } } }`;

  it('takes a move, and says who has won', async () => {
    const move = (at: string, board: string, turn = 'O') =>
      play('move', `{ game_id = 1, position = ${at} }`, game(board, turn));
    expect(await move('2', 'OO-XX----')).toEqual({
      board: 'OOOXX----',
      turn: '',
      status: 'won_o',
      winner: '12D3KooWpeer',
      your_symbol: 'O',
    });
    expect(await move('8', '---------')).toMatchObject({ board: '--------O', turn: 'X', status: 'playing' });
    expect(await move('0', '---------', 'X')).toEqual({ error: 'not your turn' });
    expect(await move('0', 'X--------')).toEqual({ error: 'cell is already occupied' });
    expect(await move('9', '---------')).toMatch(/position must be 0-8/);
    expect(await play('move', '{ game_id = 1, position = 1 }', '{ {} }')).toMatch(/game not found/);
  });

  it('is begun, looked at, listed', async () => {
    expect(await play('tictactoe', '{ action = "new" }', '{ {}, true, 5 }')).toEqual({
      game_id: 5,
      your_symbol: 'O',
      status: 'waiting',
    });
    expect(
      await play('tictactoe', '{ action = "state", game_id = 1 }', game('---------', 'X')),
    ).toMatchObject({ game_id: 1, your_symbol: 'O' });
    expect(await play('tictactoe', '{ action = "lobby" }', '{ { { _id = 1 } } }')).toEqual({
      games: [{ _id: 1 }],
    });
    expect(await play('tictactoe', '{ action = "fly" }', '{}')).toMatch(/unknown action: fly/);
  });
});

// `botster-tui test` with the built worker: which files it runs, what it prints, and that nothing stops it. Run
// in this process, but for the first test and the last, which start it as people do.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { dist } from '../helpers/private-home.ts';
import { type CliResult, createProgram, type Program } from '../helpers/program.ts';

vi.mock('../../src/protocol/daemon.ts', async (original) => ({
  ...(await original<object>()),
  entryDirectory: () => dist,
}));

interface Report {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly written: number;
  readonly updated: number;
  readonly obsolete: readonly string[];
  readonly tests: readonly {
    readonly file: string;
    readonly names: readonly string[];
    readonly status: string;
    readonly failure?: {
      readonly file: string;
      readonly line: number;
      readonly message: string;
      readonly source?: string;
    };
  }[];
}

const specs = fileURLToPath(new URL('../lua/testing/specs', import.meta.url));

let program: Program;
beforeEach(() => {
  program = createProgram();
});
afterEach(() => program.dispose());

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(program.home, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** CI must not decide how these run. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = { CI: '' },
): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const code = await runCommandLine(['test', ...args], {
    env: { ...program.env, ...env },
    cwd: program.home,
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

async function report(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Report> {
  return reportIn(await run([...args, '--json'], env));
}

async function builtReport(args: readonly string[]): Promise<Report> {
  return reportIn(await program.runCli(['test', ...args, '--json'], { env: { CI: '' }, timeout: 60_000 }));
}

function reportIn({ stdout, stderr }: CliResult): Report {
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

const failures = ({ tests }: Report) =>
  tests.flatMap(({ names, failure }) => (failure ? [{ name: names.join(' '), ...failure }] : []));

test('the specs of the program itself pass', async () => {
  const result = await builtReport([specs]);
  expect(failures(result)).toEqual([]);
  expect(result.passed).toBeGreaterThan(30);
}, 60_000);

describe('which files', () => {
  test('those of user, improvements and test here, unless told otherwise', async () => {
    const one = 'it("runs", function() end)';
    write({
      'user/a_test.lua': one,
      'user/deep/b_test.lua': one,
      'improvements/c_test.lua': one,
      'test/d_test.lua': one,
      'test/node_modules/e_test.lua': one,
      'user/plain.lua': 'error("no spec")',
      'other/f_test.lua': one,
    });
    const found = async (args: readonly string[]) => (await report(args)).tests.map(({ file }) => file);
    expect(await found([])).toEqual([
      'user/a_test.lua',
      'user/deep/b_test.lua',
      'improvements/c_test.lua',
      'test/d_test.lua',
    ]);
    expect(await found(['other', 'a_test.lua'])).toEqual(['other/f_test.lua', 'user/a_test.lua']);
  });

  test('none is an error, and so is one that is not there', async () => {
    expect(await run([])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there are no *_test.lua or *_spec.lua files'),
    });
    expect(await run(['gone_test.lua'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no gone'),
    });
    expect(await run(['--tap', '--json', specs])).toMatchObject({ code: 2 });
  });

  test('a spec may require the files of all layers and those beside it, and changes none', async () => {
    write({
      'user/util.lua': 'return { double = function(n) return 2 * n end }',
      'user/broken.lua': 'error("nobody asked for this")',
      'test/helper.lua': 'return "beside"',
      'test/x_test.lua': [
        'it("requires", function()',
        '  assert.equals(4, require("user.util").double(2))',
        '  assert.equals("beside", require("helper"))',
        '  assert.has_error(function() require("user.broken") end, "failed to load")',
        'end)',
        'it("is told why", function()',
        '  require("user.broken")',
        'end)',
      ].join('\n'),
    });
    expect(failures(await report([])).map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '7: require: user/broken.lua failed to load\n  user/broken.lua:1: nobody asked for this',
    ]);
  });
});

describe('what is printed', () => {
  const mixed = [
    'describe("group", function()',
    '  it("passes", function() assert.equals(1, 1) end)',
    '  it("fails", function()',
    '    assert.equals("wanted", "got")',
    '  end)',
    '  pending("later")',
    '  it("is to be written")',
    'end)',
  ].join('\n');

  test('for people: file, line, expected and got', async () => {
    write({ 'user/x_test.lua': mixed });
    const { code, stdout } = await run([]);
    expect(code).toBe(1);
    expect(stdout.replace(/ \(\d+ ms\)/g, '').replace(/[\d.]+ s$/m, 'T s')).toBe(
      [
        'user/x_test.lua',
        '  ✓ group passes',
        '  ✗ group fails',
        '      user/x_test.lua:4: equals',
        '        expected: "wanted"',
        '        got:      "got"',
        '        > 4  assert.equals("wanted", "got")',
        '  - group later (pending)',
        '  - group is to be written (pending)',
        '',
        '1 passed, 1 failed, 2 pending in T s',
        '',
      ].join('\n'),
    );
  });

  test('as TAP', async () => {
    write({ 'user/x_test.lua': mixed });
    const { code, stdout } = await run(['--tap']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        'TAP version 14',
        'ok 1 - user/x_test.lua: group passes',
        'not ok 2 - user/x_test.lua: group fails',
        '  ---',
        '  message: |-',
        '    equals',
        '      expected: "wanted"',
        '      got:      "got"',
        '  at: "user/x_test.lua:4"',
        '  ...',
        'ok 3 - user/x_test.lua: group later # SKIP pending',
        'ok 4 - user/x_test.lua: group is to be written # SKIP pending',
        '1..4',
        '',
      ].join('\n'),
    );
  });

  test('only what the filter lets through', async () => {
    write({ 'user/x_test.lua': mixed });
    expect(await report(['--filter', 'group passes'])).toMatchObject({ passed: 1, failed: 0, pending: 0 });
  });
});

test('before_each and after_each run around each test, outer ones outside, whatever fails', async () => {
  write({
    'user/x_test.lua': [
      'local said = {}',
      'before_each(function() said[#said + 1] = "A" end)',
      'after_each(function() said[#said + 1] = "a" end)',
      'describe("inner", function()',
      '  before_each(function() said[#said + 1] = "B" end)',
      '  after_each(function() said[#said + 1] = "b" end)',
      '  it("one", function() said[#said + 1] = "1" error("no") end)',
      '  it("two", function() assert.equals("AB1baAB", table.concat(said)) end)',
      'end)',
      'describe("before", function()',
      '  before_each(function() error("not ready") end)',
      '  it("never runs", function() said = {} end)',
      'end)',
      'it("still cleans up", function() assert.equals("AB1baABbaAaA", table.concat(said)) end)',
    ].join('\n'),
  });
  const result = await report([]);
  expect(failures(result)).toEqual([
    expect.objectContaining({ name: 'inner one', line: 7, message: 'no' }),
    expect.objectContaining({ name: 'before never runs', line: 11, message: 'not ready' }),
  ]);
  expect(result.passed).toBe(2);
});

describe('a spec that goes wrong', () => {
  test('as it is loaded, is told of, and the others run', async () => {
    write({
      'user/a_test.lua': 'it("x", function()',
      'user/b_test.lua': '\nlocal app = test.app()',
      'user/c_test.lua': 'describe("x", function() error("inside") end)',
      'user/d_test.lua': 'while true do end',
      'user/e_test.lua': 'it("runs", function() it("inner", function() end) end)',
      'user/f_test.lua': 'it("runs", function() end)',
    });
    const result = await report([]);
    expect(failures(result).map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([
      expect.stringMatching(/^user\/a_test.lua:1: .*<eof>/),
      'user/b_test.lua:2: test.app: only inside it, before_each and after_each',
      'user/c_test.lua:1: inside',
      'user/d_test.lua:1: took longer than 250 ms',
      'user/e_test.lua:1: it: only where the file is loaded, not inside a test',
    ]);
    expect(result.passed).toBe(1);
  });

  test('loops, waits for ever or hangs the machine, is ended; the next test runs', async () => {
    write({
      'user/x_test.lua': [
        'it("loops", function() while true do end end)',
        'it("cannot be caught", function() while true do pcall(function() while true do end end) end end)',
        'it("loops around waits", function() local app = test.app() while true do pcall(app.tick, app, 1) end end)',
        'it("hangs", function() local s = ("a"):rep(30) s:find(("a?"):rep(30) .. ("a"):rep(30) .. "b") end)',
        'it("never rests", function()',
        '  local app = test.app { files = { ["user/x.lua"] = [[hooks.register("custom:a", "a", function() timer.after(0, function() events.emit("custom:a") end) end)]] } }',
        '  app:emit("custom:a") app:tick(1000)',
        'end)',
        'it("runs", function() end)',
      ].join('\n'),
    });
    const result = await report(['--timeout', '1']);
    expect(failures(result).map(({ name, line, message }) => `${name} ${line}: ${message}`)).toEqual([
      'loops 1: took longer than 1000 ms',
      'cannot be caught 2: took longer than 1000 ms',
      expect.stringMatching(
        /^loops around waits 3: (the test took longer than 1 s|took longer than 1000 ms)$/,
      ),
      expect.stringMatching(/^hangs 4: (did not come back|took longer)/),
      expect.stringMatching(/^never rests 7: (the test took longer than 1 s|more than 10000 timers)/),
    ]);
    expect(result.tests.at(-1)).toMatchObject({ names: ['runs'], status: 'passed' });
  }, 60_000);

  test('by an error in the program under test that it does not ask for', async () => {
    write({
      'user/mine.lua': 'function App:render()\n  return nothing.here\nend',
      'test/x_test.lua': [
        'it("draws", function()',
        '  local app = test.app { files = { ["user/late.lua"] = [[',
        'keymap.set("normal", "Q", function() error("late") end, { desc = "x" })]] } }',
        '  app:keys("Q")',
        'end)',
        'it("needs files that load", function() test.app() end)',
      ].join('\n'),
    });
    expect(
      failures(await report([])).map(({ line, message }) => `${line}: ${message.split('\n')[0]}`),
    ).toEqual([
      '1: the program under test had an error: user/late.lua:1: late',
      expect.stringMatching(/^6: the files do not load: user\/mine.lua:2: attempt to index a nil value/),
    ]);
  });
});

describe('snapshots', () => {
  const spec = (text: string): string =>
    [
      'describe("screen", function()',
      '  it("shows", function()',
      `    local app = test.app { columns = 20, rows = 5, files = { ["user/x.lua"] = [[function App:render() return ui.text("${text}") end]] } }`,
      '    app:snapshot()',
      '    app:snapshot("Again, with looks", { looks = true })',
      '  end)',
      'end)',
    ].join('\n');
  const folder = () => join(program.home, 'user/snapshots/x_test');
  const kept = (name: string) => readFileSync(join(folder(), name), 'utf8');

  test('are written beside the spec, then held to', async () => {
    write({ 'user/x_test.lua': spec('first') });
    expect(await report([])).toMatchObject({ failed: 0, written: 2 });
    expect(readdirSync(folder())).toEqual(['screen-shows-again-with-looks.txt', 'screen-shows.txt']);
    expect(kept('screen-shows.txt')).toBe('first\n\n\n\n\n-- 20x5, no cursor\n');
    expect(kept('screen-shows-again-with-looks.txt')).toContain('-- looks');
    expect(await report([])).toMatchObject({ failed: 0, written: 0, updated: 0, obsolete: [] });

    write({ 'user/x_test.lua': spec('second') });
    const [failure] = failures(await report([]));
    expect(failure).toMatchObject({ line: 4 });
    expect(failure?.message).toBe(
      [
        'snapshot: the screen is not as in snapshots/x_test/screen-shows.txt (--update takes it as it is)',
        '  expected (-) and got (+), by row:',
        '   1 - first',
        '   1 + second',
      ].join('\n'),
    );
    expect(await report(['--update'])).toMatchObject({ failed: 0, updated: 2 });
    expect(kept('screen-shows.txt')).toBe('second\n\n\n\n\n-- 20x5, no cursor\n');
  });

  test('that are missing fail where nobody would keep them; those not used are told of, and removed by --update', async () => {
    write({ 'user/x_test.lua': spec('first') });
    const [failure] = failures(await report([], { CI: '1' }));
    expect(failure?.message).toMatch(/^snapshot: there is no snapshots\/x_test\/screen-shows.txt/);
    expect(existsSync(folder())).toBe(false);
    await report([]);
    write({ 'user/snapshots/x_test/old.txt': 'old' });
    expect(await report([])).toMatchObject({ obsolete: ['old.txt'] });
    expect(existsSync(join(folder(), 'old.txt'))).toBe(true);
    expect(await report(['--update'])).toMatchObject({ obsolete: ['old.txt'] });
    expect(readdirSync(folder())).toHaveLength(2);
  });
});

test('tests are not loaded by the program, and nothing is started or left by running them', async () => {
  write({ 'user/x_test.lua': 'it("runs", function() test.app { agents = { "a" } }:keys("ctrl+b n") end)' });
  expect(await builtReport([])).toMatchObject({ passed: 1 });
  expect(program.daemons()).toEqual({});
  expect(readdirSync(program.home)).toEqual(['user']);
});

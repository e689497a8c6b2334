// Configuration of other programs, changed without touching anything else in it.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { removeBlock, setBlock } from '../../src/commands/guide/install/block.ts';
import { removeEntry, setEntry } from '../../src/commands/guide/install/json-edit.ts';
import { scanJson } from '../../src/commands/guide/install/json-scan.ts';
import { removeTable, setTable } from '../../src/commands/guide/install/toml-edit.ts';
import { scanToml } from '../../src/commands/guide/install/toml-scan.ts';

const place = { table: 'mcpServers', key: 'ours', comments: true };
const fields = { command: 'c', args: ['a', 'b'] };

describe('an entry of a JSON file', () => {
  const texts = [
    '{}',
    '{}\n',
    '{\n}\n',
    '{ "a": 1 }',
    '{"a":1,"mcpServers":{}}',
    '{\n  "a": 1\n}\n',
    '{\n\t"a": {"b": [1, 2, {"c": "}"}]},\n\t"mcpServers": {\n\t\t"other": {\n\t\t\t"command": "x"\n\t\t}\n\t}\n}',
    '{\n    "mcpServers": {\n        "other": {}\n    },\n    "z": "mcpServers"\n}\n',
    '{\r\n  "a": 1,\r\n  "mcpServers": {\r\n    "other": 1\r\n  }\r\n}\r\n',
    '{ "mcpServers": { "other": {} }, "b": "\\u00e9 \\" { " }',
  ];
  test.each(texts)('is put in and taken out of %j', (text) => {
    const before = JSON.parse(text) as Record<string, unknown>;
    const strict = { ...place, comments: false };
    const installed = setEntry(text, strict, fields);
    expect(JSON.parse(installed)).toEqual({
      ...before,
      mcpServers: { ...(before['mcpServers'] as object | undefined), ours: fields },
    });
    expect(setEntry(installed, strict, fields)).toBe(installed);
    const removed = removeEntry(installed, strict);
    const hadTable = 'mcpServers' in before && Object.keys(before['mcpServers'] as object).length > 0;
    if (text.trim() === '{}' || text === '{\n}\n') expect(removed).toBe('');
    else if (hadTable || !('mcpServers' in before)) expect(removed).toBe(text);
    else expect(JSON.parse(removed)).toEqual({ a: 1 });
  });

  test('stands as people write it', () => {
    expect(setEntry('', place, fields)).toBe(
      '{\n  "mcpServers": {\n    "ours": {\n      "command": "c",\n      "args": [\n        "a",\n        "b"\n      ]\n    }\n  }\n}\n',
    );
    expect(setEntry('{\n\t"a": 1\n}', place, { x: 1 })).toBe(
      '{\n\t"a": 1,\n\t"mcpServers": {\n\t\t"ours": {\n\t\t\t"x": 1\n\t\t}\n\t}\n}',
    );
  });

  test('comments and commas at the end stay', () => {
    const text = `// mine
{
  "a": 1, // one
  "mcpServers": {
    /* theirs */
    "other": {}, // last
  },
}
`;
    const installed = setEntry(text, place, { x: 1 });
    expect(installed).toContain('"other": {}, // last\n    "ours": {\n      "x": 1\n    },\n  },\n}');
    expect(setEntry(installed, place, { x: 1 })).toBe(installed);
    expect(removeEntry(installed, place)).toBe(text);
    const bare = '{\n  "mcpServers": {\n    "other": 1 // no comma\n  }\n}';
    const more = setEntry(bare, place, { x: 1 });
    expect(more).toContain('"other": 1, // no comma\n    "ours": {');
    expect(removeEntry(more, place)).toBe(bare);
  });

  test('what somebody else put into it stays, what differs is changed', () => {
    const text = '{"mcpServers": {"ours": {"command": "old", "env": {"A": "1"}, "args": ["a", "b"]}}}';
    expect(JSON.parse(setEntry(text, place, fields))).toEqual({
      mcpServers: { ours: { command: 'c', env: { A: '1' }, args: ['a', 'b'] } },
    });
  });

  test.each([
    ['{\n  "a": 1,\n  b: 2\n}', 3],
    ['{\n  "a": 1\n  "b": 2\n}', 3],
    ['{\n  "a": "x\n}', 2],
    ['{"a": tru}', 1],
    ['{\n  "a": 1\n', 3],
    ['{}\n{}', 2],
    ['[]', 1],
    ['{\n "mcpServers": []}', 2],
    ['{"mcpServers": {\n"ours": 1}}', 2],
    ['/* ', 1],
    [`${'['.repeat(300)}`, 1],
  ])('is refused with its line: %j', (text, line) => {
    expect(() => setEntry(text, place, fields)).toThrow(expect.objectContaining({ name: 'ScanError', line }));
  });

  test('strictly read, there are no comments', () => {
    expect(() => scanJson('{\n// x\n}', { comments: false })).toThrow(expect.objectContaining({ line: 2 }));
    expect(() => scanJson('[1,]', { comments: false })).toThrow(/after the comma/);
  });
});

describe('a table of a TOML file', () => {
  const path = ['mcp_servers', 'ours'];
  const keys = { command: '"c"', args: '["a"]' };
  const texts = [
    '# mine\nmodel = "x"\n',
    'model = "x"',
    '[mcp_servers.other]\ncommand = "y"\nargs = [\n  "1", # one\n  "2",\n]\n\n[profiles.deep]\nmodel = """\n[mcp_servers.ours]\n"""\n',
    "a = '''\n[x]\n'''\nb = 1979-05-27T07:32:00Z\nc = { d = 1, \"e.f\" = [true, 0x1F, -1.5e3, inf] }\n[[list]]\nx = 1\n[[list]]\nx = 2\n",
    '[mcp_servers]\n\n[mcp_servers.other]\r\ncommand = "y"\r\n',
  ];
  test.each(texts)('is put in and taken out of %j', (text) => {
    const installed = setTable(text, path, keys);
    expect(installed.startsWith(text)).toBe(true);
    expect(installed).toContain('[mcp_servers.ours]');
    expect(scanToml(installed).length).toBe(scanToml(text).length + 3);
    expect(setTable(installed, path, keys)).toBe(installed);
    expect(removeTable(installed, path)).toBe(text.endsWith('\n') ? text : `${text}\n`);
  });

  test('in the middle, with more than is ours', () => {
    const text =
      '[mcp_servers.ours]\n# why\ncommand = "old" # here\ntimeout = 5\n[mcp_servers.ours.env]\nA = "1"\n\n# next\n[x]\ny = 1\n';
    const installed = setTable(text, path, keys);
    expect(installed).toBe(
      '[mcp_servers.ours]\nargs = ["a"]\n# why\ncommand = "c" # here\ntimeout = 5\n[mcp_servers.ours.env]\nA = "1"\n\n# next\n[x]\ny = 1\n',
    );
    expect(removeTable(installed, path)).toBe('\n# next\n[x]\ny = 1\n');
    expect(removeTable('[x]\ny = 1\n', path)).toBe('[x]\ny = 1\n');
  });

  test.each([
    ['model = "x\n', 1],
    ['a = 1\n[b\nc = 2\n', 2],
    ['a = 1 b = 2\n', 1],
    ['a = 1\n= 2\n', 2],
    ['a = yes\n', 1],
    ['a = 1\nb = [1, 2\n', 3],
    ['a = """\nx\n', 1],
    ['mcp_servers = { other = 1 }\n', 1],
    ['[mcp_servers]\nours = { command = "x" }\n', 2],
    ['[mcp_servers]\nours.command = "x"\n', 2],
    ['[mcp_servers.ours.env]\nA = "1"\n', 1],
    ['[[mcp_servers.ours]]\nA = "1"\n', 1],
    ['[mcp_servers.ours]\nA = "1"\n[x]\n[mcp_servers.ours.env]\n', 4],
  ])('is refused with its line: %j', (text, line) => {
    expect(() => setTable(text, path, keys)).toThrow(expect.objectContaining({ name: 'ScanError', line }));
  });
});

test('a marked part of a text', () => {
  for (const text of ['', '# mine\n', '# mine\n\ntext\n']) {
    const installed = setBlock(text, 'ours');
    expect(installed).toContain('begin -->\nours\n<!--');
    expect(setBlock(installed, 'ours')).toBe(installed);
    expect(setBlock(`${installed}\nafter\n`, 'other')).toContain('\nother\n');
    expect(removeBlock(installed)).toBe(text);
    expect(removeBlock(`${installed}after\n`)).toBe(`${text}after\n`);
  }
  expect(() => setBlock('a\n<!-- botster-tui: begin -->\n', 'x')).toThrow(
    expect.objectContaining({ line: 2 }),
  );
});

describe('guide --install', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'bt-install-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  const read = (path: string): string => readFileSync(join(home, path), 'utf8');
  async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    const said = { out: '', err: '' };
    const code = await runCommandLine(['guide', ...argv], {
      env: { HOME: home, PATH: '/nowhere' },
      cwd: home,
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    });
    return { code, ...said };
  }

  /** Its configuration, its instructions, and where it has hooks. */
  const files = {
    claude: ['.claude.json', '.claude/skills/botster-tui/SKILL.md', '.claude/settings.json'],
    codex: ['.codex/config.toml', '.codex/AGENTS.md', '.codex/hooks.json'],
    gemini: ['.gemini/settings.json', '.gemini/GEMINI.md', '.gemini/settings.json'],
    opencode: [
      '.config/opencode/opencode.json',
      '.config/opencode/AGENTS.md',
      '.config/opencode/plugin/botster-tui.js',
    ],
  } as const;

  test.each(Object.entries(files))('%s: shows, writes, is idempotent, and is undone', async (agent, [
    config,
    text,
    hooks,
  ]) => {
    const shown = await run('--install', agent, '--print');
    expect(shown.code).toBe(0);
    // Hooks of Codex run once a person has allowed them there.
    if (agent === 'codex') expect(shown.err).toContain('/hooks');
    else expect(shown.err).toBe('');
    expect(shown.out).toContain(`${join(home, config)} (new)`);
    expect(shown.out).toContain('mcp');
    expect(existsSync(join(home, config))).toBe(false);

    const written = await run('--install', agent);
    expect(written.out.startsWith(shown.out.trimEnd())).toBe(true);
    expect(read(config)).toContain(JSON.stringify('mcp'));
    expect(read(config)).toContain(JSON.stringify(process.execPath));
    expect(read(text)).toContain('botster-tui guide');
    expect(statSync(join(home, config)).mode & 0o777).toBe(0o600);
    expect(read(hooks)).toMatch(/report/);
    const all = [read(config), read(text), read(hooks)];
    expect((await run('--install', agent)).out).toContain('has it already');
    expect([read(config), read(text), read(hooks)]).toEqual(all);

    const removed = await run('--install', agent, '--remove');
    expect(removed.out).toContain(`${join(home, config)} (removed)`);
    for (const path of [config, text, hooks]) expect(existsSync(join(home, path))).toBe(false);
    expect((await run('--install', agent, '--remove')).out).toContain('nothing of ours');
  });

  test('what else is in the files stays, and so do links and rights', async () => {
    const json = '{\n  "numStartups": 4,\n  "mcpServers": {\n    "other": { "command": "x" }\n  }\n}\n';
    write('dotfiles/claude.json', json);
    chmodSync(join(home, 'dotfiles/claude.json'), 0o640);
    symlinkSync(join(home, 'dotfiles/claude.json'), join(home, '.claude.json'));
    await run('--install', 'claude');
    expect(lstatSync(join(home, '.claude.json')).isSymbolicLink()).toBe(true);
    expect(statSync(join(home, '.claude.json')).mode & 0o777).toBe(0o640);
    expect(JSON.parse(read('.claude.json'))).toMatchObject({
      numStartups: 4,
      mcpServers: { other: { command: 'x' }, 'botster-tui': { type: 'stdio' } },
    });
    await run('--install', 'claude', '--remove');
    expect(read('.claude.json')).toBe(json);
  });

  test("codex: the server is told whose it is, and the person's instructions stay", async () => {
    write('.codex/config.toml', 'model = "o3"\n');
    write('.codex/AGENTS.md', '# My rules\n\nBe brief.\n');
    await run('--install', 'codex');
    expect(read('.codex/config.toml')).toContain(
      'env_vars = ["BOTSTER_HOME", "BOTSTER_SOCKET", "BOTSTER_AGENT_ID"',
    );
    expect(read('.codex/AGENTS.md')).toMatch(/^# My rules\n\nBe brief\.\n\n<!-- botster-tui: begin -->/);
    await run('--install', 'codex', '--remove');
    expect([read('.codex/config.toml'), read('.codex/AGENTS.md')]).toEqual([
      'model = "o3"\n',
      '# My rules\n\nBe brief.\n',
    ]);
  });

  test("hooks stand beside the person's own, and go without them", async () => {
    const mine = `{
  "model": "opus",
  "hooks": {
    "Stop": [
      { "hooks": [{ "type": "command", "command": "say done" }] }
    ],
    "PreToolUse": [{ "matcher": "Bash", "hooks": [] }]
  }
}
`;
    write('.claude/settings.json', mine);
    await run('--install', 'claude');
    const { hooks } = JSON.parse(read('.claude/settings.json')) as {
      hooks: Record<string, { hooks: { command: string }[] }[]>;
    };
    expect(hooks['Stop']!.map((entry) => entry.hooks[0]?.command)).toEqual([
      'say done',
      expect.stringMatching(/cli\.js report --hook claude$/),
    ]);
    expect(hooks['PreToolUse']).toHaveLength(2);
    expect(Object.keys(hooks)).toContain('UserPromptSubmit');
    await run('--install', 'claude', '--remove');
    expect(read('.claude/settings.json')).toBe(mine);
  });

  test('codex: the notification program that an earlier version put in goes, another stays', async () => {
    const old = 'notify = ["node", "cli.js", "report", "--hook", "codex"]\n';
    const mine = '# mine\nmodel = "o3"\n\n[tui]\ntheme = "x"\n';
    write('.codex/config.toml', old + mine);
    await run('--install', 'codex');
    expect(read('.codex/config.toml')).not.toContain('notify');
    await run('--install', 'codex', '--remove');
    expect(read('.codex/config.toml')).toBe(mine);
    write('.codex/config.toml', 'notify = ["say", "done"]\n');
    await run('--install', 'codex');
    expect(read('.codex/config.toml')).toMatch(/^notify = \["say", "done"\]\n/);
    await run('--install', 'codex', '--remove');
    expect(read('.codex/config.toml')).toBe('notify = ["say", "done"]\n');
  });

  test('opencode: a configuration with comments is used where it is', async () => {
    write('.config/opencode/opencode.jsonc', '{\n  // mine\n  "theme": "x",\n}\n');
    await run('--install', 'opencode');
    expect(existsSync(join(home, '.config/opencode/opencode.json'))).toBe(false);
    expect(read('.config/opencode/opencode.jsonc')).toMatch(
      /\/\/ mine\n {2}"theme": "x",\n {2}"mcp": \{\n {4}"botster-tui": \{/,
    );
  });

  test.each([
    ['claude', '.claude.json', '{\n  "a": 1,\n  oops\n}', 3],
    ['codex', '.codex/config.toml', 'a = 1\nb = = 2\n', 2],
    ['gemini', '.gemini/settings.json', '{\n "a": 1', 2],
  ])('%s: a file that cannot be read is refused, and nothing is written', async (agent, path, text, line) => {
    write(path, text);
    const { code, err, out } = await run('--install', agent);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`${join(home, path)}:${line}: `);
    expect(read(path)).toBe(text);
    for (const [, instructions] of Object.values(files))
      expect(existsSync(join(home, instructions))).toBe(false);
  });

  test('wrong command lines', async () => {
    expect(await run('--install', 'cloude')).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean claude'),
    });
    expect(await run('--print')).toMatchObject({ code: 2, err: expect.stringContaining('--install AGENT') });
    expect(await run('undo', '--install', 'claude')).toMatchObject({ code: 2 });
  });

  test('--json', async () => {
    const { out } = await run('--install', 'gemini', '--print', '--json');
    expect(JSON.parse(out)).toMatchObject({
      agent: 'gemini',
      written: false,
      changes: [
        {
          path: join(home, '.gemini/settings.json'),
          before: null,
          after: expect.stringContaining('mcpServers'),
        },
        {},
      ],
    });
    expect(JSON.parse(JSON.parse(out).changes[0].after).hooks).toMatchObject({
      AfterAgent: [{ hooks: [{ command: expect.stringMatching(/report --hook gemini$/) }] }],
    });
  });
});

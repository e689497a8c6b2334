// The stubs for editors are whole and agree with themselves: they are Lua, every type that they name is declared, and
// every parameter that is described is one. Where lua-language-server is to be had, it finds nothing wrong either.
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitTop } from '../../../src/lua/api/model.ts';
import { createEngine, type Engine } from './engine.ts';

const folder = fileURLToPath(new URL('../../../lua/types', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.d.lua'));
const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const all = [...texts.values()].join('\n');

const server = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((place) => join(place, 'lua-language-server'))
  .find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const builtIn = new Set(
  'string number integer boolean function table any nil fun true false self unknown userdata thread'.split(
    ' ',
  ),
);
const declared = new Set([
  ...[...all.matchAll(/^---@class (?:\(exact\) )?([\w.]+)/gm)].map((found) => found[1]!),
  ...[...all.matchAll(/^---@alias (\S+)/gm)].map((found) => found[1]!),
]);

/** The type that a text begins with, up to the blank behind it that is inside of no bracket. */
function typeIn(text: string): string {
  let type = splitTop(text.replace(/: /g, ':').replace(/, /g, ','), ' ')[0] ?? '';
  if (type.endsWith(':')) type = type.slice(0, -1);
  return type;
}

/** The names of types in it: not those of parameters and fields, and no texts. */
function namesIn(type: string): string[] {
  return (
    type
      .replace(/"[^"]*"/g, '')
      .replace(/[A-Za-z_.]+\??:/g, '')
      .match(/[A-Za-z_][\w.]*/g) ?? []
  );
}

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.close());

describe.each(files)('%s', (name) => {
  const text = texts.get(name)!;

  it('is Lua', () => {
    const quoted = JSON.stringify(text).replace(/\\u2028|\\u2029/g, '');
    expect(
      engine.run(
        `local fn, problem = load(${quoted}, "=stubs", "t") return { ok = fn ~= nil, problem = problem }`,
      ),
    ).toEqual({
      ok: true,
    });
  });

  it('names no type that is not declared', () => {
    const lines = [...text.matchAll(/^---@(?:param \S+|field \S+|return|alias \S+|overload) (.*)$/gm)];
    expect(lines.length).toBeGreaterThan(50);
    const unknown = lines.flatMap(([line, rest]) =>
      namesIn(typeIn(rest!))
        .filter((one) => !builtIn.has(one) && !declared.has(one))
        .map((one) => `${one} in ${line}`),
    );
    expect(unknown).toEqual([]);
  });

  it('describes the parameters that there are', () => {
    const functions = [...text.matchAll(/((?:^---.*\n)+)^function ([\w.:]+)\((.*)\) end$/gm)];
    expect(functions.length).toBeGreaterThan(5);
    const wrong = functions.filter(([, head, , params]) => {
      const described = [...head!.matchAll(/^---@param (\S+)/gm)].map((found) =>
        found[1]!.replace(/\?$/, ''),
      );
      return described.join(', ') !== params;
    });
    expect(wrong.map(([, , called]) => called)).toEqual([]);
  });
});

const title = server
  ? 'lua-language-server finds nothing wrong'
  : 'lua-language-server is not on the PATH: the stubs are held by the tests above alone';
it.runIf(server)(
  title,
  async () => {
    const logs = mkdtempSync(join(tmpdir(), 'stubs-'));
    try {
      const checked = promisify(execFile)(server!, [
        '--check',
        folder,
        '--checklevel=Warning',
        `--logpath=${logs}`,
      ]);
      expect((await checked).stdout).toContain('no problems found');
    } finally {
      rmSync(logs, { recursive: true, force: true });
    }
  },
  120_000,
);

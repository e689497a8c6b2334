// Luau read as Lua: what is taken out, what is rewritten, and that every line stays in its place.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { luauToLua } from '../../src/lua/luau.ts';

const root = new URL('../../', import.meta.url);

/** What is left, with blanks in a row as one. */
function plain(source: string): string | null {
  return (
    luauToLua(source)
      ?.replace(/[ \t]+/g, ' ')
      .replace(/ +$/gm, '')
      .trim() ?? null
  );
}

describe('taken out', () => {
  it.each([
    ['types of locals', 'local a: number, b: {string}? = 1, {}', 'local a , b = 1, {}'],
    ['types that name modules', 'local a: mod.Type<string, {number}> = x', 'local a = x'],
    ['types of functions', 'local f: (a: number, ...string) -> (boolean, string?) = g', 'local f = g'],
    [
      'parameters and results',
      'function M.f(a: string, b: number?, ...: any): (string, number) return a end',
      'function M.f(a , b , ... ) return a end',
    ],
    ['of methods', 'function M:f(a: A | B & C): () end', 'function M:f(a ) end'],
    [
      'generics',
      'local function map<T, U...>(list: {T}, fn: (T) -> U...): {U} return list end',
      'local function map (list , fn ) return list end',
    ],
    ['of anonymous functions', 'f(function<T>(x: T): T return x end)', 'f(function (x ) return x end)'],
    [
      'loop variables',
      'for i: number, v: T in ipairs(t) do end for i: number = 1, 2 do end',
      'for i , v in ipairs(t) do end for i = 1, 2 do end',
    ],
    ['casts', 'local x = (y :: any).z :: number + 1', 'local x = (y ).z + 1'],
    [
      'aliases',
      'type A = { [string]: number } | "x" | nil\nexport type B<T> = (T) -> A?\nlocal c = 1',
      'local c = 1',
    ],
    ['types of attributed locals', 'local b <close>: T = 2', 'local b <close> = 2'],
    ['typeof', 'local a: typeof(f(1, "x)")) = 2', 'local a = 2'],
    ['string types', 'local a: "x" | \'y\' = "x"', 'local a = "x"'],
  ])('%s', (_name, source, expected) => {
    expect(plain(source)).toBe(expected);
  });
});

describe('rewritten', () => {
  it.each([
    [
      'if-expressions',
      'local x = if a then b elseif c then d else e + 1',
      'local x = (function(...) if a then return b elseif c then return d else return e + 1 end end)(...)',
    ],
    [
      'where no dots are',
      'function f() return if a then 1 else 2 end',
      'function f() return (function() if a then return 1 else return 2 end end)() end',
    ],
    [
      'one in another',
      'x = if a then if b then 1 else 2 else 3',
      'x = (function(...) if a then return (function(...) if b then return 1 else return 2 end end)(...) else return 3 end end)(...)',
    ],
    ['compound assignments', 'a.b[i] += 1 + 2 s ..= "x"', 'a.b[i] = a.b[i] + ( 1 + 2) s = s .. ( "x")'],
    [
      'continue',
      'for i = 1, 3 do if i == 2 then continue end f(i) end',
      'for i = 1, 3 do do if i == 2 then goto __continue end f(i) end ::__continue:: end',
    ],
    [
      'a loop that ends with return',
      'while a do if b then continue end return 1 end',
      'while a do do if b then goto __continue end return 1 end ::__continue:: end',
    ],
  ])('%s', (_name, source, expected) => {
    expect(plain(source)).toBe(expected);
  });
});

describe('left alone', () => {
  it.each([
    'type(x) type = 1 local type = type export = 2 export.type = 3',
    'goto done ::done:: x = 1 ::again::',
    'local continue = 1 continue = 2 continue.x = 3 continue()',
    'x = a:b(c) y = a:b"s" z = a:b{ c = 1 }',
    '--[==[ local a: T ]==] s = [[ x: T = ]] t = "a: b" -- x: T',
    'a = 1 // 2 b = 1 << 2 >> 3 c = a ~ b d = ~a e = not -#t ^ 2',
    'local a <const>, b <close> = 1, nil',
    "s = 'it\\'s' t = \"\\z\n  x\" n = 0x1p4 + 1e-3 + .5 + 3.",
    'return function(...) local a, b = ... return a, (b) end',
  ])('%s', (source) => {
    expect(luauToLua(source)).toBe(source);
  });

  it('is every Lua file of the package', () => {
    for (const folder of ['lua/core', 'lua/default', 'keybindings']) {
      for (const name of readdirSync(new URL(folder, root)).filter((one) => one.endsWith('.lua'))) {
        const text = readFileSync(new URL(`${folder}/${name}`, root), 'utf8');
        expect(luauToLua(text), name).toBe(text);
      }
    }
  });
});

describe('what cannot be read', () => {
  it.each([
    'local x: = 1',
    'function f(',
    'x = `a`',
    '"open',
    '[[open',
    'if a then',
    'end',
    'local a: { b',
    'x += ',
    '('.repeat(50_000),
  ])('is told by null: %s', (source) => {
    expect(luauToLua(source)).toBeNull();
  });
});

it('keeps every line where it was', () => {
  for (const name of readdirSync(new URL('listings/plugin-api/', import.meta.url))) {
    const text = readFileSync(new URL(`listings/plugin-api/${name}`, import.meta.url), 'utf8');
    const lua = luauToLua(text)!;
    expect(lua, name).not.toBeNull();
    expect(lua.split('\n').length, name).toBe(text.split('\n').length);
    expect(lua, name).not.toMatch(/export type|: PluginContext|: FlowContext|: GenerationContext/);
    const lines = lua.split('\n');
    for (const [index, line] of text.split('\n').entries())
      if (/^\s*(ctx:|return |local \w+ = |end)/.test(line)) expect(lines[index]).toBe(line);
  }
});

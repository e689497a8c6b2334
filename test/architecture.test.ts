// The picture of src/README.md, held: which folder may import which, the one home of each package, and
// the habits that keep files readable.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a folder of src may import besides itself. Types count. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ['core'],
  lua: ['protocol', 'core'],
  host: ['protocol', 'core'],
  health: ['protocol', 'core'],
  reference: ['lua', 'core'],
  hub: ['health', 'reference', 'lua', 'protocol', 'core'],
  tui: ['protocol', 'core'],
  web: ['protocol', 'core'],
  commands: ['health', 'reference', 'host', 'hub', 'lua', 'tui', 'web', 'protocol', 'core'],
  'cli.ts': ['commands', 'host', 'hub', 'tui', 'web', 'protocol', 'core'],
};

/** The only folders, or folders of these, that may import a package. */
const homes: Readonly<Record<string, readonly string[]>> = {
  'node-pty': ['host'],
  '@xterm/headless': ['host'],
  '@xterm/addon-unicode-graphemes': ['host'],
  wasmoon: ['lua'],
  chokidar: ['hub'],
  libsql: ['hub'],
  ws: ['hub'],
  '@logtape/logtape': ['hub'],
  '@logtape/file': ['hub'],
  ink: ['tui'],
  react: ['tui'],
  'yoga-layout': ['tui'],
  'cli-boxes': ['tui'],
  'cli-truncate': ['tui'],
  'wrap-ansi': ['tui'],
  // A frame that the hub had from a client is coloured without loading the whole renderer.
  'string-width': ['tui', 'commands'],
  meow: ['cli.ts', 'commands'],
  diff: ['commands'],
  valibot: ['protocol'],
  '@modelcontextprotocol/sdk': ['commands/mcp'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

test('folders import only what is below them', () => {
  const wrong = sourceImports()
    .filter(({ to }) => to.startsWith('.'))
    .map(({ from, to }) => ({ from, to: relative(join(root, 'src'), join(root, 'src', dirname(from), to)) }))
    .filter(({ from, to }) => {
      const home = folderOf(from);
      const target = folderOf(to);
      return home !== target && !layers[home]?.includes(target);
    });
  expect(wrong.map(arrow)).toEqual([]);
});

test('every folder of src has its place in the picture', () => {
  const unknown = [...new Set(sources().map(folderOf))].filter((folder) => !(folder in layers));
  expect(unknown).toEqual([]);
});

test('each package is imported by its home alone', () => {
  const wrong = sourceImports()
    .filter(({ to }) => isPackage(to))
    .map(({ from, to }) => ({ from, to: packageOf(to) }))
    .filter(({ from, to }) => !homes[to]?.some((home) => from === home || from.startsWith(`${home}/`)));
  expect(wrong.map(arrow)).toEqual([]);
});

test('every dependency has a home, and every package imported is a dependency', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  expect(Object.keys(dependencies).filter((name) => !(name in homes))).toEqual([]);
  const undeclared = sourceImports()
    .map(({ from, to }) => ({ from, to: packageOf(to) }))
    .filter(({ to }) => isPackage(to) && !(to in dependencies));
  expect(undeclared.map(arrow)).toEqual([]);
});

test('relative imports say their extension', () => {
  const wrong = sourceImports().filter(({ to }) => to.startsWith('.') && !/\.(ts|tsx|mjs|json)$/.test(to));
  expect(wrong.map(arrow)).toEqual([]);
});

test('the scanner of this file sees every form of import', () => {
  const text = `
import a from 'one';
import type { B } from "two";
import {
  c,
} from 'three';
import 'four';
export { d } from 'five';
export * from 'six';
const e = await import('seven');
type F = typeof import('eight');
// import g from 'in-a-comment';
const h = "import i from 'in-a-text'";
`;
  expect(importsOf(text)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']);
});

test('every file opens with what it holds', () => {
  const bare = [...sources().map((path) => `src/${path}`), ...luaFiles()].filter((path) => {
    const lines = read(path).split('\n');
    const first = lines[0]!.startsWith('#!') ? lines[1]! : lines[0]!;
    return !(path.endsWith('.lua') ? /^--/ : /^(\/\/|\/\*\*)/).test(first);
  });
  expect(bare).toEqual([]);
});

test('no source file is over 300 lines', () => {
  // What is made from the API's manifest is nobody's to read.
  const isMade = (path: string): boolean => path.endsWith('manifest.lua');
  const long = [...sources().map((path) => `src/${path}`), ...luaFiles()]
    .filter((path) => !isMade(path))
    .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test('no file names a place of the machine it was written on', () => {
  const places = ['work', 'shared', 'root'].map((name) => `/${name}/`);
  const files = [
    ...sources().map((path) => `src/${path}`),
    ...luaFiles(),
    ...walk('test', /\.(ts|tsx|mjs|lua)$/),
  ];
  const named = files.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, y) =>
        places.some((place) => new RegExp(`(^|[^\\w.\\-/])${place}`).test(line)) ? [`${path}:${y + 1}`] : [],
      ),
  );
  expect(named).toEqual([]);
});

function sourceImports(): Import[] {
  return sources().flatMap((from) => importsOf(read(`src/${from}`)).map((to) => ({ from, to })));
}

/** Specifiers of static, dynamic and type imports, and of re-exports. */
function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const forms =
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...code.matchAll(forms)].map((match) => match[1] ?? match[2] ?? match[3]!);
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith('.') && !specifier.startsWith('node:');
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

function folderOf(path: string): string {
  return path.split('/')[0]!;
}

function arrow({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

/** Paths below src. */
function sources(): string[] {
  return walk('src', /\.tsx?$/).map((path) => relative('src', path));
}

function luaFiles(): string[] {
  return [...walk('lua', /\.lua$/), ...walk('keybindings', /\.lua$/)].filter(
    (path) => !path.startsWith('lua/types/'),
  );
}

function walk(folder: string, name: RegExp): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => name.test(path) && !path.includes('fixtures'))
      .sort();
  } catch {
    return [];
  }
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

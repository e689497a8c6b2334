// Globals that a file reads and nobody defines: a slip of the pen, most likely, that would fail only when that
// line runs. Found in the compiled form when files are loaded; a warning, never an error.
import { manifest } from './api/index.ts';
import type { ChunkCache } from './chunk-cache.ts';
import { absent, nearest } from './hints.ts';
import { type Globals, readGlobals } from './lua-dump.ts';
import type { SourceFile } from './types.ts';

/** What of the standard library a file has; lua/core/guard.lua and env.lua make it. */
const standard: readonly string[] = [
  ...[
    '_G',
    '_VERSION',
    'assert',
    'collectgarbage',
    'error',
    'getmetatable',
    'ipairs',
    'load',
    'next',
    'pairs',
  ],
  ...['pcall', 'print', 'rawequal', 'rawget', 'rawlen', 'rawset', 'require', 'select', 'setmetatable'],
  ...['tonumber', 'tostring', 'type', 'xpcall'],
  ...['coroutine', 'math', 'os', 'string', 'table', 'utf8'],
];

/** Every global that a file has from the start. */
export const knownGlobals: ReadonlySet<string> = new Set([
  ...standard,
  ...manifest.modules.map(({ name }) => name),
]);

const MOST_WARNINGS = 20;

export interface GlobalsLint {
  /** Warnings for files whose compiled form `cache` has, in the order of the files. */
  check(files: Iterable<SourceFile>): string[];
}

/** What one look at a compiled file saw is kept as long as the file is asked about. */
export function createGlobalsLint(cache: Pick<ChunkCache, 'pack'>): GlobalsLint {
  let seen = new Map<string, Globals | null>();
  return {
    check(files) {
      const now = new Map<string, Globals | null>();
      const units = new Map<string, Globals>();
      for (const file of files) {
        const key = `${file.unit}\0${file.hash}`;
        let globals = seen.get(key);
        if (globals === undefined) {
          const { chunk } = cache.pack(file);
          // Not compiled: it does not parse, or was never reached.
          if (!chunk) continue;
          globals = readGlobals(chunk);
        }
        now.set(key, globals);
        if (globals) units.set(file.unit, globals);
      }
      seen = now;
      return undefinedGlobals(units);
    },
  };
}

/** A warning for each global that a unit reads, but neither it nor the program defines. Pure. */
export function undefinedGlobals(units: ReadonlyMap<string, Globals>): string[] {
  return [...units].flatMap(([unit, globals]) => warningsFor(unit, globals, units));
}

function warningsFor(unit: string, globals: Globals, units: ReadonlyMap<string, Globals>): string[] {
  if (globals.isOpen) return [];
  const own = new Set(globals.writes.map(({ name }) => name));
  const first = new Map<string, number>();
  for (const { name, line } of globals.reads) {
    if (knownGlobals.has(name) || own.has(name)) continue;
    first.set(name, Math.min(line, first.get(name) ?? line));
  }
  return [...first]
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_WARNINGS)
    .map(
      ([name, line]) =>
        `${unit}:${line}: global '${name}' is not defined here${advice(name, unit, own, units)}`,
    );
}

function advice(
  name: string,
  unit: string,
  own: ReadonlySet<string>,
  units: ReadonlyMap<string, Globals>,
): string {
  const reason = absent[name];
  if (reason) return `: ${reason}`;
  const elsewhere = [...units].find(
    ([other, { writes }]) => other !== unit && writes.some((write) => write.name === name),
  );
  if (elsewhere) {
    const required = elsewhere[0].replace(/\.lua$/, '').replaceAll('/', '.');
    return `: ${elsewhere[0]} has one, but globals are each file's own; return it there and require("${required}")`;
  }
  const near = nearest(name, [...knownGlobals, ...own, ...(units.get(unit)?.locals ?? [])]);
  return near ? `; did you mean '${near}'?` : '';
}

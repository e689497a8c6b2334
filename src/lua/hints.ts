// What may help with an error: a word to the wise, from the message and the line it names. Pure.
import { manifest } from './api/index.ts';
import type { RawError } from './worker-protocol.ts';

const LUAU = 'Luau type syntax is taken out where the rest is Lua 5.4: something else in this file is not';

const globals = [
  ...manifest.modules.map((module) => module.name),
  ...['string', 'table', 'math', 'utf8', 'coroutine', 'os', 'require', 'pcall', 'error', 'pairs', 'ipairs'],
  ...['tostring', 'tonumber', 'type', 'select', 'assert', 'print', 'setmetatable', 'getmetatable'],
];
const fields = [
  ...manifest.modules.flatMap((module) => [...module.functions, ...module.fields].map(({ name }) => name)),
  ...manifest.classes.flatMap((row) => [...row.fields, ...row.methods].map(({ name }) => name)),
];
const SPEC = 'tests are in files called *_test.lua or *_spec.lua, which botster-tui test runs';
/** What Lua programs elsewhere have, and what there is here instead. */
export const absent: Readonly<Record<string, string>> = {
  describe: SPEC,
  it: SPEC,
  before_each: SPEC,
  io: 'fs.read and fs.write reach files of the project and the home; state.get keeps data',
  debug: 'debug is not available; inspect(value) shows a value',
  package: 'require finds files by name: require("user.util")',
  loadfile: 'use require("user.file")',
};

/** A hint for an error in a line of source; undefined where there is nothing good to say. */
export function hintFor(
  error: Pick<RawError, 'phase' | 'message'>,
  line: string | undefined,
): string | undefined {
  const { message, phase } = error;
  if (phase === 'syntax') return syntaxHint(message, line ?? '');
  const needed = /needs capability '([\w.]+)'/.exec(message)?.[1];
  if (needed)
    return `put "--- @capability ${needed}" at the top of the file; a person grants it with g in normal mode, or botster-tui lua grant FILE`;
  if (phase === 'timeout') return 'do less at once, or spread it over a timer';
  const missing = /a nil value \((global|field|method) '([\w]+)'\)/.exec(message);
  if (missing) return missingHint(missing[1]!, missing[2]!, line ?? '');
  if (/attempt to (concatenate|perform arithmetic on|compare)/.test(message) && message.includes('nil'))
    return 'the value is nil here: give it a default with "or"';
  return undefined;
}

function syntaxHint(message: string, line: string): string | undefined {
  if (/^\s*(export\s+)?type\s+\w+/.test(line) || /\b\w+\s*:\s*\{?\s*[A-Za-z]\w*\??\s*[,)=}]/.test(line))
    return LUAU;
  if (/=\s*if\b.*\bthen\b/.test(line)) return 'Lua has no if-expression; write: cond and a or b';
  if (/[+\-*/.]=/.test(line)) return 'Lua has no += and the like; write: x = x + 1';
  if (/!=/.test(line)) return 'not equal is written ~= in Lua';
  if (message.includes('near <eof>'))
    return 'an "end" or a bracket is missing, or the file is only half written';
  return undefined;
}

function missingHint(kind: string, name: string, line: string): string | undefined {
  if (kind === 'global') {
    if (absent[name]) return absent[name];
    const near = nearest(name, globals);
    return near ? `there is no global '${name}'; did you mean '${near}'?` : undefined;
  }
  if (/\bagents\.(list|count|length|size)\b/.test(line) && /list|count|length|size/.test(name))
    return 'self.agents is a list; its length is #self.agents';
  const near = nearest(name, fields);
  return near && near !== name ? `did you mean '${near}'?` : undefined;
}

/** The word nearest to `word`, at most a third of its letters away. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far < least) {
      best = candidate;
      least = far;
    }
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

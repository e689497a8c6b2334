// lua list, check, wait, errors, eval: the Lua world from outside.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorHeadline, type LuaError } from '../core/lua-error.ts';
import type { HubMethods } from '../protocol/hub-api.ts';
import type { LuaUnit } from '../protocol/hub-lua-api.ts';
import type { Result } from '../protocol/rpc.ts';
import { CommandError, EXIT, timedOut } from './failure.ts';
import { withHub } from './hub-link.ts';
import { locateLuaFile, unitPath } from './lua-file.ts';
import { columns, json } from './text.ts';
import type { Verb } from './verb.ts';

/** `lua list` */
export const list: Verb = {
  usage: 'lua list [--json]',
  summary: 'Lists every Lua file with its layer and whether it is live.',
  examples: ['botster-tui lua list'],
  async run(_args, context) {
    const units = unitsOf(await withHub(context, (hub) => hub.call('lua.list', {})));
    context.print(context.json ? json(units) : unitTable(units));
    return undefined;
  },
};

/** `lua check` */
export const check: Verb = {
  usage: 'lua check FILE [--json]',
  summary: 'Compiles, stages and draws with a Lua file without applying it.',
  examples: ['botster-tui lua check user/layout.lua'],
  words: ['FILE'],
  async run(args, context) {
    const file = locateLuaFile(args.words[0]!, context);
    const path = unitPath(file, context.home);
    const text = readFileSync(file, 'utf8');
    const result = await withHub(context, (hub) => hub.call('lua.check', { path, text }));
    const [first] = result.errors;
    if (!result.ok && context.json) {
      context.print(json({ ...result, error: first }));
      return EXIT.failed;
    }
    for (const warning of warningsFor(path, result.warnings)) context.note(`warning: ${warning}`);
    if (!result.ok) throw luaFailure(first, `${path} was refused`);
    context.print(context.json ? json(result) : `${path} is good`);
    return undefined;
  },
};

/** `lua wait` */
export const wait: Verb = {
  usage: 'lua wait FILE [--timeout S] [--json]',
  summary: 'Waits until a saved Lua file is live (0), refused (1), or time is up (4).',
  examples: ['botster-tui lua wait user/layout.lua --timeout 5'],
  words: ['FILE'],
  flags: { timeout: { type: 'number', value: 'S', help: 'give up after S seconds (default 10)' } },
  async run(args, context) {
    const path = unitPath(locateLuaFile(args.words[0]!, context), context.home);
    const timeout = args.number('timeout') ?? 10;
    const result = await withHub(context, (hub) => hub.call('lua.wait', { path, timeout }, null));
    if (!result.answered) throw timedOut(`${path}: no answer within ${timeout} s`);
    if (!result.ok) throw luaFailure(result.error, `${path} was refused`);
    context.print(context.json ? json(result) : `${path} is live, generation ${result.generation}`);
    return undefined;
  },
};

/** `lua errors` */
export const errors: Verb = {
  usage: 'lua errors [--json]',
  summary: 'Lists the Lua errors that are not resolved.',
  examples: ['botster-tui lua errors'],
  async run(_args, context) {
    const found = (await withHub(context, (hub) => hub.call('lua.errors', {}))).errors;
    if (context.json) context.print(json(found));
    else if (found.length > 0) context.print(found.map(describeError).join('\n'));
    return undefined;
  },
};

/** `lua eval` */
export const evaluate: Verb = {
  usage: 'lua eval CODE [--timeout S] [--json]',
  summary: 'Runs Lua in the live world and prints what it returns; waits where the code waits.',
  examples: ["botster-tui lua eval 'return #agents.list()'"],
  words: ['CODE'],
  flags: {
    timeout: { type: 'number', value: 'S', help: 'wait S seconds for its end, then exit with code 4' },
  },
  async run(args, context) {
    const timeout = args.number('timeout');
    const result = await withHub(context, (hub) =>
      Promise.race([
        hub.call('lua.eval', { code: args.words[0]! }, null),
        ...(timeout === undefined ? [] : [sleep(timeout * 1000, null, { ref: false })]),
      ]),
    );
    if (!result) throw timedOut(`the code has not ended within ${timeout} s: it runs on where it waits`);
    if (!result.ok) throw luaFailure(result.error, 'the code failed');
    if (context.json) context.print(json(result));
    else if (result.value !== undefined) context.print(result.value);
    return undefined;
  },
};

/** Those about a file, and those about none in particular. */
function warningsFor(path: string, warnings: readonly string[]): readonly string[] {
  return warnings.filter((warning) => warning.startsWith(`${path}:`) || !/^\S+\.lua:\d+:/.test(warning));
}

/** Every file that `lua.list` answers with. */
export function unitsOf({ units, left_out }: Result<HubMethods, 'lua.list'>): readonly LuaUnit[] {
  const none = { generation: 0, live_since: null, registered: {} };
  const rest = left_out.map(
    (path) => ({ path, layer: 'improvements', status: 'left_out', ...none }) as const,
  );
  return [...units, ...rest];
}

/** One line a file, under a heading. */
export function unitTable(units: readonly LuaUnit[]): string {
  return columns([
    ['FILE', 'LAYER', 'STATUS', 'GENERATION', 'REGISTERED'],
    ...units.map((unit) => [
      unit.path,
      unit.layer,
      unit.status,
      String(unit.generation),
      unit.error ? errorHeadline(unit.error) : `${registeredText(unit.registered)}${changedText(unit)}`,
    ]),
  ]);
}

/** An error for people: its headline, the lines around it, the way out. */
export function describeError(error: LuaError): string {
  const often = error.count > 1 ? ` (${error.count} times)` : '';
  const source = (error.source ?? []).map((line) => `  ${line.mark ? '>' : ' '} ${line.n}  ${line.text}`);
  const hint = error.hint ? [`  ${error.hint}`] : [];
  return [`${errorHeadline(error)}${often}`, ...source, ...hint].join('\n');
}

/** What a file has registered: `hooks 1, keys 2`. */
export function registeredText(registered: Readonly<Record<string, number>>): string {
  return Object.entries(registered)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

/** A default below it is another since this version: for `lua diff FILE --upgrade`. */
function changedText({ changed_defaults: changed }: LuaUnit): string {
  return changed ? ` (default changed: ${changed.join(', ')})` : '';
}

/** What a command that was refused by Lua ends with. */
export function luaFailure(error: LuaError | undefined, otherwise: string): CommandError {
  const hint = error?.hint ? ` (${error.hint})` : '';
  const message = error ? `${errorHeadline(error)}${hint}` : otherwise;
  // The message of `--json` is Lua's own; that of stderr has file and line before it.
  return new CommandError(EXIT.failed, 'lua_error', message, error ? { ...error } : {});
}

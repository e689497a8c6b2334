// lua top: what the code of Lua files costs, by registration.
import { setTimeout } from 'node:timers/promises';
import type { LuaCost, LuaCosts } from '../protocol/hub-lua-api.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { columns, json } from './text.ts';
import type { Verb } from './verb.ts';

const PAUSE_MS = 1000;
const MB = 1024 * 1024;

export const verb: Verb = {
  usage: 'lua top [--count N] [--follow] [--json]',
  summary:
    'Lists what the code of Lua files has cost since the last reload, the most first: calls, milliseconds in all and of the slowest call, errors, by key, hook, method, timer, widget; and the memory that Lua holds. What a function calls counts for it too.',
  examples: ['botster-tui lua top', 'botster-tui lua top --follow --count 20'],
  flags: {
    count: { type: 'number', value: 'N', help: 'only the first N (with --follow those that fit)' },
    follow: { type: 'boolean', help: 'again every second, until ctrl+c; with --json a line each' },
  },
  async run(args, context) {
    const count = args.number('count');
    if (count !== undefined && !(count >= 1))
      throw usageError('--count: a number of rows, 1 or more, expected');
    const isFollowing = args.flag('follow');
    const fitting = isFollowing && process.stdout.rows ? Math.max(1, process.stdout.rows - 4) : undefined;
    const clear = isFollowing && process.stdout.isTTY && !context.json ? '\u001b[H\u001b[2J' : '';
    await withHub(context, async (hub) => {
      do {
        const costs = await hub.call('lua.top', {});
        const shown = { ...costs, rows: costs.rows.slice(0, count ?? fitting) };
        if (context.json) context.print(isFollowing ? JSON.stringify(shown) : json(shown));
        else context.print(clear + costTable(shown));
        if (isFollowing) await setTimeout(PAUSE_MS);
      } while (isFollowing);
    });
    return undefined;
  },
};

/** Two lines about the world, then a row a registration. `now` is in epoch seconds. */
export function costTable(costs: LuaCosts, now = Date.now() / 1000): string {
  const mb = (bytes: number): string => (bytes / MB).toFixed(1);
  const stock = costs.stock_memory === null ? '' : `, the next world in stock ${mb(costs.stock_memory)} MB`;
  return [
    `generation ${costs.generation}, made in ${Math.round(costs.prepare_ms)} + ${Math.round(costs.build_ms)} ms; Lua holds ${mb(costs.memory)} of ${costs.memory_limit / MB} MB${stock}`,
    columns([
      ['MS', 'CALLS', 'SLOWEST', 'ERRORS', 'LAST', 'KIND', 'WHAT', 'OWNER'],
      ...costs.rows.map((row) => cells(row, now)),
    ]),
  ].join('\n');
}

function cells(row: LuaCost, now: number): string[] {
  const { ms, calls, slowest_ms: slowest, errors, kind, name, owner } = row;
  const trouble = row.disabled ? `${errors}, disabled` : String(errors);
  return [ms.toFixed(1), String(calls), slowest.toFixed(1), trouble, age(now - row.last), kind, name, owner];
}

function age(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.floor(seconds))} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

// Tools about the screen and the Lua files that make it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { improvementUnit } from '../../core/improvement-unit.ts';
import { clampSize } from '../../core/size.ts';
import { loadApi, packageRoot } from '../../reference/api-data.ts';
import { entriesOf, entryText } from '../../reference/entries.ts';
import { searchEntries } from '../../reference/search.ts';
import { firstPage } from '../../reference/topics.ts';
import { CommandError, EXIT, usageError } from '../failure.ts';
import { takeFrame } from '../frame-views/take.ts';
import { pageOf } from '../guide.ts';
import { describeError, unitsOf, unitTable } from '../lua.ts';
import { columns } from '../text.ts';
import { verbs } from '../verbs.ts';
import {
  argumentsOf,
  boolean,
  count,
  number,
  object,
  objects,
  oneOf,
  resultOf,
  string,
  strings,
} from './schema.ts';
import type { Tool } from './tool.ts';

const path = string('Relative to improvements/: `badge.lua`.');

export const uiTools: readonly Tool[] = [
  {
    name: 'frame',
    description:
      'The whole screen as text, as last painted for the person, else drawn afresh (80x24). With a size it is drawn at that size; with `around` only one widget.',
    input: argumentsOf({
      'columns?': count(),
      'rows?': count(),
      'around?': string('Id or type of a widget, or the `file:line` that made it.'),
    }),
    output: resultOf({
      columns: count(),
      rows: count(),
      cursor: object(),
      lines: strings(),
      spans: { type: 'array' },
      nodes: objects(),
    }),
    isReading: true,
    async run(args, { context, withHub }) {
      const { columns, rows, around } = args as { columns?: number; rows?: number; around?: string };
      if ((columns === undefined) !== (rows === undefined))
        throw usageError('give columns and rows, or neither');
      const size = columns === undefined || rows === undefined ? undefined : clampSize({ columns, rows });
      const frame = await withHub((hub) => takeFrame({ size, around }, hub, context));
      return { text: frame.lines.map((line) => line.trimEnd()).join('\n'), data: { ...frame } };
    },
  },
  {
    name: 'lua_check',
    description:
      'Tries a Lua file without applying it: compiles it, loads it with all others, draws every view. `text` in place of what is on disk.',
    input: argumentsOf({ path, 'text?': string() }),
    output: resultOf({ ok: boolean(), errors: objects(), warnings: strings() }),
    isReading: true,
    async run(args, { context, withHub }) {
      const unit = unitOf(args['path'] as string);
      const text = (args['text'] as string | undefined) ?? textOnDisk(context.home, unit);
      const { ok, errors, warnings } = await withHub((hub) => hub.call('lua.check', { path: unit, text }));
      const lines = [...errors.map(describeError), ...warnings.map((warning) => `warning: ${warning}`)];
      return {
        text: [...(ok ? [`${unit} is good`] : []), ...lines].join('\n'),
        data: { ok, errors, warnings },
      };
    },
  },
  {
    name: 'lua_write',
    description:
      'Writes a Lua file of improvements/ and waits until it is live or refused. A refused one changes nothing: the last good files stay. Look at `frame` after it.',
    input: argumentsOf({ path, text: string() }),
    output: resultOf({ ok: boolean(), generation: number(), 'error?': object() }),
    isReading: false,
    async run(args, { withHub }) {
      const unit = unitOf(args['path'] as string);
      const result = await withHub((hub) =>
        hub.call('lua.write', { path: unit, text: args['text'] as string, timeout: 10 }, null),
      );
      if (!result.answered) throw new Error(`${unit} is written, but there is no word of it after 10 s`);
      const { ok, generation, error } = result;
      const registered = Object.entries(result.registered ?? {}).map(([kind, many]) => `${kind} ${many}`);
      const live = `${unit} is live, generation ${generation}${registered.length > 0 ? ` (${registered.join(', ')})` : ''}`;
      return { text: ok ? live : error ? describeError(error) : `${unit} was refused`, data: { ...result } };
    },
  },
  {
    name: 'lua_status',
    description:
      'The Lua files of improvements/, or one of them: live, refused, disabled, quarantined or left out (too many), and why.',
    input: argumentsOf({ 'path?': path }),
    output: resultOf({ units: objects() }),
    isReading: true,
    async run(args, { withHub }) {
      const wanted = args['path'] === undefined ? undefined : unitOf(args['path'] as string);
      const all = unitsOf(await withHub((hub) => hub.call('lua.list', {})));
      const units = all.filter((unit) =>
        wanted === undefined ? unit.layer === 'improvements' : unit.path === wanted,
      );
      if (wanted !== undefined && units.length === 0) throw notFound(wanted);
      return { text: units.length === 0 ? 'no files in improvements/' : unitTable(units), data: { units } };
    },
  },
  {
    name: 'lua_errors',
    description: 'Every Lua error that is not resolved, with file, line, source and hint.',
    input: argumentsOf({}),
    output: resultOf({ errors: objects() }),
    isReading: true,
    async run(_args, { withHub }) {
      const { errors } = await withHub((hub) => hub.call('lua.errors', {}));
      return {
        text: errors.length === 0 ? 'no errors' : errors.map(describeError).join('\n'),
        data: { errors },
      };
    },
  },
  {
    name: 'lua_revert',
    description:
      'Rewrites a Lua file of improvements/ with its last good text before this one, or with version `to`.',
    input: argumentsOf({ path, 'to?': count('A version, as `botster-tui lua history` numbers them.') }),
    output: resultOf({ ok: boolean(), generation: number(), 'version?': number() }),
    isReading: false,
    async run(args, { withHub }) {
      const unit = unitOf(args['path'] as string);
      const to = args['to'] as number | undefined;
      const result = await withHub((hub) =>
        hub.call('lua.revert', { path: unit, ...(to === undefined ? {} : { to }) }, null),
      );
      const { ok, generation, error, version } = result;
      const text = ok ? `${unit} is version ${version} again, live in generation ${generation}` : undefined;
      return {
        text: text ?? (error ? describeError(error) : `${unit} was refused`),
        data: { ...result, ok, generation },
      };
    },
  },
  {
    name: 'emit_event',
    description:
      'Tells every Lua handler of an event: one of your own (`custom:deployed`), or what you are about to do (`tool:before`, `note:created`). A handler of a `before` event may say no.',
    input: argumentsOf({ type: string(), 'payload?': object('What the handlers are told.') }),
    output: resultOf({ 'cancelled?': boolean(), 'reason?': string() }),
    isReading: false,
    async run(args, { withHub }) {
      const { type, payload = {} } = args as { type: string; payload?: Record<string, unknown> };
      const outcome = await withHub((hub) => hub.call('event.emit', { type, payload }));
      const text = outcome.cancelled ? `a handler says no: ${outcome.reason ?? 'no reason given'}` : 'told';
      return { text, data: { ...outcome } };
    },
  },
  {
    name: 'lua_docs',
    description: 'Searches the Lua API: `keymap.set`, `status bar`.',
    input: argumentsOf({ query: string() }),
    output: resultOf({ entries: objects() }),
    isReading: true,
    async run(args, { context }) {
      const api = loadApi(packageRoot(context.entries));
      const { entries, nearest } = searchEntries(entriesOf(api), args['query'] as string);
      const none = `nothing is called or said to be that; nearest: ${nearest.join(', ')}`;
      return { text: entries.length > 0 ? entries.map(entryText).join('\n') : none, data: { entries } };
    },
  },
  {
    name: 'guide',
    description:
      'The manual: without a topic what you can change and ten recipes; with one, that part of it.',
    input: argumentsOf({
      'topic?': string('layout, widgets, keys, hooks, errors, undo, testing, or a module.'),
    }),
    output: resultOf({ text: string() }),
    isReading: true,
    async run(args, { context }) {
      const root = packageRoot(context.entries);
      const api = loadApi(root);
      const topic = args['topic'] as string | undefined;
      const text = topic === undefined ? firstPage(root, api, verbs) : pageOf(topic, root, api);
      return { text, data: { text } };
    },
  },
  {
    name: 'keymap_list',
    description:
      'Every key binding in force, or those of one mode: keys, what they do, and the line that bound them.',
    input: argumentsOf({ 'mode?': string('`normal`, `terminal`, or another.') }),
    output: resultOf({ bindings: objects() }),
    isReading: true,
    async run(args, { withHub }) {
      const mode = args['mode'] as string | undefined;
      const { bindings } = await withHub((hub) =>
        hub.call('keymap.list', mode === undefined ? {} : { mode }),
      );
      const rows = bindings.map((binding) => [
        binding.mode,
        binding.keys.join(' '),
        binding.desc,
        binding.owner,
      ]);
      return { text: rows.length === 0 ? 'no bindings' : columns(rows), data: { bindings } };
    },
  },
  {
    name: 'notify',
    description: 'Shows the person a message for some seconds.',
    input: argumentsOf({ message: string(), 'level?': oneOf('info', 'warn', 'error')(), 'title?': string() }),
    output: resultOf({ id: string() }),
    isReading: false,
    async run(args, { withHub }) {
      const {
        message,
        level = 'info',
        title,
      } = args as {
        message: string;
        level?: 'info' | 'warn' | 'error';
        title?: string;
      };
      const { id } = await withHub((hub) =>
        hub.call('notify', { message, level, ...(title === undefined ? {} : { title }) }),
      );
      return { text: 'shown', data: { id } };
    },
  },
];

function unitOf(given: string): string {
  const unit = improvementUnit(given);
  if (unit === null)
    throw usageError(`"${given}" is no Lua file below improvements/ (badge.lua, mine/badge.lua)`);
  return unit;
}

function textOnDisk(home: string, unit: string): string {
  const file = join(home, unit);
  if (!existsSync(file)) throw notFound(unit);
  return readFileSync(file, 'utf8');
}

function notFound(unit: string): CommandError {
  return new CommandError(EXIT.failed, 'not_found', `there is no ${unit}`);
}

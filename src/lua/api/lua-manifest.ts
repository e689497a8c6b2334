// `lua/core/manifest.lua`: the manifest as the environment reads it.
import type { Manifest } from './index.ts';
import { kindsOf } from './kinds.ts';
import type { ApiClass, ApiEvent, ApiField, ApiFunction, ApiModule, Param, Widget } from './model.ts';

const head = `-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit.
-- A parameter or field: n name · k kinds it accepts · o optional · e what messages say is expected
-- · v the only strings allowed · c class whose fields are checked · t type that is converted.
`;

/** Text of the Lua file that returns `manifest` as a table. */
export function luaManifest(manifest: Manifest): string {
  return [
    head,
    'return {',
    '  modules = {',
    ...manifest.modules.map(moduleRow),
    '  },',
    '  classes = {',
    ...manifest.classes.map(classRow),
    '  },',
    '  widgets = {',
    ...manifest.widgets.map(widgetRow),
    '  },',
    `  common = ${fieldTable(manifest.commonProps)},`,
    `  events = ${list(manifest.commonEvents)},`,
    '  happenings = {',
    ...manifest.events.map(eventRow),
    '  },',
    '}',
    '',
  ].join('\n');
}

function moduleRow(module: ApiModule): string {
  const rows = module.functions.map((row) => `        ${key(row.name)} = ${functionTable(row)},`);
  return [
    `    ${key(module.name)} = {`,
    ...(module.call ? [`      call = ${functionTable(module.call)},`] : []),
    `      fields = ${list(module.fields.map((field) => field.name))},`,
    '      functions = {',
    ...rows,
    '      },',
    '    },',
  ].join('\n');
}

function functionTable(row: ApiFunction): string {
  const parts = row.params.map(paramTable);
  if (row.capability) parts.push(`capability = ${quote(row.capability)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function paramTable(param: Param): string {
  return entry(param.name, param.type, param.optional);
}

function classRow(row: ApiClass): string {
  const methods = row.methods.map((method) => `${key(method.name)} = ${functionTable(method)}`).join(', ');
  return `    ${key(row.name)} = { closed = ${row.closed}, fields = ${fieldTable(row.fields)}, methods = { ${methods} } },`;
}

function eventRow(row: ApiEvent): string {
  const parts = [`doc = ${quote(row.doc)}`];
  if (row.before) parts.push('before = true');
  if (row.agent) parts.push('agent = true');
  if (row.by === 'program') parts.push('program = true');
  if (row.identifier) parts.push(`identifier = ${quote(row.identifier)}`);
  if (row.positional) parts.push(`positional = ${list(row.positional)}`);
  parts.push(`fields = ${list(row.fields.map(({ name }) => name))}`);
  return `    ${key(row.name)} = { ${parts.join(', ')} },`;
}

function widgetRow(widget: Widget): string {
  return `    ${key(widget.name)} = { params = { ${widget.params.map(paramTable).join(', ')} }, events = ${list(widget.events)}, props = ${fieldTable(widget.props)} },`;
}

function fieldTable(rows: readonly ApiField[]): string {
  const entries = rows.map((row) => `${key(row.name)} = ${entry(row.name, row.type, row.optional)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function entry(name: string, type: string, optional: boolean): string {
  const kinds = kindsOf(type);
  const parts = [
    `n = ${quote(name)}`,
    `k = { ${kinds.lua.map((kind) => `${key(kind)} = true`).join(', ')} }`,
    `e = ${quote(expected(type))}`,
  ];
  if (optional) parts.push('o = true');
  if (kinds.values.length > 0) parts.push(`v = ${list(kinds.values)}`);
  if (converted.has(type)) parts.push(`t = ${quote(type)}`);
  if (kinds.class) parts.push(`c = ${quote(kinds.class)}`);
  return `{ ${parts.join(', ')} }`;
}

const converted = new Set(['Text', 'Style', 'Size', 'Color']);

/** How a message calls a type that has a name of its own. */
const spoken: Readonly<Record<string, string>> = {
  Text: 'string or spans',
  Style: 'style',
  Size: 'size',
  Color: 'colour',
  Child: 'widget or string',
  AgentRef: 'agent, id or name',
  Rhs: 'action or function',
  Level: '"info", "warn" or "error"',
};

/** What a message says: `"a"|"b"` reads `"a" or "b"`, a function's signature does not matter. */
function expected(type: string): string {
  if (spoken[type]) return spoken[type];
  const words = type
    .replace(/fun\(.*\)(: ?[^|]+)?/, 'function')
    .replace(/[()]/g, '')
    .split('|');
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function key(name: string): string {
  const reserved = new Set(['function', 'end', 'repeat', 'false']);
  if (/^\[\d+\]$/.test(name)) return name;
  return /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name) ? name : `[${quote(name)}]`;
}

function list(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{ ${values.map(quote).join(', ')} }`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

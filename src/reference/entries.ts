// The reference as entries: one for each module, function, field, widget, type, method and event. What the
// search looks through, and what the topics print.
import type { Api, ApiField, ApiFunction, Param, Widget } from './api-data.ts';

export interface Entry {
  /** As it is written in Lua: `ui.text`, `App:render`, `Agent:send`, `agent:exited`. */
  readonly name: string;
  readonly kind: 'module' | 'function' | 'field' | 'widget' | 'prop' | 'type' | 'method' | 'event';
  /** The whole call, or the type of a field. */
  readonly signature: string;
  readonly doc: string;
  readonly capability?: string;
}

/** Every entry, in the order of the manifest. */
export function entriesOf(api: Api): Entry[] {
  return [
    ...api.modules.flatMap((module) => moduleEntries(module.name, api)),
    ...api.widgets.flatMap(widgetEntries),
    ...api.commonProps.map((field) => fieldEntry('', field, 'prop')),
    ...api.aliases.map(
      ({ name, type, doc }): Entry => ({ name, kind: 'type', signature: `${name} = ${type}`, doc }),
    ),
    ...api.classes.flatMap((row) => classEntries(row.name, api)),
    ...eventEntries(api),
    ...testingEntries(api),
  ];
}

/** What only tests see. */
export function testingEntries(api: Api): Entry[] {
  const own = { ...api, ...api.testing };
  return [
    ...own.modules.flatMap(({ name }) => moduleEntries(name, own)),
    ...own.classes.flatMap(({ name }) => classEntries(name, own)),
  ];
}

/** A module and what is in it. */
export function moduleEntries(name: string, api: Api): Entry[] {
  const module = api.modules.find((row) => row.name === name);
  if (!module) return [];
  const call = module.call ? functionEntry('', module.call, 'function') : undefined;
  const heading: Entry = { name, kind: 'module', signature: name, doc: module.doc };
  return [
    call && module.functions.length === 0 ? call : heading,
    ...(call && module.functions.length > 0 ? [call] : []),
    ...module.fields.map((field) => fieldEntry(`${name}.`, field, 'field')),
    ...module.functions.map((row) => functionEntry(name === 'App' ? 'App:' : `${name}.`, row, 'function')),
  ];
}

/** A widget and the props that are its own. */
export function widgetEntries(widget: Widget): Entry[] {
  const name = `ui.${widget.name}`;
  return [
    { name, kind: 'widget', signature: `${name}(${parameters(widget.params)})`, doc: widget.doc },
    ...widget.props.map((field) => fieldEntry(`${name}.`, field, 'prop')),
    ...widget.events.map(
      (event): Entry => ({
        name: `${name}.on_${event}`,
        kind: 'prop',
        signature: `on_${event}?: fun(value: any, ctx: Context)`,
        doc: '',
      }),
    ),
  ];
}

/** A type with known fields and its methods. */
export function classEntries(name: string, api: Api): Entry[] {
  const row = api.classes.find((one) => one.name === name);
  if (!row) return [];
  return [
    { name, kind: 'type', signature: name, doc: row.doc },
    ...row.fields.map((field) => fieldEntry(`${name}.`, field, 'field')),
    ...row.methods.map((method) => functionEntry(`${name}:`, method, 'method')),
  ];
}

/** What happens, with the fields of its payload. */
export function eventEntries(api: Api): Entry[] {
  return api.events.map(({ name, doc, before, by, fields }) => {
    const payload = fields
      .map((field) => `${field.name}${field.optional ? '?' : ''}: ${field.type}`)
      .join(', ');
    const marks = [
      ...(before ? ['before: can be cancelled or changed'] : []),
      ...(by === 'others' ? ['told of by plugins and agents'] : []),
    ];
    return {
      name,
      kind: 'event' as const,
      signature: `${name} { ${payload} }${marks.length > 0 ? `  (${marks.join('; ')})` : ''}`,
      doc,
    };
  });
}

/** One entry as lines of text: the signature, then what it is for. */
export function entryText({ signature, doc, capability }: Entry): string {
  const needs = capability ? ` Needs the capability ${capability} in improvements/.` : '';
  const about = `${doc}${needs}`.trim();
  return about === '' ? `  ${signature}` : `  ${signature}\n      ${about}`;
}

function functionEntry(prefix: string, row: ApiFunction, kind: Entry['kind']): Entry {
  const given = prefix === 'App:' ? row.params.slice(1) : row.params;
  const returns = row.returns === 'nil' ? '' : ` -> ${row.returns}`;
  return {
    name: `${prefix}${row.name}`,
    kind,
    signature: `${prefix}${row.name}(${parameters(given)})${returns}`,
    doc: row.doc,
    ...(row.capability ? { capability: row.capability } : {}),
  };
}

function fieldEntry(prefix: string, field: ApiField, kind: Entry['kind']): Entry {
  const written = `${kind === 'prop' ? field.name : `${prefix}${field.name}`}${field.optional ? '?' : ''}`;
  return { name: `${prefix}${field.name}`, kind, signature: `${written}: ${field.type}`, doc: field.doc };
}

function parameters(rows: readonly Param[]): string {
  return rows.map((row) => `${row.name}${row.optional ? '?' : ''}: ${row.type}`).join(', ');
}

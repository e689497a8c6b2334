// `lua/types/botster.d.lua`: the manifest as LuaLS definitions, so that editors complete and check.
import type { Manifest } from './index.ts';
import type { Alias, ApiClass, ApiField, ApiFunction, ApiModule, Param, Widget } from './model.ts';

const head = `---@meta
-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit.
`;

/** Text of the definition file. */
export function luaStubs(manifest: Manifest): string {
  const blocks = [
    head,
    ...manifest.aliases.map(aliasStub),
    ...manifest.classes.map(classStub),
    ...(manifest.widgets.length === 0
      ? []
      : [
          widgetProps(
            'WidgetProps',
            'Props of every widget.',
            undefined,
            manifest.commonProps,
            manifest.commonEvents,
          ),
        ]),
    ...manifest.widgets.map((row) =>
      widgetProps(propsName(row), `Props of \`ui.${row.name}\`.`, 'WidgetProps', row.props, row.events),
    ),
    ...manifest.modules.map((module) => moduleStub(module, module.name === 'ui' ? manifest.widgets : [])),
  ];
  return blocks.join('\n');
}

function aliasStub(row: Alias): string {
  return `---${row.doc}\n---@alias ${row.name} ${row.type}\n`;
}

function classStub(row: ApiClass): string {
  return [
    `---${row.doc}`,
    `---@class ${row.closed ? '(exact) ' : ''}${row.name}`,
    ...row.fields.map(fieldLine),
    ...row.methods.map((method) => `---@field ${method.name} ${methodType(row.name, method)} ${method.doc}`),
    '',
  ].join('\n');
}

function widgetProps(
  name: string,
  doc: string,
  parent: string | undefined,
  rows: readonly ApiField[],
  events: readonly string[],
): string {
  return [
    `---${doc}`,
    `---@class ${name}${parent ? `: ${parent}` : ''}`,
    ...rows.map(fieldLine),
    ...events.map((event) => `---@field on_${event}? fun(value: any, ctx: Context)`),
    '',
  ].join('\n');
}

function fieldLine(row: ApiField): string {
  return `---@field ${row.name}${row.optional ? '?' : ''} ${row.type}${row.doc ? ` ${row.doc}` : ''}`.trimEnd();
}

function methodType(owner: string, method: ApiFunction): string {
  const rest = method.params.map((param) => `${param.name}${param.optional ? '?' : ''}: ${param.type}`);
  return `fun(${[`self: ${owner}`, ...rest].join(', ')}): ${method.returns}`;
}

function moduleStub(module: ApiModule, widgets: readonly Widget[]): string {
  const name = module.name;
  if (module.call && module.functions.length === 0) return functionStub('', module.call);
  return [
    `---${module.doc}`,
    `---@class ${className(name)}`,
    ...module.fields.map(fieldLine),
    ...(module.call ? [`---@overload ${callType(module.call)}`] : []),
    ...(name === 'ui'
      ? ['---@field [string] fun(props?: table): Node Components, as `ui.component` defines them.']
      : []),
    `${name} = {}`,
    '',
    ...module.functions.map((row) => functionStub(name === 'App' ? 'App:' : `${name}.`, row)),
    ...widgets.map(widgetStub),
  ].join('\n');
}

function className(module: string): string {
  return module === 'App' ? 'App' : `botster.${module}`;
}

function callType(row: ApiFunction): string {
  return `fun(${row.params.map((param) => `${param.name}${param.optional ? '?' : ''}: ${param.type}`).join(', ')}): ${row.returns}`;
}

function functionStub(prefix: string, row: ApiFunction): string {
  const given = prefix.endsWith(':') ? row.params.slice(1) : row.params;
  return [
    `---${row.doc}`,
    ...(row.capability ? [`---In improvements/ it needs the capability \`${row.capability}\`.`] : []),
    ...given.map(paramLine),
    ...(row.returns === 'nil' ? [] : [`---@return ${row.returns}`]),
    `function ${prefix}${row.name}(${given.map((param) => param.name).join(', ')}) end`,
    '',
  ].join('\n');
}

function widgetStub(row: Widget): string {
  const typed = row.params.map((param) =>
    param.name === 'props' ? { ...param, type: param.type.replace('table', propsName(row)) } : param,
  );
  return [
    `---${row.doc}`,
    ...typed.map(paramLine),
    '---@return Node',
    `function ui.${row.name}(${typed.map((param) => param.name).join(', ')}) end`,
    '',
  ].join('\n');
}

function paramLine(param: Param): string {
  return `---@param ${param.name}${param.optional && param.name !== '...' ? '?' : ''} ${param.type}`;
}

function propsName(row: Widget): string {
  const camel = row.name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return `${camel}Props`;
}

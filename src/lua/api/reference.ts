// `lua/types/REFERENCE.md`: the manifest as a page to read.
import type { Manifest } from './index.ts';
import type { ApiClass, ApiField, ApiFunction, ApiModule, Param, Widget } from './model.ts';

const head = `# Lua API

<!-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit. -->

Files in \`~/.botster/user/\` and \`~/.botster/improvements/\` are live the moment they are saved. Every module is a
global, and a field of \`botster\`. A function called wrongly raises an error that names the file and the line;
what merely cannot be done returns \`nil, err\`. In improvements/ some functions need a capability, which is named.
`;

/** Text of the reference page. */
export function reference(manifest: Manifest): string {
  return [
    head,
    `Modules: ${manifest.modules.map((row) => `[${row.name}](#${row.name.toLowerCase()})`).join(' · ')} · [types](#types)\n`,
    ...manifest.modules.map((row) => moduleSection(row, manifest)),
    '## Types\n',
    ...manifest.aliases.map((row) => `- **${row.name}** = ${code(row.type)}. ${row.doc}`),
    '',
    ...manifest.classes.map(classSection),
  ].join('\n');
}

function moduleSection(module: ApiModule, manifest: Manifest): string {
  return [
    `## ${module.name}\n`,
    `${module.doc}\n`,
    ...fieldTable(module.fields),
    ...(module.call ? [entry('', module.call)] : []),
    ...module.functions.map((row) => entry(module.name === 'App' ? 'App:' : `${module.name}.`, row)),
    '',
    ...(module.name === 'ui' ? widgetSections(manifest) : []),
  ].join('\n');
}

function entry(prefix: string, row: ApiFunction): string {
  const given = prefix.endsWith(':') ? row.params.slice(1) : row.params;
  const returns = row.returns === 'nil' ? '' : ` → ${row.returns}`;
  const needs = row.capability ? ` Needs \`${row.capability}\` in improvements/.` : '';
  return `- ${code(`${prefix}${row.name}(${signature(given)})${returns}`)}: ${row.doc}${needs}`;
}

function widgetSections(manifest: Manifest): string[] {
  return [
    '### Props of every widget\n',
    ...fieldTable(manifest.commonProps),
    `Events: ${manifest.commonEvents.map((event) => `\`on_${event}\``).join(' ')}. A handler gets the value and a Context.\n`,
    ...manifest.widgets.map(widgetSection),
  ];
}

function widgetSection(row: Widget): string {
  const events =
    row.events.length > 0 ? [`Events: ${row.events.map((event) => `\`on_${event}\``).join(' ')}.\n`] : [];
  return [
    `### ui.${row.name}\n`,
    `${code(`ui.${row.name}(${signature(row.params)})`)}: ${row.doc}\n`,
    ...fieldTable(row.props),
    ...events,
  ].join('\n');
}

function classSection(row: ApiClass): string {
  return [
    `### ${row.name}\n`,
    `${row.doc}\n`,
    ...fieldTable(row.fields),
    ...row.methods.map((method) => entry('', { ...method, name: `:${method.name}` })),
    '',
  ].join('\n');
}

function fieldTable(rows: readonly ApiField[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    (row) =>
      `| \`${row.name}\`${row.optional ? '' : ' *'} | ${code(row.type.replaceAll('|', '\\|'))} | ${row.doc} |`,
  );
  return ['| name | type | |', '|---|---|---|', ...lines, ''];
}

function signature(rows: readonly Param[]): string {
  return rows.map((row) => `${row.name}${row.optional ? '?' : ''}: ${row.type}`).join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

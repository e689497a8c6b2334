// `lua/types/REFERENCE.md`: the manifest as a page to read.
import type { Manifest } from './index.ts';
import type { ApiClass, ApiEvent, ApiField, ApiFunction, ApiModule, Param, Widget } from './model.ts';

const head = `# Lua API

<!-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit. -->

Files in \`~/.botster/user/\` and \`~/.botster/improvements/\` are live the moment they are saved. Every module is a
global, and a field of \`botster\`. A function called wrongly raises an error that names the file and the line;
what merely cannot be done returns \`nil, err\`. In improvements/ some functions need a capability, which is named.

With every save all files are loaded anew into a fresh world, which takes the place of the old one whole: nothing has
to be undone. A file may define these, as global functions or as fields of the table it returns:

- \`init(ctx)\`, \`on_load(ctx)\`: called at the end of its loading.
- \`setup(options)\` (global only): called once every file is loaded, with what \`botster.configure\` gave for the file.
- \`on_unload(reason)\`: called in the world that ends, for 50 ms at most; \`reason\` is \`"reload"\`, \`"delete"\`, \`"disable"\` or \`"quit"\`.
  Plain data that it returns is handed on (\`state\` is kept anyway).
- \`on_reload(previous)\`: called in the new world once it is live, where the old one had the file too, with that data.

Types as Luau has them (\`local n: number\`, \`export type\`, \`value :: T\`) are taken out of files that begin with \`--!strict\`, and of
files that are Lua without them; so are \`+=\`, \`continue\` and \`if … then … else …\` as a value rewritten.
`;

/** How the page about specs begins. */
export const testingHead = `# Tests in Lua

<!-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit. -->

\`botster-tui test\` runs the \`*_test.lua\` and \`*_spec.lua\` files of \`user/\` and \`improvements/\` in the home and of \`test/\` in the
current directory, or the FILES it is given. The program itself never loads them. They have the whole Lua API,
\`require\` of the other files, and what follows.

\`\`\`lua
describe("the badge", function()
  it("counts agents", function()
    local app = test.app { agents = { "claude", "make" }, columns = 100, rows = 30 }
    app:keys("ctrl+b w")
    assert.contains("2 agents", app:text())
    app:snapshot("two agents")
  end)
end)
\`\`\`
`;

/** Text of the reference page. */
export function reference(manifest: Manifest, opening: string = head): string {
  return [
    opening,
    `Modules: ${manifest.modules.map((row) => `[${row.name}](#${row.name.toLowerCase()})`).join(' · ')} · [types](#types)\n`,
    ...manifest.modules.map((row) => moduleSection(row, manifest)),
    ...eventSections(manifest.events),
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
    `Events: ${manifest.commonEvents.map((event) => `\`on_${event}\``).join(' ')}. A handler gets the value and a Context. \`on_drag\` is told of a mouse that moves with its left button down since it was in the widget: \`{x, y, from_x, from_y, width, height, done}\`, cells of the widget as it was then, \`done\` when the button is up. \`on_wheel\` is told of the mouse wheel: \`{x, y, lines}\`, \`lines\` below 0 towards the top.\n`,
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

const eventsHead = `## Known events

\`events.on("agent:exited", function(event, ctx) … end)\` and \`hooks.register("on_agent_exited", "mine", function(agent, code) … end)\`
are the same event: the \`on_*\` spelling gets the arguments listed with it. \`event.type\` is the event's name. What a handler of
a *before* event returns counts: nothing goes on, \`false, "reason"\` cancels, \`{ payload = … }\` changes what the next handler gets.
`;

function eventSections(events: readonly ApiEvent[]): string[] {
  if (events.length === 0) return [];
  const rows = (by: ApiEvent['by']): string[] =>
    events.filter((row) => row.by === by).map((row) => `- ${eventEntry(row)}`);
  return [
    eventsHead,
    ...rows('program'),
    '',
    'Told by plugins, and by agents through `botster-tui event emit NAME JSON`:\n',
    ...rows('others'),
    '',
  ];
}

function eventEntry(row: ApiEvent): string {
  const given = row.fields
    .map(({ name, optional, type }) => code(`${name}${optional ? '?' : ''}: ${type}`))
    .join(' ');
  const spelled = `on_${row.name.replace(':', '_')}(${(row.positional ?? ['event']).join(', ')})`;
  return `**${row.name}**${row.before ? ' *before*' : ''}: ${row.doc} ${given} · ${code(spelled)}`;
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

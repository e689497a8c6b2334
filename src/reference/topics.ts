// The guide's pages: prose and examples from `lua/guide`, the reference from the API's data, the verbs from
// their table, which whoever asks has. A page of every module of the API, and those that go across them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api-data.ts';
import {
  classEntries,
  type Entry,
  entryText,
  eventEntries,
  moduleEntries,
  testingEntries,
  widgetEntries,
} from './entries.ts';

/** Pages with prose of their own, and the modules whose reference they end with. */
const pages: Readonly<Record<string, readonly string[]>> = {
  layout: ['App', 'layout'],
  widgets: ['widgets'],
  keys: ['keymap', 'mode', 'action', 'command'],
  hooks: ['hooks', 'events'],
  detector: ['detector'],
  errors: [],
  undo: [],
  testing: [],
  plugins: ['plugin'],
};

/** A verb of the command line. */
export interface VerbRow {
  readonly name: string;
  readonly summary: string;
  readonly hidden?: boolean;
}

/** Every topic, as it is typed. */
export function topicNames(api: Api): string[] {
  const modules = api.modules.map(({ name }) => name).filter((name) => !(name in pages));
  return [...Object.keys(pages), ...modules];
}

/** The page that the guide opens with. */
export function firstPage(root: string, api: Api, verbs: readonly VerbRow[]): string {
  return expand(prose(root, 'start'), api, verbs);
}

/** A topic's page; null where there is none of that name. */
export function topicPage(topic: string, root: string, api: Api, verbs: readonly VerbRow[]): string | null {
  const name = topicNames(api).find((known) => known.toLowerCase() === topic.toLowerCase());
  if (name === undefined) return null;
  const example = moduleProse(root, name);
  if (!(name in pages))
    return [`# ${name}\n`, example, ...referenceOf([name], api)].filter(Boolean).join('\n');
  const own = name === 'widgets' ? widgetReference(api) : name === 'testing' ? testingReference(api) : [];
  return [expand(prose(root, name), api, verbs), example, ...own, ...referenceOf(pages[name]!, api)]
    .filter(Boolean)
    .join('\n');
}

function prose(root: string, name: string): string {
  return readFileSync(join(root, 'lua', 'guide', `${name}.md`), 'utf8');
}

/** What `modules.md` has under the module's name. */
function moduleProse(root: string, name: string): string {
  const sections = prose(root, 'modules').split(/^# /m);
  const found = sections.find((section) => section.startsWith(`${name}\n`));
  return found ? `${found.slice(name.length + 1).trim()}\n` : '';
}

/** `{{topics}}`, `{{events}}` and `{{verbs PREFIX}}` replaced by what they name. */
function expand(text: string, api: Api, verbs: readonly VerbRow[]): string {
  return text
    .replace('{{topics}}', () => topicNames(api).join(' '))
    .replace('{{events}}', () => eventEntries(api).map(entryText).join('\n'))
    .replace(/\{\{verbs (\w+)\}\}/g, (_, prefix: string) =>
      (verbs.length === 0 ? [{ name: `${prefix} …`, summary: '`botster-tui help` lists them' }] : verbs)
        .filter(({ name, hidden }) => !hidden && name.startsWith(`${prefix} `))
        .map(({ name, summary }) => `- \`botster-tui ${name}\`: ${summary}`)
        .join('\n'),
    );
}

function referenceOf(modules: readonly string[], api: Api): string[] {
  const entries = modules.flatMap((name) => moduleEntries(name, api));
  if (entries.length === 0) return [];
  const ui = modules.includes('ui') ? [`  Widgets: ${api.widgets.map(({ name }) => name).join(' ')}`] : [];
  return ['## Reference\n', ...entries.map(lineOf), ...ui, ...typesOf(entries, api), ''];
}

function widgetReference(api: Api): string[] {
  const common = api.commonProps.map(({ name, type, doc }) => `  ${name}?: ${type}${doc ? `  ${doc}` : ''}`);
  return [
    '## Props of every widget\n',
    ...common,
    `  Events: ${api.commonEvents.map((event) => `on_${event}`).join(' ')}`,
    '\n## Widgets\n',
    ...api.widgets.flatMap((widget) => widgetEntries(widget).map(lineOf)),
    '',
  ];
}

function testingReference(api: Api): string[] {
  return ['## What tests see besides the API\n', ...testingEntries(api).map(lineOf), ''];
}

function lineOf(entry: Entry): string {
  if (entry.kind === 'module') return `${entry.name}: ${entry.doc}`;
  if (entry.kind === 'prop' || entry.kind === 'field')
    return `      ${entry.signature}${entry.doc ? `  ${entry.doc}` : ''}`;
  return entryText(entry);
}

/** The types that these entries name, and the names that stand for several. */
function typesOf(entries: readonly Entry[], api: Api): string[] {
  const written = entries.map(({ signature }) => signature).join(' ');
  const isNamed = ({ name }: { readonly name: string }): boolean => new RegExp(`\\b${name}\\b`).test(written);
  const own = new Set(entries.map(({ name }) => name));
  const aliases = api.aliases.filter(isNamed).map(({ name, type, doc }) => `  ${name} = ${type}  ${doc}`);
  const classes = api.classes.filter((row) => isNamed(row) && !own.has(row.name));
  const tables = classes.flatMap(({ name }) => classEntries(name, api).map(classLine));
  return aliases.length + tables.length === 0 ? [] : ['\n## Types\n', ...aliases, ...tables];
}

function classLine(entry: Entry): string {
  if (entry.kind === 'type') return `  ${entry.name}: ${entry.doc}`;
  return `      ${entry.signature.replace(/^\w+[.:]/, '')}${entry.doc ? `  ${entry.doc}` : ''}`;
}

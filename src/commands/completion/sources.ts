// What an argument or the value of a flag can be, by the name that help calls it.
import { join } from 'node:path';
import { listPlugins } from '../../hub/plugins/rows.ts';
import { listLuaFiles } from '../../hub/source-files.ts';
import { loadApi, packageRoot } from '../../reference/api-data.ts';
import { topicNames } from '../../reference/topics.ts';
import { askIfRunning } from '../hub-link.ts';
import { listExamples } from '../plugin/rows.ts';
import type { Context } from '../verb.ts';

export interface Candidate {
  readonly word: string;
  readonly help: string;
}

/** Words, or what the shell itself lists. */
export type Source = 'files' | 'directories' | ((context: Context) => Promise<readonly Candidate[]>);

const named: Readonly<Record<string, Source>> = {
  ID: agents,
  'ID|WIDGET': agents,
  P: presets,
  L: labels,
  TOPIC: async (context) => words(topicNames(loadApi(packageRoot(context.entries)))),
  STATE: async () => words(['working', 'blocked', 'done', 'idle', 'unknown']),
  ANSWER: async () => words(['allow', 'always', 'deny']),
  WHAT: async () => words(['working', 'blocked', 'done', 'idle', 'exited', 'text:', 'quiet:']),
  SHELL: async () => words(['bash', 'zsh', 'fish']),
  AGENT: async () => words(['claude', 'codex', 'gemini', 'opencode']),
  D: 'directories',
  DIR: 'directories',
  FILE: 'files',
  SOURCE: 'directories',
  EXAMPLE: async ({ entries }) => listExamples(entries).map(({ name, desc }) => ({ word: name, help: desc })),
  SCREEN: 'files',
  'DIR|FILE': 'files',
};

/**
 * What can stand for `name` in the verb whose usage line is `usage`, after the `words` it has. `save|apply` is a
 * choice of these words.
 */
export function sourceOf(name: string, usage: string, before: readonly string[]): Source {
  const [verb = ''] = usage.split(' ');
  if (verb === 'lua' && name === 'FILE') return units;
  if (verb === 'plugin' && name === 'NAME') return plugins;
  if (name === 'name' && before[0] !== 'list' && (verb === 'layout' || verb === 'workspace')) {
    // A new layout may have any name; those that are there can be saved again.
    return (context) => listed(verb, context);
  }
  if (Object.hasOwn(named, name)) return named[name]!;
  return async () => (/^[a-z]+(\|[a-z]+)+$/.test(name) ? words(name.split('|')) : []);
}

function words(texts: readonly string[]): Candidate[] {
  return texts.map((word) => ({ word, help: '' }));
}

/** Texts that a shell takes as one word, as they are. */
const isPlain = (text: string): boolean => /^[\w.@%+,/][\w.@%+,/-]*$/.test(text);

/** By name, and by id where a name is not plain or not the only one. */
async function agents(context: Context): Promise<readonly Candidate[]> {
  const list = (await ask(context, 'agent.list', {}))?.agents ?? [];
  const isOne = (name: string): boolean => list.filter((agent) => agent.name === name).length === 1;
  return list.map(({ id, name, state, status, cwd }) =>
    isPlain(name) && isOne(name)
      ? { word: name, help: `${state ?? status}, ${cwd}` }
      : { word: id, help: `${name}, ${state ?? status}, ${cwd}` },
  );
}

async function labels(context: Context): Promise<readonly Candidate[]> {
  const list = (await ask(context, 'agent.list', {}))?.agents ?? [];
  return words([...new Set(list.flatMap((agent) => agent.labels ?? []))].filter(isPlain));
}

async function presets(context: Context): Promise<readonly Candidate[]> {
  const listed = await ask(context, 'preset.list', { project: context.cwd });
  return (listed?.presets ?? [])
    .filter(({ name }) => isPlain(name))
    .map(({ name, desc = '' }) => ({ word: name, help: desc }));
}

async function listed(verb: 'layout' | 'workspace', context: Context): Promise<readonly Candidate[]> {
  const answer =
    verb === 'layout'
      ? await ask(context, 'layout.run', { what: 'list', env: {} })
      : await ask(context, 'workspace.run', { what: 'list', project: context.cwd, env: {} });
  return words((answer?.lines ?? []).map((line) => line.split(/\s/)[0] ?? '').filter(isPlain));
}

/** Lua files of the home, as messages name them; needs nothing that runs. */
async function units({ home }: Context): Promise<readonly Candidate[]> {
  const layers = ['user', 'improvements', 'plugins'] as const;
  const files = layers.flatMap((layer) =>
    listLuaFiles(join(home, layer), layer, layer, layer !== 'improvements'),
  );
  return words(files.map(({ unit }) => unit).filter(isPlain));
}

/** Needs nothing that runs. */
async function plugins({ home }: Context): Promise<readonly Candidate[]> {
  return listPlugins(home, null).map(({ name, version, state }) => ({
    word: name,
    help: [version, state === 'installed' ? '' : state].filter(Boolean).join(', '),
  }));
}

/** As `askIfRunning`: whoever pressed Tab waits, so a hub that is busy for longer is done without. */
const ask: typeof askIfRunning = (context, method, params) => askIfRunning(context, method, params, 500);

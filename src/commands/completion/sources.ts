// What an argument or the value of a flag can be, by the name that help calls it.
import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { connectHub } from '../../protocol/hub-client.ts';
import type { Params, Result } from '../../protocol/rpc.ts';
import { loadApi, packageRoot } from '../guide/api-data.ts';
import { topicNames } from '../guide/topics.ts';
import { pathsOf } from '../hub-link.ts';
import type { Context } from '../verb.ts';

export interface Candidate {
  readonly word: string;
  readonly help: string;
}

/** Words, or what the shell itself lists. */
export type Source = 'files' | 'directories' | ((context: Context) => Promise<readonly Candidate[]>);

/** Whoever pressed Tab waits: a hub that is busy for longer is done without. */
const ANSWER_MS = 500;

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
async function units(context: Context): Promise<readonly Candidate[]> {
  const below = (folder: string, depth: number): string[] =>
    entriesOf(join(context.home, folder)).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return depth > 0 && !entry.name.startsWith('.') ? below(path, depth - 1) : [];
      return /\.lua$/.test(entry.name) && isPlain(path) ? [path] : [];
    });
  return words(['user', 'improvements', 'plugins'].flatMap((folder) => below(folder, 4)));
}

function entriesOf(directory: string): Dirent[] {
  try {
    return existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [];
  } catch {
    return [];
  }
}

/** What a hub that runs answers; undefined without one, and where it refuses or is late. */
async function ask<K extends keyof HubMethods & string>(
  context: Context,
  method: K,
  params: Params<HubMethods, K>,
): Promise<Result<HubMethods, K> | undefined> {
  const paths = pathsOf(context);
  if (!paths || !existsSync(paths.hubSocket)) return undefined;
  const asked = (async () => {
    const { peer, close } = await connectHub({ socket: paths.hubSocket, client: 'cli' });
    return peer.call(method, params).finally(close);
  })();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MS, undefined);
  });
  return Promise.race([asked.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}

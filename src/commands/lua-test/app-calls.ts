// What a spec asks of `test.app` and its agents, by the name of the method: each done to the program under test,
// and answered when all that it leads to has happened. Answers are text, JSON where Lua is to read them.
import type { LuaError } from '../../core/lua-error.ts';
import { clampSize, type Size } from '../../core/size.ts';
import type { SourceFile } from '../../lua/types.ts';
import { type AppFiles, askedCapabilities, type NamedFile } from './app-files.ts';
import type { AgentSpec } from './fake-agents.ts';
import { type Snapshots, snapshotText } from './snapshots.ts';
import type { Ask } from './spec-world.ts';
import { openTestApp, type TestApp } from './test-app.ts';
import type { Workers } from './test-world.ts';

/** The programs of one test. */
export interface AppBook {
  readonly ask: Ask;
  /** Lua errors that the test did not ask for. */
  unseen(): LuaError[];
  close(): Promise<void>;
}

export interface AppBookParts {
  readonly files: AppFiles;
  readonly workers: Workers;
  readonly snapshots: Snapshots;
  /** The files of the plugin whose spec this is. */
  readonly plugin: readonly SourceFile[];
  /** The groups and the name of the test. */
  readonly names: readonly string[];
}

/** A plugin's own spec is about that plugin, and no other file of the person. */
function ownFiles(
  { files, plugin }: AppBookParts,
  given: readonly NamedFile[] | undefined,
): readonly SourceFile[] {
  if (plugin.length === 0) return given ? files.named(given) : files.own();
  const named = files.named(given ?? []);
  return [...plugin.filter(({ unit }) => !named.some((file) => file.unit === unit)), ...named];
}

type Params = Readonly<Record<string, unknown>>;

interface Entry {
  readonly app: TestApp;
  /** Errors that the test knows of. */
  readonly seen: Set<LuaError>;
}

export function createAppBook(parts: AppBookParts): AppBook {
  const entries = new Map<number, Entry>();
  let count = 0;

  const open = async ({ options }: Params): Promise<number> => {
    const given = (options ?? {}) as StartOptions;
    const own = ownFiles(parts, given.files);
    const app = await openTestApp({
      base: parts.files.base,
      own,
      grants: given.grants ?? askedCapabilities(own),
      agents: (given.agents ?? []).map((one) => (typeof one === 'string' ? { name: one } : one)),
      size: sizeOf(given, { columns: 80, rows: 24 }),
      mode: given.mode,
      focus: given.focus,
      answers: given.answers ?? {},
      workers: parts.workers,
    });
    entries.set(++count, { app, seen: new Set() });
    return count;
  };
  const entryOf = ({ app }: Params): Entry => {
    const found = entries.get(Number(app));
    if (!found) throw new Error('this program was closed: test.app makes another');
    return found;
  };
  const close = async (id: number): Promise<void> => {
    const entry = entries.get(id);
    entries.delete(id);
    await entry?.app.close();
  };

  return {
    async ask(method, params) {
      if (method === 'app') return open(params);
      const entry = entryOf(params);
      if (method === 'app.close') return close(Number(params['app']));
      if (method === 'app.errors') return JSON.stringify(takeErrors(entry));
      if (method === 'app.snapshot') return snapshot(entry.app, params, parts);
      const call = Object.hasOwn(calls, method) ? calls[method] : undefined;
      if (!call) throw new Error(`no program under test can do "${method}"`);
      return call(entry.app, params, parts);
    },
    unseen: () => [...entries.values()].flatMap(takeErrors),
    async close() {
      await Promise.all([...entries.keys()].map(close));
    },
  };
}

interface StartOptions {
  readonly agents?: readonly (string | AgentSpec)[];
  readonly columns?: number;
  readonly rows?: number;
  readonly files?: readonly NamedFile[];
  readonly mode?: string;
  readonly focus?: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly grants?: Readonly<Record<string, readonly string[]>>;
}

/** Tells of each error once. */
function takeErrors({ app, seen }: Entry): LuaError[] {
  const fresh = app.errors().filter((error) => !seen.has(error));
  for (const error of fresh) seen.add(error);
  return fresh;
}

async function snapshot(app: TestApp, params: Params, { snapshots, names }: AppBookParts): Promise<void> {
  const frame = await app.draw(sizeOf(params, app.view().size));
  const text = snapshotText(frame, params['looks'] === true);
  snapshots.check(names, textOf(params, 'name'), text);
}

type Call = (app: TestApp, params: Params, parts: AppBookParts) => unknown;

const calls: Readonly<Record<string, Call>> = {
  'app.keys': (app, params) => app.terminal.keys(String(params['keys'])),
  'app.type': (app, params) => app.terminal.type(String(params['text'])),
  'app.paste': (app, params) => app.terminal.paste(String(params['text'])),
  'app.click': (app, { target, y }) =>
    app.terminal.click(
      typeof target === 'string' ? { id: target } : { x: Number(target), y: Number(y ?? 0) },
    ),
  'app.resize': (app, params) => app.resize(sizeOf(params, app.view().size)),
  'app.tick': (app, { seconds }) => app.tick(Math.max(0, Number(seconds ?? 1))),
  'app.emit': async (app, params) => {
    const { payload } = params;
    // An empty table of Lua is an empty list on its way.
    const fields = Array.isArray(payload) && payload.length === 0 ? {} : payload;
    return JSON.stringify(
      (await app.emit(String(params['event']), fields, textOf(params, 'identifier'))) ?? {},
    );
  },
  async 'app.render'(app, params) {
    const frame = await app.draw(sizeOf(params, app.view().size));
    const lines = frame.lines.map((line) => line.trimEnd());
    return JSON.stringify({ ...frame, lines, text: lines.join('\n').trimEnd() });
  },
  'app.text': async (app) =>
    (await app.draw()).lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd(),
  'app.tree': async (app) => JSON.stringify(await app.tree()),
  'app.agent': (app, { name }) => {
    const { id, name: found } = app.fakes.agents.resolve(String(name));
    return JSON.stringify({ id, name: found });
  },
  'app.agents': (app) => JSON.stringify(app.fakes.agents.list()),
  'app.view': (app) => JSON.stringify(app.view()),
  'app.notifications': (app) => JSON.stringify(app.overlays().toasts),
  'app.prompt': (app) => JSON.stringify(app.overlays().prompt),
  'app.answer': (app, { value }) => app.answer((value ?? null) as string | null),
  'app.logs': (app) => JSON.stringify(app.logs()),
  'app.eval': (app, { code }) => evaluate(app, String(code)),
  'app.save': save,
  'agent.prints': async (app, { agent, text }) => {
    await app.fakes.print(String(agent), String(text));
    await app.settle();
  },
  'agent.exits': async (app, { agent, code }) => {
    app.fakes.exit(String(agent), { code: Number(code ?? 0) });
    await app.settle();
  },
  'agent.input': (app, { agent }) => app.fakes.session(String(agent)).typed(),
  'agent.screen': (app, { agent }) => app.fakes.session(String(agent)).lines().join('\n').trimEnd(),
  'agent.info': (app, { agent }) => JSON.stringify(app.fakes.agents.resolve(String(agent))),
};

/** The value of Lua code as JSON text. The code is an expression, or returns. */
async function evaluate(app: TestApp, code: string): Promise<string> {
  const chunk = JSON.stringify(code).replace(/\\u00([0-9a-f]{2})/g, '\\x$1');
  const result = await app.eval(
    `(function() local code = ${chunk} local run, why = load("return " .. code, "app:eval") if not run then run, why = load(code, "app:eval") end if not run then error(why, 0) end return json.encode({ value = run() }) end)()`,
  );
  if (!result)
    throw new Error('app:eval: it waits for the clock, a person or an agent, which do nothing meanwhile');
  if (!result.ok) throw new Error(`app:eval: ${result.error?.message ?? 'failed'}`);
  const written = /^"(.*)"$/s.exec(result.value ?? '')?.[1] ?? '{}';
  const { value } = JSON.parse(written.replace(/\\(["\\])/g, '$1')) as { value?: unknown };
  return JSON.stringify(value ?? null);
}

async function save(app: TestApp, params: Params, { files }: AppBookParts): Promise<string> {
  const given = params['files'] as readonly NamedFile[];
  const names = new Set(given.map(({ name }) => name));
  const kept = app.own().filter(({ unit }) => !names.has(unit));
  const { ok, generation, errors, warnings } = await app.build([...kept, ...files.named(given)], [...names]);
  return JSON.stringify({ ok, generation, errors, warnings });
}

function sizeOf(params: { readonly columns?: unknown; readonly rows?: unknown }, otherwise: Size): Size {
  return clampSize({
    columns: typeof params.columns === 'number' ? params.columns : otherwise.columns,
    rows: typeof params.rows === 'number' ? params.rows : otherwise.rows,
  });
}

function textOf(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' ? value : undefined;
}

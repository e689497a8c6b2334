// The Lua that a spec itself runs in: not the program's, which each `test.app` makes anew, but one of its own,
// without a layout, where a coroutine waits while the outside does what it asked for.
import { toLua } from '../../lua/lua-literal.ts';
import { type LuaWorker, startLuaWorker, WorkerLostError } from '../../lua/lua-worker.ts';
import type { SourceFile } from '../../lua/types.ts';
import type { RawError, Reply } from '../../lua/worker-protocol.ts';
import type { SpecFile } from './spec-files.ts';
import type { Workers } from './test-world.ts';

export interface SpecTest {
  /** The groups it is in, outermost first, and its own name. */
  readonly names: readonly string[];
  readonly line: number;
  /** What runs, in order; none for a test that is still to be written. */
  readonly roles: readonly ('before' | 'test' | 'after')[];
}

export type Loaded =
  | { readonly ok: true; readonly tests: readonly SpecTest[] }
  | { readonly ok: false; readonly error: RawError };

/** Does what a spec asks for, and answers; a rejection is raised at the place that asked. */
export type Ask = (method: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface SpecWorld {
  load(): Promise<Loaded>;
  /** A test begins. */
  begin(): Promise<void>;
  /** Runs one step of a test. Returns what went wrong, or null. */
  run(test: number, step: number, ask: Ask): Promise<RawError | null>;
  /** The Lua machine is gone: only a new world can go on. */
  isLost(): boolean;
  close(): Promise<void>;
}

const LOAD_MS = 8_000;
const STEP_MS = 1_000;

export function openSpecWorld(
  spec: SpecFile,
  core: readonly SourceFile[],
  { entry, cache }: Workers,
): SpecWorld {
  const worker: LuaWorker = startLuaWorker(entry, cache.keep);
  const files = [...spec.others, spec.source];
  const numbers = new Map(files.map((file, index) => [core.length + index + 1, file.unit]));
  /** Why files that were required did not load. */
  const broken = new Map<string, RawError>();
  let lost = false;

  const call = (kind: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Reply> =>
    worker.call(toLua({ kind, budget: STEP_MS, ...fields }));
  const lose = (error: unknown): RawError => {
    if (!(error instanceof WorkerLostError)) throw error;
    lost = true;
    const { running, watchdog, message } = error;
    return {
      phase: 'watchdog',
      unit: numbers.get(running.unit) ?? spec.name,
      line: Math.max(1, running.line),
      message: watchdog ? 'did not come back: nothing could stop it' : `ended the Lua machine: ${message}`,
    };
  };

  return {
    async load() {
      try {
        const opened = await worker.open(core.map(cache.pack));
        const [broken] = opened.header.errors ?? [];
        if (broken) return { ok: false, error: broken };
        worker.give(files.map(cache.pack));
        const list = files.map(({ unit, layer, path }, index) => ({
          unit,
          layer,
          path,
          number: core.length + index + 1,
          ...(unit === spec.source.unit ? {} : { lazy: true }),
        }));
        const built = await call('build', { generation: 1, budget: LOAD_MS, files: list });
        const errors = built.header.errors ?? [];
        const error = errors.find(({ because }) => because === undefined) ?? errors[0];
        if (error) return { ok: false, error };
        return { ok: true, tests: JSON.parse((await call('test.list')).value) as SpecTest[] };
      } catch (error) {
        return { ok: false, error: lose(error) };
      }
    },
    async begin() {
      if (!lost) await call('test.begin').catch(lose);
    },
    async run(test, step, ask) {
      try {
        let reply = await call('test.run', { test: test + 1, step: step + 1 });
        for (;;) {
          const error = ownError(reply.header.errors ?? [], broken);
          if (error) return error;
          const [request] = reply.header.requests ?? [];
          if (!request) return null;
          reply = await call('resume', { co: request.co, ...(await answerOf(request, ask)) });
        }
      } catch (error) {
        return lose(error);
      }
    },
    isLost: () => lost,
    close: () => worker.end(),
  };
}

/** The error that ended a step. A file that was required and failed is none, but it is why; `broken` keeps it. */
function ownError(errors: readonly RawError[], broken: Map<string, RawError>): RawError | null {
  for (const error of errors) if (error.loading !== undefined) broken.set(error.loading, error);
  const own = errors.find(({ loading }) => loading === undefined);
  if (!own) return null;
  const cause = broken.get(/^require: (\S+) failed to load$/.exec(own.message)?.[1] ?? '');
  return cause ? { ...own, message: `${own.message}\n  ${cause.unit}:${cause.line}: ${cause.message}` } : own;
}

type Request = NonNullable<Reply['header']['requests']>[number];

/** A rejection with `code` tells the coroutine why. */
async function answerOf({ name, params }: Request, ask: Ask): Promise<Record<string, unknown>> {
  try {
    if (!name.startsWith('test.'))
      throw new Error(`${name}: a spec has no program of its own: ask that of test.app`);
    const value = await ask(name.slice('test.'.length), params);
    return { ok: true, ...(value === undefined || value === null ? {} : { value }) };
  } catch (error) {
    const { message, code } = error as Error & { code?: unknown };
    return { ok: false, err: message, code: typeof code === 'string' ? code : 'failed' };
  }
}

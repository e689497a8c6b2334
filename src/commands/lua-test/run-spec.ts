// Runs the tests of one file, one after another, each with programs of its own. A test that fails, or never
// ends, costs itself; where it takes the Lua machine with it, the file is loaded again for the next.
import type { LuaError } from '../../core/lua-error.ts';
import type { RawError } from '../../lua/worker-protocol.ts';
import { createAppBook } from './app-calls.ts';
import type { AppFiles } from './app-files.ts';
import { SnapshotError, type Snapshots } from './snapshots.ts';
import type { SpecFile } from './spec-files.ts';
import { type Ask, openSpecWorld, type SpecTest, type SpecWorld } from './spec-world.ts';
import type { Workers } from './test-world.ts';

export interface Failure {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** The line's text, where it is one of the spec's. */
  readonly source?: string;
  readonly traceback: readonly string[];
}

export interface TestResult {
  readonly file: string;
  /** The groups and the name; empty for the file as a whole. */
  readonly names: readonly string[];
  readonly line: number;
  readonly status: 'passed' | 'failed' | 'pending';
  readonly ms: number;
  readonly failure?: Failure;
}

export interface RunParts {
  readonly files: AppFiles;
  readonly workers: Workers;
  readonly snapshots: Snapshots;
  /** Milliseconds that one test may take. */
  readonly timeoutMs: number;
  readonly isWanted: (names: readonly string[]) => boolean;
  readonly onResult: (result: TestResult) => void;
}

/** Returns how many tests were left out. */
export async function runSpec(spec: SpecFile, parts: RunParts): Promise<number> {
  const { onResult } = parts;
  const open = (): SpecWorld => openSpecWorld(spec, parts.files.spec, parts.workers);
  let world = open();
  try {
    const loaded = await world.load();
    if (!loaded.ok) {
      const failure = failureOf(loaded.error, spec);
      onResult({ file: spec.name, names: [], line: failure.line, status: 'failed', ms: 0, failure });
      return 0;
    }
    let leftOut = 0;
    for (const [index, test] of loaded.tests.entries()) {
      if (!parts.isWanted(test.names)) {
        leftOut++;
        continue;
      }
      if (world.isLost()) {
        await world.close();
        world = open();
        await world.load();
      }
      onResult(await runTest(world, spec, index, test, parts));
    }
    return leftOut;
  } finally {
    await world.close();
  }
}

async function runTest(
  world: SpecWorld,
  spec: SpecFile,
  index: number,
  test: SpecTest,
  parts: RunParts,
): Promise<TestResult> {
  const { names, line, roles } = test;
  const base = { file: spec.name, names, line };
  if (roles.length === 0) return { ...base, status: 'pending', ms: 0 };
  const started = performance.now();
  const book = createAppBook({ ...parts, plugin: spec.plugin, names });
  const details: string[] = [];
  const ask = limited(noting(book.ask, details), started + parts.timeoutMs, parts.timeoutMs);
  let failure: Failure | undefined;
  const fail = (error: RawError): void => {
    failure ??= failureOf(error, spec, details.splice(0));
  };
  await world.begin();
  for (const [step, role] of roles.entries()) {
    if (failure && role !== 'after') continue;
    const error = await world.run(index, step, ask);
    if (error) fail(error);
    if (world.isLost()) break;
    if (role !== 'test' || failure) continue;
    const [unseen] = book.unseen();
    if (unseen) fail(unseenError(unseen, spec, line));
  }
  await book.close();
  const ms = Math.round(performance.now() - started);
  return failure ? { ...base, status: 'failed', ms, failure } : { ...base, status: 'passed', ms };
}

/** Keeps what an error's message has no room for. */
function noting(ask: Ask, details: string[]): Ask {
  return async (method, params) => {
    try {
      return await ask(method, params);
    } catch (error) {
      if (error instanceof SnapshotError) details.splice(0, details.length, error.detail);
      throw error;
    }
  };
}

/** After `deadline` nothing is done any more. */
function limited(ask: Ask, deadline: number, timeoutMs: number): Ask {
  const late = (): Error =>
    Object.assign(new Error(`the test took longer than ${timeoutMs / 1000} s`), { code: 'stopped' });
  return async (method, params) => {
    const left = deadline - performance.now();
    if (left <= 0) throw late();
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(late()), left);
    });
    try {
      return await Promise.race([ask(method, params), over]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function unseenError({ unit, line: at, message }: LuaError, spec: SpecFile, line: number): RawError {
  return {
    phase: 'handler',
    unit: spec.name,
    line,
    message: `the program under test had an error: ${unit}:${at}: ${message}\n  (app:errors() takes note of it)`,
  };
}

function failureOf(error: RawError, spec: SpecFile, details: readonly string[] = []): Failure {
  const { unit, line, message, traceback = [] } = error;
  const file = unit === spec.source.unit ? spec.source : spec.others.find((other) => other.unit === unit);
  const source = file?.text.split('\n')[line - 1]?.trim();
  return {
    file: unit,
    line,
    message: [message, ...details.filter((detail) => detail !== '')].join('\n'),
    ...(source ? { source: source.slice(0, 200) } : {}),
    traceback,
  };
}

// The worker thread that runs Lua: one state at a time, text in, text out. It decides nothing; what it is
// told to run may never come back, and then the supervisor ends it.
import { parentPort, workerData } from 'node:worker_threads';
import { createEngineMaker, type Engine } from './engine.ts';
import { toLua } from './lua-literal.ts';
import { luauToLua } from './luau.ts';
import { createRunMarks } from './shared-marks.ts';
import { threadName } from './thread-clock.ts';
import type { CompiledFile, FromWorker, ToWorker, WorkerData, WorkerFile } from './worker-protocol.ts';

const port = parentPort!;
const given = workerData as WorkerData;
const marks = createRunMarks(given.marks, given.origin);

// What wasm prints is noise for a terminal program.
for (const level of ['log', 'warn', 'error'] as const) console[level] = () => {};

const makeEngine = createEngineMaker();
const files = new Map<string, WorkerFile>();
let compiled: CompiledFile[] = [];
let engine: Engine | null = null;

function say(message: FromWorker): void {
  port.postMessage(message);
}

async function take(message: ToWorker): Promise<void> {
  if (message.type === 'files') return keep(message.files);
  if (message.type === 'open') return reply(message.id, await open(message.files));
  reply(message.id, engine!.call(message.text));
}

function keep(given: readonly WorkerFile[]): void {
  for (const file of given) files.set(file.unit, file);
}

async function open(given: readonly WorkerFile[]): Promise<string> {
  engine?.close();
  files.clear();
  keep(given);
  const make = await makeEngine;
  engine = make(
    {
      source: (unit) => files.get(unit)?.text ?? null,
      luau: (unit) => luauToLua(files.get(unit)?.text ?? ''),
      chunk: (unit) => files.get(unit)?.chunk ?? null,
      keepChunk: (unit, dump) => void compiled.push({ unit, hash: files.get(unit)?.hash ?? '', dump }),
      marks,
    },
    files.get('core/runtime.lua')?.text ?? 'error("there is no core/runtime.lua")',
  );
  const list = given.map(({ unit, layer, path }, index) => ({ unit, layer, path, number: index + 1 }));
  return engine.call(toLua({ kind: 'prepare', budget: 10_000, files: list }));
}

/** Whoever gets the answer has what was compiled for it. */
function reply(id: number, text: string): void {
  if (compiled.length > 0) say({ type: 'chunks', chunks: compiled });
  compiled = [];
  say({ type: 'reply', id, text, memory: engine!.memory() });
}

// One message after the other: a state is never entered twice.
let turn: Promise<void> = Promise.resolve();
port.on('message', (message: ToWorker) => {
  turn = turn
    .then(() => take(message))
    .catch((error: Error) => say({ type: 'dead', message: error.message }));
});

say({ type: 'thread', name: threadName() });

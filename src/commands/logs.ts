// logs: every log of this home as one, in the order of time; -f goes on as they grow.
import { closeSync, openSync, readdirSync, readSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { CommandError, EXIT } from './failure.ts';
import { formatLog, type LogEntry, logSource, mergeLogs, parseLog } from './log-lines.ts';
import type { Context, Verb } from './verb.ts';

/** A file system that tells nothing (a network share) is asked this often. */
const POLL_MS = 1000;

export const verb: Verb = {
  usage: 'logs [-f]',
  summary: 'Prints the logs of host, hub and user interface, merged by time.',
  examples: ['botster-tui logs', 'botster-tui logs -f'],
  flags: { follow: { type: 'boolean', help: 'go on printing as they grow (-f)' } },
  async run(args, context) {
    const directory = join(context.home, 'logs');
    const reader = createLogReader(directory);
    print(context, reader());
    if (args.flag('follow')) await follow(directory, () => print(context, reader()));
    return undefined;
  },
};

function print(context: Context, entries: readonly LogEntry[]): void {
  if (entries.length === 0) return;
  context.print(context.json ? entries.map((entry) => JSON.stringify(entry)).join('\n') : formatLog(entries));
}

/**
 * Returns a function that reads what was written since its last call. A file is told by its inode, so one
 * that is renamed at rotation is not read twice. Throws CommandError where there are no logs.
 */
export function createLogReader(directory: string): () => LogEntry[] {
  const read = new Map<number, { offset: number; rest: Buffer }>();
  return () => {
    const files = listFiles(directory).map((name) => {
      const path = join(directory, name);
      const { ino, size } = statSync(path);
      const known = read.get(ino) ?? { offset: 0, rest: Buffer.alloc(0) };
      // A file that shrank was begun anew.
      const from = size < known.offset ? { offset: 0, rest: Buffer.alloc(0) } : known;
      const bytes = Buffer.concat([from.rest, readFrom(path, from.offset, size)]);
      const end = bytes.lastIndexOf(10) + 1;
      read.set(ino, { offset: size, rest: bytes.subarray(end) });
      return parseLog(logSource(name), bytes.toString('utf8', 0, end), Date.now());
    });
    return mergeLogs(files);
  };
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(log|jsonl)\b/.test(entry.name))
      .map((entry) => entry.name)
      .sort();
  } catch {
    throw new CommandError(EXIT.failed, 'not_found', `there are no logs in ${directory}`);
  }
}

function readFrom(path: string, offset: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - offset));
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
  } finally {
    closeSync(file);
  }
}

/** Calls `onChange` at every change of the directory, until the process is interrupted. */
function follow(directory: string, onChange: () => void): Promise<void> {
  const watcher = watch(directory, onChange);
  const timer = setInterval(onChange, POLL_MS);
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        watcher.close();
        clearInterval(timer);
        resolve();
      });
    }
  });
}

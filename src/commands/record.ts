// record: what an agent prints, from now on, as a file that replay and other players show.
import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { HostClient } from '../protocol/host-client.ts';
import { connectHost } from '../protocol/host-client.ts';
import { runtimePaths } from '../protocol/runtime-paths.ts';
import { type CastHeader, eventLine } from './cast/cast.ts';
import { createRecorder, type Recorder } from './cast/recorder.ts';
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { makeNew } from './new-file.ts';
import { json } from './text.ts';
import type { Context, Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'record ID FILE.cast [--input]',
  summary:
    'Records what an agent prints, with the screen as it is now first, until it exits or ctrl+c (asciicast version 2). The file is for you alone. What is typed is not recorded, but what the agent shows of it is; with --input every key is, passwords too.',
  examples: ['botster-tui record fix-login login.cast'],
  words: ['ID', 'FILE'],
  flags: {
    input: {
      type: 'boolean',
      help: 'record what is typed too: also passwords and keys that no screen shows',
    },
  },
  async run(args, context) {
    const [reference = '', name = ''] = args.words;
    const session = await sessionOf(reference, context);
    const path = resolve(context.cwd, name);
    const file = makeNew(path, () => openSync(path, 'wx', 0o600));
    try {
      const write = (text: string): void => void writeSync(file, text);
      const events = await record({ session, write, withInput: args.flag('input') }, context);
      if (context.json) context.print(json({ ok: true, file: path, events }));
      else context.print(path);
    } finally {
      closeSync(file);
    }
    return undefined;
  },
};

async function sessionOf(reference: string, context: Context): Promise<string> {
  const { agents } = await withHub(context, (hub) => hub.call('agent.list', {}));
  const byId = agents.filter(({ id }) => id === reference);
  const found = byId.length > 0 ? byId : agents.filter(({ name }) => name === reference);
  if (found.length === 1) return found[0]!.id;
  const message =
    found.length === 0
      ? `no agent "${reference}" (botster-tui ls shows them)`
      : `${found.length} agents are called "${reference}": use the id of one (botster-tui ls)`;
  throw new CommandError(EXIT.failed, found.length === 0 ? 'not_found' : 'ambiguous', message);
}

interface Recording {
  readonly session: string;
  readonly write: (text: string) => void;
  /** What is typed is recorded too. */
  readonly withInput: boolean;
}

/** Records until the session has ended, the host is gone or a signal comes; the number of events. */
async function record({ session, write, withInput }: Recording, context: Context): Promise<number> {
  const started = performance.now();
  let events = 0;
  let recorder: Recorder | undefined;
  let stop = (): void => {};
  let onExit = (): void => {};
  const interrupted = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const exited = new Promise<void>((resolve) => {
    onExit = resolve;
  });
  let onBytes = (): void => {};
  const typed = new StringDecoder('utf8');
  const add = (kind: string, data: string): void => {
    events++;
    write(eventLine({ at: (performance.now() - started) / 1000, kind, data }));
  };
  const client = await connectHost({
    socket: runtimePaths(context.home, context.env).hostSocket,
    client: 'cli',
    onTail: (chunk) => {
      recorder?.take(chunk);
      onBytes();
    },
    onTyped: (_session, bytes) => {
      const text = typed.write(bytes);
      if (text !== '') add('i', text);
    },
    onMoved: () => void follow().catch(stop),
    onJournal: (entries) => {
      if (entries.some((entry) => entry.session === session && entry.type === 'exited')) onExit();
    },
    onClose: () => stop(),
  });
  const read = () => client.peer.call('read', { session, what: 'screen', ansi: true });
  let size = '';
  const follow = async (): Promise<void> => {
    const info = await infoOf(client, session);
    const now = `${info?.columns}x${info?.rows}`;
    if (info && size !== '' && now !== size) await recorder?.sync();
    size = now;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  try {
    const { columns: width, rows: height, title } = await read();
    const timestamp = Math.floor(Date.now() / 1000);
    const header: CastHeader = { version: 2, width, height, timestamp, ...(title ? { title } : {}) };
    write(`${JSON.stringify(header)}\n`);
    size = `${width}x${height}`;
    recorder = createRecorder(read, add);
    const { seq } = await client.peer.call('list', {});
    await client.peer.call('journal', { after: seq });
    await client.peer.call('tail', { session });
    await recorder.sync();
    if (withInput) await client.peer.call('typed', { session });
    await client.peer.call('watch', { sessions: [session] });
    if ((await infoOf(client, session))?.status !== 'running') onExit();
    context.note(`recording${withInput ? ', with all that is typed' : ''} (ctrl+c ends it)`);
    const ended = await Promise.race([exited.then(() => true), interrupted.then(() => false)]);
    if (ended) {
      const { content_seq: end } = await read();
      const rest = new Promise<void>((resolve) => {
        onBytes = () => recorder!.position() >= end && resolve();
        onBytes();
      });
      await Promise.race([rest, interrupted]);
    }
    return events;
  } finally {
    client.close();
  }
}

async function infoOf(client: HostClient, session: string) {
  const { sessions } = await client.peer.call('list', {});
  return sessions.find(({ id }) => id === session);
}

// Pseudo-terminals that Lua holds open: sessions of the host that no list of agents shows. They outlive the
// hub; the next one finds them by what is kept with them, and ends those that no file spawns again.
import { homedir } from 'node:os';
import type { HandleSpec, HandleVoice, OpenHandle } from '../../lua/types.ts';
import type { SessionInfo } from '../../protocol/host-api.ts';
import type { HostClient } from '../../protocol/host-client.ts';
import { createIdSource } from '../../protocol/session-id.ts';
import type { Subscription, Tails } from '../tails.ts';
import { captureFile, capturing, takeCaptured } from './capture.ts';
import { PrimitiveError } from './failure.ts';
import type { Asker, Places } from './places.ts';
import { type PtyMeta, packPtyMeta, ptyMeta, readPtyMeta } from './pty-meta.ts';
import { createPtyOutput, type PtyOutput } from './pty-output.ts';

export interface Ptys {
  open(spec: HandleSpec, voice: HandleVoice, asker: Asker): OpenHandle;
  /** Those that run, each with the file and the key that it is held by. */
  list(): readonly { readonly unit: string; readonly key: string; readonly session: string }[];
  /** Whether a session is one of these. */
  owns(session: string): boolean;
  /** The host says that a session has ended. */
  ended(session: string): void;
  /** What the host runs, after every connect. */
  found(sessions: readonly SessionInfo[]): void;
  /** A Lua world runs: what it did not spawn is ended. */
  settle(): void;
}

export interface PtyParts {
  readonly host: { ready(): Promise<HostClient>; now(): HostClient | null };
  readonly tails: Tails;
  readonly places: Places;
  readonly environment: () => Record<string, string>;
  readonly home: string;
  /** Only ours: what programs wrote to a captured standard output is kept here until they end. */
  readonly runtime: string;
  /** `Ptys.list` is another. */
  readonly onChange: () => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

interface Pty {
  readonly meta: PtyMeta;
  /** Null once nobody holds it any more: it is on its way out. */
  voice: HandleVoice | null;
  output: PtyOutput | null;
  tail: Subscription | null;
  /** It was listened to before: what it printed until now is known, or was not wanted. */
  heard: boolean;
  /** The host runs it: it can be looked at. */
  runs: boolean;
}

const MAX_OPEN = 64;

export function createPtys(parts: PtyParts): Ptys {
  const { host, tails, onChange, log } = parts;
  const nextId = createIdSource();
  /** By session. */
  const ptys = new Map<string, Pty>();
  /** Of an earlier hub, by file and key. */
  const orphans = new Map<string, { readonly id: string; readonly hash: string }>();
  const wanted = new Set<string>();
  let isSettled = false;

  const call = async <T>(work: (client: HostClient) => Promise<T>): Promise<T> => work(await host.ready());
  const quietly = (work: Promise<unknown>): void =>
    void work.catch((error: Error) => log('info', `pty: ${error.message}`));
  const kill = (session: string, force: boolean): Promise<unknown> =>
    call(({ peer }) => peer.call('kill', { session, force }));
  const forget = (session: string): void => {
    ptys.delete(session);
    onChange();
    quietly(call(({ peer }) => peer.call('acknowledge', { session })));
    quietly(takeCaptured(captureFile(parts.runtime, session)));
  };
  const deafen = (pty: Pty): void => {
    pty.tail?.close();
    pty.output?.close();
    pty.tail = null;
    pty.output = null;
  };
  const listen = (id: string, pty: Pty, fromStart: boolean): void => {
    if (pty.tail || !pty.voice) return;
    const output = createPtyOutput(pty.voice, (count) =>
      log('warn', `${pty.meta.unit}: ${pty.meta.key}: ${count} bytes of output were left out`),
    );
    pty.output = output;
    pty.tail = tails.listen(id, { output: output.take }, fromStart ? 0 : undefined);
    pty.heard = true;
  };
  const reap = (): void => {
    if (!isSettled) return;
    for (const [name, { id }] of [...orphans]) {
      if (wanted.has(name)) continue;
      orphans.delete(name);
      log('info', `pty: ${name.replace('\0', ' ')} is ended: no file spawns it any more`);
      quietly(kill(id, false));
    }
  };
  const start = async (spec: HandleSpec, meta: PtyMeta, pty: Pty, asker: Asker): Promise<Started> => {
    const name = nameOf(meta);
    if (ptys.size >= MAX_OPEN) throw new PrimitiveError('too_large', `more than ${MAX_OPEN} are open`);
    wanted.add(name);
    const client = await host.ready();
    const left = orphans.get(name);
    orphans.delete(name);
    if (left?.hash === meta.hash) {
      ptys.set(left.id, pty);
      return { id: left.id, isNew: false };
    }
    if (left) quietly(kill(left.id, false));
    if (!pty.voice) throw new PrimitiveError('closed', 'it was closed before it began');
    const id = nextId();
    ptys.set(id, pty);
    try {
      await client.peer.call('spawn', { id, meta: packPtyMeta(meta), ...programOf(id, spec, parts, asker) });
    } catch (error) {
      ptys.delete(id);
      throw error;
    }
    return { id, isNew: true };
  };

  return {
    open(spec, voice, asker) {
      const meta = ptyMeta(spec);
      const pty: Pty = { meta, voice, output: null, tail: null, heard: false, runs: false };
      const started = start(spec, meta, pty, asker);
      let isWanted = false;
      started.then(
        () => {
          pty.runs = true;
          onChange();
        },
        (error: Error) => pty.voice?.end('failed', error.message),
      );
      const acts: Readonly<Record<string, Act>> = {
        write: (id, { data }) => call(({ peer }) => peer.call('input', { session: id, text: String(data) })),
        resize: (id, { columns, rows }) =>
          call(({ peer }) =>
            peer.call('resize', { session: id, columns: Number(columns), rows: Number(rows) }),
          ),
        kill: (id, { force }) => kill(id, force === true),
        async pid(id) {
          const { sessions } = await call(({ peer }) => peer.call('list', {}));
          return sessions.find((session) => session.id === id)?.pid ?? null;
        },
        async read(id) {
          const { lines } = await call(({ peer }) => peer.call('read', { session: id, what: 'screen' }));
          return lines.join('\n');
        },
      };
      return {
        adopted() {
          // The new world says in the same turn whether it listens.
          isWanted = false;
          queueMicrotask(() => {
            if (!isWanted) deafen(pty);
          });
        },
        async act(action, params) {
          if (action === 'listen') {
            isWanted = true;
            const { id, isNew } = await started;
            return listen(id, pty, isNew && !pty.heard);
          }
          const act = acts[action];
          if (!act) throw new PrimitiveError('usage', `a pty cannot ${action}`);
          return act((await started).id, params);
        },
        close() {
          deafen(pty);
          pty.voice = null;
          onChange();
          wanted.delete(nameOf(meta));
          started.then(
            ({ id }) => quietly(kill(id, false)),
            () => {},
          );
        },
        leave: () => deafen(pty),
      };
    },
    list: () =>
      [...ptys]
        .filter(([, { runs, voice }]) => runs && voice !== null)
        .map(([session, { meta }]) => ({ unit: meta.unit, key: meta.key, session })),
    owns: (session) => ptys.has(session) || [...orphans.values()].some(({ id }) => id === session),
    ended(session) {
      const pty = ptys.get(session);
      if (pty?.voice) quietly(lastWords(session, pty));
      else forget(session);
      for (const [name, { id }] of orphans) if (id === session) orphans.delete(name);
    },
    found(sessions) {
      const there = new Set(sessions.map(({ id }) => id));
      for (const [id, pty] of [...ptys]) {
        if (there.has(id)) continue;
        ptys.delete(id);
        deafen(pty);
        pty.voice?.end('exit', { signal: 'host died' });
        onChange();
      }
      orphans.clear();
      for (const { id, meta, status } of sessions) {
        const own = readPtyMeta(meta);
        if (!own || ptys.has(id)) continue;
        if (status === 'running') orphans.set(nameOf(own), { id, hash: own.hash });
        else forget(id);
      }
      reap();
    },
    settle() {
      isSettled = true;
      reap();
    },
  };

  async function lastWords(id: string, pty: Pty): Promise<void> {
    const { sessions } = await call(({ peer }) => peer.call('list', {}));
    const session = sessions.find((one) => one.id === id);
    if (pty.output) {
      const { content_seq: end } = await call(({ peer }) =>
        peer.call('read', { session: id, what: 'screen', lines: 1 }),
      );
      await pty.output.drained(end);
    }
    deafen(pty);
    const captured = await takeCaptured(captureFile(parts.runtime, id));
    forget(id);
    const how = { code: session?.exit_code ?? null, signal: session?.signal ?? null };
    pty.voice?.end('exit', captured === undefined ? how : { ...how, captured });
  }
}

interface Started {
  readonly id: string;
  /** Nothing it has printed was heard by anybody. */
  readonly isNew: boolean;
}

type Act = (id: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>;

function nameOf({ unit, key }: { readonly unit: string; readonly key: string }): string {
  return `${unit}\0${key}`;
}

function programOf(
  id: string,
  { params }: HandleSpec,
  { places, environment, home, runtime }: PtyParts,
  asker: Asker,
) {
  const given = Array.isArray(params['argv']) ? params['argv'].map(String) : [];
  const argv = given.length > 0 ? given : [environment()['SHELL'] || 'sh'];
  const env = (params['env'] ?? {}) as Record<string, unknown>;
  return {
    argv: params['capture'] === true ? capturing(argv, captureFile(runtime, id)) : argv,
    cwd:
      typeof params['cwd'] === 'string'
        ? places.absolute(params['cwd'], asker)
        : defaultDirectory(places, asker),
    env: {
      ...environment(),
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
      BOTSTER_HOME: home,
    },
    columns: Number(params['columns'] ?? 80),
    rows: Number(params['rows'] ?? 24),
  };
}

function defaultDirectory(places: Places, asker: Asker): string {
  try {
    return places.project(asker);
  } catch {
    return homedir();
  }
}

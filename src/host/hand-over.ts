// The old host's side of a handoff. Until the new host says that it has taken over, everything can be
// taken back: what it holds are copies, and terminals that nobody has read from meanwhile.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { DAEMON_SPAWN, daemonArguments, daemonEnvironment, entryDirectory } from '../protocol/daemon.ts';
import { type Listener, removeLeftovers } from '../protocol/listen.ts';
import { refuse } from '../protocol/rpc.ts';
import type { HostContext } from './context.ts';
import {
  ChannelClosedError,
  createHandoffChannel,
  type FromNewHost,
  type FromOldHost,
  HANDOFF_FORMAT,
  type HandoffChannel,
} from './handoff-channel.ts';
import type { Session } from './session.ts';

/** A new host that has not taken over by then is given up. */
const DEADLINE_MS = 5000;
const SETTLE_MS = 2;

export interface HandOverOptions {
  readonly entries?: string | undefined;
  readonly executable?: string | undefined;
}

export interface Handoff {
  /** Resolves once a new host has taken over. Rejects with an RpcError, and all is as it was, if none does. */
  run(options: HandOverOptions): Promise<{ pid: number; version: string; sessions: number }>;
  /** Ends a handoff that is under way, as a failed one. */
  abort(): Promise<void>;
}

type Channel = HandoffChannel<FromNewHost, FromOldHost>;

/** A process that is to be the new host. */
interface Candidate {
  readonly pid: number;
  readonly channel: Channel;
  /** Number of each session's terminal among those it was given. */
  readonly terminals: ReadonlyMap<string, number>;
  /** Rejects when it ends, with what it said. */
  readonly ended: Promise<never>;
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

export function createHandoff(
  context: HostContext,
  home: string,
  socketDirectory: string,
  listener: () => Listener,
): Handoff {
  let stop: (cause: Error) => void = () => {};
  let underWay: Promise<unknown> | null = null;

  const attempt = async ({
    entries = entryDirectory(),
    executable = process.execPath,
  }: HandOverOptions): ReturnType<Handoff['run']> => {
    if (!existsSync(join(entries, 'host.js'))) throw new Error(`there is no host.js in ${entries}`);
    const sessions = [...context.sessions.values()];
    const candidate = startCandidate(home, entries, executable, sessions);
    const taken = new Map<Session, Buffer>();
    let timer: NodeJS.Timeout | undefined;
    try {
      const given = new Promise<never>((_, reject) => {
        stop = reject;
        timer = setTimeout(
          () => reject(new Error(`the new host was not ready within ${DEADLINE_MS / 1000} s`)),
          DEADLINE_MS,
        );
      });
      const version = await Promise.race([
        transfer(context, candidate, sessions, taken).catch((error: Error) => {
          // Its end, which is told a little later, says why.
          if (error instanceof ChannelClosedError) return candidate.ended;
          throw error;
        }),
        candidate.ended,
        given,
      ]);
      return { pid: candidate.pid, version, sessions: sessions.length };
    } catch (error) {
      candidate.channel.close();
      await candidate.kill();
      removeLeftovers(socketDirectory, candidate.pid);
      for (const session of sessions) session.thaw();
      for (const [session, input] of taken) session.write(input);
      await listener().reclaim().catch(context.log);
      throw error;
    } finally {
      clearTimeout(timer);
      stop = () => {};
    }
  };

  return {
    async run(options) {
      if (context.gate.isShut()) throw refuse('busy', 'a handoff is under way');
      context.gate.shut();
      const result = attempt(options);
      underWay = result.catch(() => {});
      try {
        const done = await result;
        context.gate.leave();
        return done;
      } catch (error) {
        context.gate.open();
        throw refuse('failed', `${(error as Error).message}; the old host goes on`);
      } finally {
        underWay = null;
      }
    },
    async abort() {
      stop(new Error('the host is ending'));
      await underWay;
    },
  };
}

/** Gives everything to the candidate; resolves with its version when it has taken over. */
async function transfer(
  { boot, journal, colors }: HostContext,
  { channel, terminals }: Candidate,
  sessions: readonly Session[],
  taken: Map<Session, Buffer>,
): Promise<string> {
  const { version, formats } = await channel.next('hello');
  if (formats.min > HANDOFF_FORMAT || formats.max < HANDOFF_FORMAT) {
    throw new Error(
      `version ${version} reads handoffs of format ${formats.min} to ${formats.max}, this host writes ${HANDOFF_FORMAT}`,
    );
  }
  for (const session of sessions) session.freeze();
  // A terminal that is just closing is frozen too late: a moment later it is told how its program ended.
  while (sessions.some((session) => session.running && session.descriptor() === null)) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
  await channel.send({
    type: 'host',
    format: HANDOFF_FORMAT,
    boot,
    journal: journal.capture(),
    colors,
    sessions: sessions.length,
  });
  for (const session of sessions) {
    const terminal = session.running ? (terminals.get(session.id) ?? null) : null;
    await channel.send({ type: 'session', state: session.capture(), terminal });
  }
  await channel.next('ready');
  for (const session of sessions) taken.set(session, session.takeInput());
  const input = new Map([...taken].map(([session, bytes]) => [session.id, bytes] as const));
  await channel.send({ type: 'go', input });
  await channel.next('taken');
  return version;
}

/** Spawns a host that inherits a control channel as descriptor 3, and the terminals after it. */
function startCandidate(
  home: string,
  entries: string,
  executable: string,
  sessions: readonly Session[],
): Candidate {
  const open = sessions.filter((session) => session.descriptor() !== null);
  const output = join(home, 'logs', 'host-start.log');
  const log = openSync(output, 'w', 0o600);
  let child: ChildProcess;
  try {
    child = spawn(
      executable,
      daemonArguments('host', { home, entries, args: ['--take-over', String(open.length)] }),
      {
        ...DAEMON_SPAWN,
        env: daemonEnvironment(),
        stdio: ['ignore', log, log, 'pipe', ...open.map((session) => session.descriptor()!)],
      },
    );
  } finally {
    closeSync(log);
  }
  const gone = goneOf(child);
  const ended = gone.then((cause) => {
    throw new Error(`the new host ${cause}: ${readFileSync(output, 'utf8').trim() || 'it said nothing'}`);
  });
  // Heard only while it is raced with.
  ended.catch(() => {});
  return {
    pid: child.pid ?? 0,
    channel: createHandoffChannel<FromNewHost, FromOldHost>(child.stdio[3] as Duplex),
    terminals: new Map(open.map((session, i) => [session.id, i])),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** How `child` came to its end, once it has. */
function goneOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
  });
}

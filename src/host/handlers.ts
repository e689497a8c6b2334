// The host's methods that do not depend on who calls (host-api.ts says what each promises).

import { clampSize } from '../core/size.ts';
import { MAX_JSON_BYTES } from '../protocol/frames.ts';
import { HOST_PROTOCOL, type HostMethods } from '../protocol/host-api.ts';
import { type Handlers, refuse } from '../protocol/rpc.ts';
import type { HostContext } from './context.ts';
import { searchSession } from './copy/search-session.ts';
import { linksOf } from './links.ts';
import { lookAt } from './look.ts';
import { fitting, readLines } from './read-screen.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './session-state.ts';
import { spawnProblem } from './spawn-check.ts';
import { terminalEnvironment } from './terminal-environment.ts';

const DEFAULT_SCROLLBACK = 2000;
const MAX_SCROLLBACK = 100_000;
/** Rows of one answer, as JSON: the rest of it fits into the frame beside them. */
const MAX_READ_BYTES = MAX_JSON_BYTES - 64 * 1024;

type Shared = Omit<
  Handlers<HostMethods>,
  'subscribe' | 'scroll' | 'copy' | 'link_at' | 'unsubscribe' | 'tail' | 'typed' | 'journal' | 'watch'
>;

/** What a host that hands over must not do any more: it would be lost. Input is not: the kernel has it. */
const gated = ['spawn', 'acknowledge', 'resize', 'kill', 'meta', 'colors'] as const;

export function createHandlers(context: HostContext): Shared {
  const handlers = ungated(context);
  const behindGate = gated.map((name) => {
    const act = handlers[name] as (params: unknown) => unknown;
    return [name, (params: unknown) => context.gate.pass(() => act(params))];
  });
  return { ...handlers, ...(Object.fromEntries(behindGate) as Pick<Shared, (typeof gated)[number]>) };
}

function ungated(context: HostContext): Shared {
  const { sessions, journal, scheduler, version, colors } = context;
  const taken = (accepted: boolean): null => {
    if (!accepted) throw refuse('busy', 'the program does not read its input: try again later');
    return null;
  };
  const live = (id: string): Session => {
    const session = context.session(id);
    if (!session.running) throw refuse('exited', `session "${id}" has exited`);
    return session;
  };

  return {
    hello({ protocol }) {
      const common = Math.min(protocol.max, HOST_PROTOCOL.max);
      if (common < protocol.min || common < HOST_PROTOCOL.min) {
        throw refuse(
          'version',
          `the host (version ${version}) speaks protocol ${HOST_PROTOCOL.min} to ${HOST_PROTOCOL.max}, the client ${protocol.min} to ${protocol.max}: botster-tui host --handoff replaces the host, and agents go on`,
        );
      }
      return {
        protocol: common,
        pid: process.pid,
        boot: context.boot,
        version,
        started_at: context.startedAt,
      };
    },
    spawn({
      id = context.nextId(),
      argv,
      cwd,
      env,
      columns,
      rows,
      meta = '',
      scrollback = DEFAULT_SCROLLBACK,
    }) {
      if (sessions.has(id)) throw refuse('exists', `there is a session "${id}" already`);
      const problem = spawnProblem(argv, cwd, env);
      if (problem) throw refuse('failed', problem);
      const session = startSession({
        id,
        argv,
        cwd,
        env: terminalEnvironment(env, version),
        ...clampSize({ columns, rows }),
        meta,
        scrollback: Math.min(scrollback, MAX_SCROLLBACK),
        version,
        colors: () => colors,
        journal,
        scheduler,
      });
      sessions.set(id, session);
      return session.info();
    },
    list: () => ({ sessions: [...sessions.values()].map((session) => session.info()), seq: journal.seq() }),
    acknowledge({ session: id }) {
      const session = context.session(id);
      if (session.running) throw refuse('running', `session "${id}" still runs`);
      session.dispose();
      sessions.delete(id);
      return null;
    },
    resize({ session, columns, rows }) {
      context.session(session).resize({ columns, rows });
      return null;
    },
    kill({ session, force = false }) {
      context.session(session).kill(force);
      return null;
    },
    meta({ session, meta }) {
      context.session(session).meta = meta;
      return null;
    },
    input({ session: id, text, keys, paste }) {
      const session = live(id);
      if (text !== undefined) taken(session.write(Buffer.from(text)));
      if (paste !== undefined) taken(session.paste(paste));
      if (keys !== undefined) taken(sendKeys(session, keys));
      return null;
    },
    read({ session: id, what, lines: limit, from, to, ansi = false }) {
      const session = context.session(id);
      session.settle();
      const { screen } = session;
      const all = readLines(screen, { all: what === 'all', ansi }).slice(Math.max(0, (from ?? 1) - 1), to);
      const asked = limit === undefined ? all : limit === 0 ? [] : all.slice(-limit);
      const lines = fitting(asked, MAX_READ_BYTES);
      const { x, y, visible } = screen.cursor();
      return {
        lines,
        ...(lines.length < asked.length ? { omitted: asked.length - lines.length } : {}),
        cursor: { x, y, visible },
        ...screen.size(),
        title: screen.title(),
        alternate: screen.alternate(),
        modes: screen.modes(),
        content_seq: session.ring.end(),
      };
    },
    look: ({ sessions: ids }) => ({
      looks: ids.flatMap((id) => {
        const session = sessions.get(id);
        return session ? [lookAt(session)] : [];
      }),
    }),
    async search({ session: id, pattern, limit = 100 }) {
      const session = context.session(id);
      session.settle();
      return searchSession(session, pattern, limit);
    },
    links({ session: id, lines = 2000, limit = 200 }) {
      const session = context.session(id);
      session.settle();
      const oldest = session.screen.topId(session.screen.history());
      const links = linksOf(session.screen, lines, limit).map(({ url, text, line, x }) => ({
        ...{ url, text },
        ...{ line: line - oldest + 1, column: x + 1 },
      }));
      return { links: fitting(links, MAX_READ_BYTES).reverse() };
    },
    colors(given) {
      Object.assign(colors, given);
      return null;
    },
    handoff: (options) => context.handOver(options),
    shutdown() {
      // After the answer is on its way.
      setImmediate(context.shutdown);
      return null;
    },
  };
}

/** A session of the program. Throws an RpcError `failed` where there is no terminal or process to be had. */
function startSession(options: SessionOptions): Session {
  try {
    return new Session(options);
  } catch (error) {
    throw refuse('failed', `"${options.argv[0]}" could not be started: ${(error as Error).message}`);
  }
}

function sendKeys(session: Session, keys: readonly string[]): boolean {
  try {
    return session.keys(keys);
  } catch (error) {
    throw refuse('failed', (error as Error).message);
  }
}

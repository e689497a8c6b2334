// The new host's side of a handoff: it gets the old one's terminals as descriptors of its own spawn and all
// else through descriptor 3. It reads no byte and shows no socket before the old one has let go.
import { closeSync, readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty } from 'node:tty';
import type { Listener, Successor } from '../protocol/listen.ts';
import { adoptPty, endedPty } from './adopted-pty.ts';
import type { HostContext, HostState } from './context.ts';
import {
  createHandoffChannel,
  type FromNewHost,
  type FromOldHost,
  HANDOFF_FORMAT,
  type HandoffChannel,
} from './handoff-channel.ts';
import { Session } from './session.ts';

const CONTROL = 3;
const FIRST_TERMINAL = 4;

export interface Inheritance {
  readonly host: HostState;
  /** Receives the sessions, takes the socket's name and goes on with all. Rejects if the old host does not let go. */
  enter(context: HostContext, succeed: () => Promise<Successor>): Promise<Listener>;
}

type Channel = HandoffChannel<FromOldHost, FromNewHost>;
type SessionMessage = Extract<FromOldHost, { type: 'session' }>;

/** Begins to receive what the old host hands over with `terminals` descriptors. Rejects when it breaks off. */
export async function inherit(terminals: number, version: string): Promise<Inheritance> {
  closeStrayTerminals(FIRST_TERMINAL + terminals);
  const channel: Channel = createHandoffChannel(new Socket({ fd: CONTROL }));
  await channel.send({
    type: 'hello',
    version,
    formats: { min: HANDOFF_FORMAT, max: HANDOFF_FORMAT },
  });
  const { boot, journal, colors, sessions: count } = await channel.next('host');
  return {
    host: { boot, journal, colors },
    async enter(context, succeed) {
      const unclaimed = new Set(Array.from({ length: terminals }, (_, i) => i));
      while (context.sessions.size < count) {
        const message = await channel.next('session');
        context.sessions.set(message.state.id, adopt(message, context));
        if (message.terminal !== null) unclaimed.delete(message.terminal);
      }
      // Those of sessions that ended while this process started.
      for (const terminal of unclaimed) closeSync(FIRST_TERMINAL + terminal);
      const successor = await succeed();
      await channel.send({ type: 'ready' });
      const { input } = await channel.next('go');
      const listener = successor.takeOver();
      for (const [id, bytes] of input) context.sessions.get(id)?.write(bytes);
      for (const session of context.sessions.values()) session.thaw();
      await channel.send({ type: 'taken' });
      return listener;
    },
  };
}

function adopt({ state, terminal }: SessionMessage, context: HostContext): Session {
  const { id, argv, cwd, meta, scrollback, pid, isDying, screen } = state;
  return new Session({
    ...{ id, argv, cwd, meta, scrollback },
    columns: screen.terminal.columns,
    rows: screen.terminal.rows,
    // Its program has it already.
    env: {},
    version: context.version,
    colors: () => context.colors,
    journal: context.journal,
    scheduler: context.scheduler,
    adopt: {
      state,
      open: (onData, onExit) =>
        terminal === null
          ? endedPty(pid)
          : adoptPty({ pid, fd: FIRST_TERMINAL + terminal, isDying }, onData, onExit),
    },
  });
}

/** node-pty's descriptors are inherited by any child, under their old numbers: they would keep terminals open. */
function closeStrayTerminals(from: number): void {
  for (const fd of readdirSync('/dev/fd').map(Number)) if (fd >= from && isatty(fd)) closeSync(fd);
}

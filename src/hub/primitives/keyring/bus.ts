// A connection to the D-Bus of the person's session, for a few calls. It takes no longer than its signal allows.
import { connect } from 'node:net';
import { PrimitiveError } from '../failure.ts';
import { type Answer, type Call, encodeCall, readAnswers } from './wire.ts';

export interface Bus {
  /** What the call returns. Rejects with BusError, PrimitiveError `failed` or `no_service`, or as the signal. */
  call(call: Call): Promise<readonly unknown[]>;
  close(): void;
}

/** An error that is the answer to a call; `kind` is its name on the bus. */
export class BusError extends Error {
  override readonly name = 'BusError';
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

const MAX_GREETING = 1000;

/** Rejects with PrimitiveError `no_service` where there is no bus, or as the signal. */
export async function connectBus(
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Bus> {
  signal.throwIfAborted();
  const path = socketOf(env);
  if (!path) throw new PrimitiveError('no_service', 'there is no D-Bus session (DBUS_SESSION_BUS_ADDRESS)');
  const socket = connect({ path });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let gone: Error | null = null;
  let isOpen = false;
  let opened: () => void = () => {};
  let refused: (error: Error) => void = () => {};
  const opening = new Promise<void>((resolve, reject) => {
    opened = resolve;
    refused = reject;
  });
  const end = (error: Error): void => {
    gone ??= error;
    signal.removeEventListener('abort', abort);
    socket.destroy();
    refused(gone);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  const abort = (): void => end(signal.reason as Error);
  const noService = (why: string): PrimitiveError =>
    new PrimitiveError('no_service', `the D-Bus session cannot be reached: ${why}`);
  signal.addEventListener('abort', abort, { once: true });
  socket.on('error', (error) => end(noService(error.message)));
  socket.on('close', () => end(noService('it closed the connection')));

  let unread: Buffer = Buffer.alloc(0);
  /** Before messages, the daemon says in a line whether it knows this user. */
  const greet = (): void => {
    const line = unread.indexOf('\r\n');
    if (line < 0 && unread.length < MAX_GREETING) return;
    if (unread.toString('latin1').startsWith('OK ')) {
      unread = unread.subarray(line + 2);
      isOpen = true;
      socket.write('BEGIN\r\n');
      opened();
    } else end(noService('it does not know this user'));
  };
  const take = (): void => {
    const { answers, rest } = readAnswers(unread);
    unread = rest;
    for (const answer of answers) {
      waiting.get(answer.of)?.resolve(answer);
      waiting.delete(answer.of);
    }
  };
  socket.on('data', (bytes: Buffer) => {
    unread = Buffer.concat([unread, bytes]);
    try {
      if (isOpen) take();
      else greet();
    } catch (error) {
      end(error as Error);
    }
  });
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`);
  await opening;

  let serial = 0;
  const bus: Bus = {
    async call(call) {
      if (gone) throw gone;
      const number = ++serial;
      const { error, body } = await new Promise<Answer>((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        socket.write(encodeCall(number, call));
      });
      if (error !== undefined) throw new BusError(error, String(body[0] ?? error));
      return body;
    },
    close: () => end(noService('it was closed')),
  };
  const itself = {
    to: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  };
  await bus.call({ ...itself, member: 'Hello', signature: '', body: [] });
  return bus;
}

/** The socket of the session's bus, as `connect` takes it; undefined where none is known. */
export function socketOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env;
  if (!address) return runtime?.startsWith('/') ? `${runtime}/bus` : undefined;
  for (const one of address.split(';')) {
    const [, kind, value] = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(one) ?? [];
    if (value) return `${kind === 'abstract' ? '\0' : ''}${unescaped(value)}`;
  }
  return undefined;
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

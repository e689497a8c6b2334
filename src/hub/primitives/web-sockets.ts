// Connections to WebSocket servers that Lua holds open. They are the hub's: a reload that connects to the same
// again takes over the open one, and nothing that arrives meanwhile is lost.
import type { HandleSpec, HandleVoice, OpenHandle } from '../../lua/types.ts';
import { bytes, text } from '../params.ts';
import { PrimitiveError } from './failure.ts';
import { allowedHeaders, guardConnection, type NetRules, parseUrl } from './net-rules.ts';

type Ws = typeof import('ws');
type Socket = InstanceType<Ws['WebSocket']>;

/** Of one message, either way. */
export const MAX_MESSAGE = 1024 * 1024;
/** Bytes that wait to be sent, connected or not. */
const MAX_QUEUE = 4 * MAX_MESSAGE;
/** Messages that wait to be told, before the server is kept from sending more. */
const PAUSE_AT = 64;
const HANDSHAKE_MS = 30_000;
/** What a server that does not answer to `close` is given. */
const CLOSE_MS = 1000;

interface Message {
  readonly data: Buffer;
  readonly binary: boolean;
}

/** `spec.params` are `{url, headers, protocols, reconnect: {min, max}}`, the last in seconds. */
export function openWebSocket(
  spec: HandleSpec,
  voice: HandleVoice,
  rules: NetRules,
  load: () => Promise<Ws> = () => import('ws'),
): OpenHandle {
  const { params } = spec;
  const reconnect = params['reconnect'] as { min: number; max: number } | undefined;
  const protocols = Array.isArray(params['protocols']) ? params['protocols'].map(String) : [];
  const unsent: Message[] = [];
  let waiting = 0;
  let socket: Socket | null = null;
  let isClosed = false;
  let wait = reconnect?.min ?? 0;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const url = parseUrl(text(params, 'url'));
    rules.judge(url);
    const headers = allowedHeaders((params['headers'] ?? {}) as Record<string, string>);
    const { WebSocket } = await load();
    if (isClosed) return;
    const made = new WebSocket(url, protocols, {
      headers: { 'user-agent': 'botster-tui', ...headers },
      lookup: rules.lookup,
      maxPayload: MAX_MESSAGE,
      // A small message could unpack into a large one.
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MS,
      finishRequest(request) {
        guardConnection(request, rules);
        request.end();
      },
    });
    socket = made;
    const tell = createTeller(made, voice);
    let problem: Error | null = null;
    made.on('error', (error) => {
      problem ??= error;
    });
    made.on('open', () => {
      wait = reconnect?.min ?? 0;
      tell('open', { protocol: made.protocol });
      for (const message of unsent.splice(0)) made.send(message.data, message);
      waiting = 0;
    });
    made.on('message', (data, binary) => tell('message', { data, binary }));
    made.on('close', (code, reason) => {
      socket = null;
      if (isClosed) return;
      if (problem instanceof PrimitiveError) return voice.end('failed', problem.message);
      const how = { code, reason: reason.toString() || (problem?.message ?? '') };
      tell.last(() => lost(how));
    });
  };
  const lost = (how: { code: number; reason: string }): void => {
    if (isClosed) return;
    if (!reconnect) {
      voice.end('exit', how);
      return;
    }
    void voice.tell('lost', { ...how, again_in: wait });
    timer = setTimeout(begin, wait * 1000);
    timer.unref();
    wait = Math.min(wait * 2, reconnect.max);
  };
  const begin = (): void => {
    connect().catch((error: Error) => {
      if (!isClosed) voice.end('failed', error.message);
    });
  };
  begin();

  const send = (message: Message): true => {
    const { length } = message.data;
    if (waiting + (socket?.bufferedAmount ?? 0) + length > MAX_QUEUE)
      throw new PrimitiveError('too_large', `${params['url']}: more than ${MAX_QUEUE} bytes wait to be sent`);
    if (socket?.readyState === 1) socket.send(message.data, message);
    else {
      unsent.push(message);
      waiting += length;
    }
    return true;
  };

  return {
    act(action, given) {
      if (action === 'send') return send({ data: bytes(given, 'data'), binary: given['binary'] === true });
      throw new PrimitiveError('usage', `a WebSocket cannot ${action}`);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      const last = socket;
      if (!last) return;
      last.resume();
      last.close(1000);
      setTimeout(() => last.terminate(), CLOSE_MS).unref();
    },
  };
}

interface Teller {
  (event: string, value: unknown): void;
  /** Runs `then` when all that arrived has been told. */
  last(then: () => void): void;
}

/** Tells one thing after the other; a file that is slow to listen slows the server down, and loses nothing. */
function createTeller(socket: Socket, voice: HandleVoice): Teller {
  const queue: (readonly [event: string, value: unknown])[] = [];
  let isTelling = false;
  let atEnd: (() => void) | null = null;
  const next = async (): Promise<void> => {
    isTelling = true;
    for (let one = queue.shift(); one; one = queue.shift()) {
      // A world that is lost hears the rest in the next one.
      await voice.tell(...one).catch(() => {});
      if (socket.isPaused && queue.length < PAUSE_AT / 2) socket.resume();
    }
    isTelling = false;
    atEnd?.();
  };
  const tell = (event: string, value: unknown): void => {
    queue.push([event, value]);
    if (queue.length >= PAUSE_AT) socket.pause();
    if (!isTelling) void next();
  };
  return Object.assign(tell, {
    last(then: () => void) {
      if (isTelling) atEnd = then;
      else then();
    },
  });
}

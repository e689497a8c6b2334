// One client of the host: its calls, its subscriptions, and how much may wait to be sent to it.
import type { Socket } from 'node:net';
import {
  createFrameReader,
  encodeFrame,
  FRAME_ACKNOWLEDGE,
  FRAME_INPUT,
  FRAME_JSON,
  FRAME_TAIL,
  FRAME_UPDATE,
} from '../protocol/frames.ts';
import { hostEvents, hostMethods } from '../protocol/host-api.ts';
import { decodeInput } from '../protocol/input-codec.ts';
import { createPeer, refuse } from '../protocol/rpc.ts';
import { decodeAcknowledge, encodeUpdate } from '../protocol/screen-codec.ts';
import type { HostContext } from './context.ts';
import { type Copying, createCopying } from './copy/copying.ts';
import { createHandlers } from './handlers.ts';
import { linkAt } from './links.ts';
import type { Session } from './session.ts';
import { createTail } from './tail.ts';
import type { Viewer } from './viewer.ts';
import { createWatch } from './watch.ts';

/** A client that does not read is closed when so much waits; updates never come near, having one in flight. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

interface Channel {
  readonly session: Session;
  readonly viewer?: Viewer;
  readonly copying?: Copying;
  readonly close: () => void;
}

/** Serves `socket` until it closes. */
export function serveConnection(socket: Socket, context: HostContext): void {
  const channels = new Map<number, Channel>();
  let nextChannel = 1;
  let stopJournal = (): void => {};
  const watch = createWatch((sessions) => peer.notify('moved', { sessions }));

  const send = (kind: number, body: Uint8Array): void => {
    if (socket.destroyed) return;
    socket.write(encodeFrame(kind, body));
    if (socket.writableLength > MAX_WAITING_BYTES) socket.destroy(new Error('client does not read'));
  };

  const channelOf = (number: number): Channel => {
    const channel = channels.get(number);
    if (!channel) throw refuse('not_found', `no channel ${number}`);
    return channel;
  };

  const peer = createPeer({
    transport: { send: (text) => send(FRAME_JSON, Buffer.from(text)), close: () => socket.end() },
    ours: hostMethods,
    theirs: hostEvents,
    onError: context.log,
    handlers: {
      ...createHandlers(context),
      subscribe({ session: id, scroll }) {
        const session = context.session(id);
        const number = nextChannel++;
        const { viewer, close } = session.view(number, scroll, (update) =>
          send(FRAME_UPDATE, encodeUpdate(update)),
        );
        const copying = createCopying(session, viewer, (state) =>
          peer.notify('copy', { channel: number, state }),
        );
        channels.set(number, {
          ...{ session, viewer, copying },
          close() {
            copying.end();
            close();
          },
        });
        return { channel: number, session: session.info() };
      },
      copy({ channel, ...request }) {
        const { copying } = channelOf(channel);
        if (!copying) throw refuse('usage', `channel ${channel} shows no screen`);
        return copying.run(request);
      },
      link_at({ channel, x, y }) {
        const { session, viewer } = channelOf(channel);
        if (!viewer) throw refuse('usage', `channel ${channel} shows no screen`);
        const link = linkAt(session.screen, viewer.top() + y, x);
        return { link: link && { url: link.url, text: link.text } };
      },
      scroll({ channel, scroll }) {
        return { scroll: channelOf(channel).viewer?.scroll(scroll) ?? 0 };
      },
      unsubscribe({ channel }) {
        channelOf(channel).close();
        channels.delete(channel);
        return null;
      },
      tail({ session: id, after }) {
        const session = context.session(id);
        const number = nextChannel++;
        const tail = createTail(
          number,
          session,
          after,
          (body) => send(FRAME_TAIL, body),
          () => socket.writableLength,
        );
        channels.set(number, { session, close: tail.close });
        return { channel: number, at: tail.at };
      },
      typed({ session: id }) {
        const { typing } = context.session(id);
        const tell = (bytes: Uint8Array): void =>
          peer.notify('typed', { session: id, base64: Buffer.from(bytes).toString('base64') });
        typing.add(tell);
        socket.once('close', () => typing.delete(tell));
        return null;
      },
      watch({ sessions }) {
        watch.follow(sessions.flatMap((id) => context.sessions.get(id) ?? []));
        return null;
      },
      journal({ after }) {
        stopJournal();
        stopJournal = context.journal.listen((entry) => peer.notify('journal', { entries: [entry] }));
        return { entries: context.journal.after(after), seq: context.journal.seq() };
      },
    },
  });

  const read = createFrameReader((kind, body) => {
    if (kind === FRAME_JSON) {
      peer.receive(body.toString('utf8'));
    } else if (kind === FRAME_INPUT) {
      const { channel, modes, items } = decodeInput(body);
      channels.get(channel)?.session.input(items, modes);
    } else if (kind === FRAME_ACKNOWLEDGE) {
      const { channel, sequence } = decodeAcknowledge(body);
      channels.get(channel)?.viewer?.acknowledge(sequence);
    }
  });

  socket.setNoDelay?.(true);
  socket.on('data', (chunk) => {
    try {
      read(chunk);
    } catch (error) {
      context.log(error as Error);
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    stopJournal();
    watch.close();
    for (const channel of channels.values()) channel.close();
    channels.clear();
    peer.closed('the client closed the connection');
  });
}

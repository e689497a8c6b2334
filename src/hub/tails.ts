// Output of agents as it comes, for whoever listens: one tail of the host per agent, as long as anybody
// does. Listeners do not notice that the hub lost the host and came back.
import type { HostClient, TailChunk } from '../protocol/host-client.ts';

export interface TailListener {
  output(chunk: TailChunk): void;
  /** The program has ended, or cannot be reached any more. */
  ended?(): void;
}

export interface Subscription {
  /** Settles once nothing that is printed from then on is missed; also where there is nothing to hear. */
  readonly ready: Promise<void>;
  close(): void;
}

export interface Tails {
  /** `after`: also what the host still has from that byte on, for the first to listen. */
  listen(id: string, listener: TailListener, after?: number): Subscription;
  take(chunk: TailChunk): void;
  ended(id: string): void;
  /** Another connection to the host: everything is asked for again. */
  reconnect(): void;
}

interface Tail {
  readonly listeners: Set<TailListener>;
  channel: number | null;
  ready: Promise<void>;
  /** Where the last chunk ended: another connection goes on from there. */
  end?: number;
}

/** Chunks kept for channels that are being opened. */
const MAX_EARLY = 64;

/** `client` gives the host's client while there is one. */
export function createTails(client: () => HostClient | null): Tails {
  const tails = new Map<string, Tail>();
  const byChannel = new Map<number, Tail>();
  /** Of channels that are being opened: output may be read together with the answer that names its channel. */
  let early: TailChunk[] = [];
  let opening = 0;

  const give = (tail: Tail, chunk: TailChunk): void => {
    tail.end = chunk.at + chunk.bytes.length;
    for (const listener of [...tail.listeners]) listener.output(chunk);
  };
  const opened = (channel: number, tail: Tail): void => {
    tail.channel = channel;
    byChannel.set(channel, tail);
    const own = early.filter((chunk) => chunk.channel === channel);
    early = early.filter((chunk) => chunk.channel !== channel);
    for (const chunk of own) give(tail, chunk);
  };

  const start = async (id: string, tail: Tail, after?: number): Promise<void> => {
    const host = client();
    if (!host) return;
    opening++;
    try {
      const { channel } = await host.peer.call('tail', {
        session: id,
        ...(after === undefined ? {} : { after }),
      });
      if (host !== client()) return;
      if (tails.get(id) !== tail) {
        stop(host, channel);
        return;
      }
      opened(channel, tail);
    } catch {
      // A session that is gone has no output; its listeners hear of the end from elsewhere.
    } finally {
      opening--;
      if (opening === 0) early = [];
    }
  };
  const stop = (host: HostClient | null, channel: number): void => {
    byChannel.delete(channel);
    host?.peer.call('unsubscribe', { channel }).catch(() => {});
  };
  const open = (id: string, after?: number): Tail => {
    const tail: Tail = { listeners: new Set(), channel: null, ready: Promise.resolve() };
    tails.set(id, tail);
    tail.ready = start(id, tail, after);
    return tail;
  };

  return {
    listen(id, listener, after) {
      const tail = tails.get(id) ?? open(id, after);
      tail.listeners.add(listener);
      return {
        ready: tail.ready,
        close() {
          if (!tail.listeners.delete(listener) || tail.listeners.size > 0) return;
          tails.delete(id);
          if (tail.channel !== null) stop(client(), tail.channel);
        },
      };
    },
    take(chunk) {
      const tail = byChannel.get(chunk.channel);
      if (tail) give(tail, chunk);
      else if (opening > 0 && early.length < MAX_EARLY) early.push(chunk);
    },
    ended(id) {
      for (const listener of [...(tails.get(id)?.listeners ?? [])]) listener.ended?.();
    },
    reconnect() {
      byChannel.clear();
      for (const [id, tail] of tails) {
        tail.channel = null;
        tail.ready = start(id, tail, tail.end);
      }
    },
  };
}

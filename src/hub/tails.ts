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
  listen(id: string, listener: TailListener): Subscription;
  take(chunk: TailChunk): void;
  ended(id: string): void;
  /** Another connection to the host: everything is asked for again. */
  reconnect(): void;
}

interface Tail {
  readonly listeners: Set<TailListener>;
  channel: number | null;
  ready: Promise<void>;
}

/** `client` gives the host's client while there is one. */
export function createTails(client: () => HostClient | null): Tails {
  const tails = new Map<string, Tail>();
  const byChannel = new Map<number, Tail>();

  const start = async (id: string, tail: Tail): Promise<void> => {
    const host = client();
    if (!host) return;
    try {
      const { channel } = await host.peer.call('tail', { session: id });
      if (host !== client()) return;
      if (tails.get(id) !== tail) {
        stop(host, channel);
        return;
      }
      tail.channel = channel;
      byChannel.set(channel, tail);
    } catch {
      // A session that is gone has no output; its listeners hear of the end from elsewhere.
    }
  };
  const stop = (host: HostClient | null, channel: number): void => {
    byChannel.delete(channel);
    host?.peer.call('unsubscribe', { channel }).catch(() => {});
  };
  const open = (id: string): Tail => {
    const tail: Tail = { listeners: new Set(), channel: null, ready: Promise.resolve() };
    tails.set(id, tail);
    tail.ready = start(id, tail);
    return tail;
  };

  return {
    listen(id, listener) {
      const tail = tails.get(id) ?? open(id);
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
      for (const listener of [...(byChannel.get(chunk.channel)?.listeners ?? [])]) listener.output(chunk);
    },
    ended(id) {
      for (const listener of [...(tails.get(id)?.listeners ?? [])]) listener.ended?.();
    },
    reconnect() {
      byChannel.clear();
      for (const [id, tail] of tails) {
        tail.channel = null;
        tail.ready = start(id, tail);
      }
    },
  };
}

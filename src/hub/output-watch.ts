// Tells of output while somebody waits for it: a tail of the session runs as long as it has listeners.
import type { TailChunk } from '../protocol/host-client.ts';
import type { HostLink } from './host-link.ts';
import type { Watched } from './wait.ts';

type Listener = (event: 'output' | 'exited') => void;

export interface OutputWatch {
  watch(id: string, lastOutputAt: () => number): Watched;
  /** A piece of some tail came. */
  take(chunk: TailChunk): void;
  exited(id: string): void;
}

interface Tail {
  readonly listeners: Set<Listener>;
  channel: number | null;
  heardAt: number;
}

export function createOutputWatch(host: HostLink, isRunning: (id: string) => boolean): OutputWatch {
  const tails = new Map<string, Tail>();

  const start = async (id: string, tail: Tail): Promise<void> => {
    const client = await host.ready();
    const { channel } = await client.peer.call('tail', { session: id });
    if (tails.get(id) === tail) {
      tail.channel = channel;
      // What was printed before the tail ran is on the screen: have it looked at.
      for (const listener of [...tail.listeners]) listener('output');
    } else client.peer.call('unsubscribe', { channel }).catch(() => {});
  };

  const add = (id: string, listener: Listener): Tail => {
    let tail = tails.get(id);
    if (!tail) {
      tail = { listeners: new Set(), channel: null, heardAt: 0 };
      tails.set(id, tail);
      // A session that is gone has no output to wait for; its listeners hear of the exit.
      start(id, tail).catch(() => {});
    }
    tail.listeners.add(listener);
    return tail;
  };

  const remove = (id: string, listener: Listener): void => {
    const tail = tails.get(id);
    if (!tail?.listeners.delete(listener) || tail.listeners.size > 0) return;
    tails.delete(id);
    if (tail.channel !== null)
      host
        .now()
        ?.peer.call('unsubscribe', { channel: tail.channel })
        .catch(() => {});
  };

  return {
    watch: (id, lastOutputAt) => ({
      isRunning: () => isRunning(id),
      async read() {
        const client = await host.ready();
        return (await client.peer.call('read', { session: id, what: 'screen' })).lines;
      },
      quietFor: () => Date.now() - Math.max(lastOutputAt(), tails.get(id)?.heardAt ?? 0),
      onEvent(listener) {
        add(id, listener);
        return () => remove(id, listener);
      },
    }),
    take({ channel, bytes }) {
      for (const tail of tails.values()) {
        if (tail.channel !== channel || bytes.length === 0) continue;
        tail.heardAt = Date.now();
        for (const listener of [...tail.listeners]) listener('output');
      }
    },
    exited(id) {
      for (const listener of [...(tails.get(id)?.listeners ?? [])]) listener('exited');
    },
  };
}

// Which agents have printed something since they were last seen. An agent out of sight is listened to until
// its first output, then no more: so a flood costs one piece of it, and silence nothing.
import type { Subscription, Tails } from './tails.ts';

export interface Unread {
  /** Which agents run, which of them are in sight, and which are known to be unread. */
  update(
    agents: readonly { readonly id: string; readonly unread: boolean }[],
    shown: ReadonlySet<string>,
  ): void;
}

/** `onChange` is told of agents that become unread, or are seen. */
export function createUnread(tails: Tails, onChange: (id: string, unread: boolean) => void): Unread {
  const listening = new Map<string, Subscription>();
  const stop = (id: string): void => {
    listening.get(id)?.close();
    listening.delete(id);
  };
  const listen = (id: string): void => {
    if (listening.has(id)) return;
    const tail = tails.listen(id, {
      output(chunk) {
        if (chunk.bytes.length === 0) return;
        stop(id);
        onChange(id, true);
      },
    });
    listening.set(id, tail);
  };
  return {
    update(agents, shown) {
      const hidden = new Set(
        agents.filter(({ id, unread }) => !unread && !shown.has(id)).map(({ id }) => id),
      );
      for (const id of [...listening.keys()]) if (!hidden.has(id)) stop(id);
      for (const id of hidden) listen(id);
      for (const { id, unread } of agents) if (unread && shown.has(id)) onChange(id, false);
    },
  };
}

/** Agents whose terminals a tree shows, found in its text: it is not parsed on its way. */
export function agentsInTree(tree: string): string[] {
  return [...tree.matchAll(/"agent"\s*:\s*"([^"\\]{1,64})"/g)].map((match) => match[1]!);
}

// Messages that agents and the user leave for one another. Taken once, in the order posted; kept over
// restarts of the hub, as many as fit.
import { createIdSource } from '../../protocol/session-id.ts';
import { readValue, type Store } from '../store.ts';

export interface Message {
  readonly id: string;
  /** Name of the sender; `user` where it is none of the agents. */
  readonly from: string;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Mailboxes {
  /** `to` is an agent's id; null is the user. Returns the message's id. Drops the oldest where a box is full. */
  post(to: string | null, from: string, text: string): string;
  /** What came since it was last asked. */
  take(owner: string | null): readonly Message[];
}

const KEY = 'messages';
const MAX_MESSAGES = 100;

export function createMailboxes(store: Store): Mailboxes {
  const boxes = new Map(Object.entries(readValue<Record<string, Message[]>>(store, KEY, {})));
  const nextId = createIdSource();
  const keep = (): void =>
    store.set('value', KEY, boxes.size === 0 ? null : JSON.stringify(Object.fromEntries(boxes)));
  return {
    post(to, from, text) {
      const box = keyOf(to);
      const message = { id: nextId(), from, text, at: new Date().toISOString() };
      boxes.set(box, [...(boxes.get(box) ?? []), message].slice(-MAX_MESSAGES));
      keep();
      return message.id;
    },
    take(owner) {
      const box = keyOf(owner);
      const messages = boxes.get(box) ?? [];
      if (boxes.delete(box)) keep();
      return messages;
    },
  };
}

/** No agent's id is empty. */
function keyOf(owner: string | null): string {
  return owner ?? '';
}

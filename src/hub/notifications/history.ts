// The notifications there were: the latest of them, kept over restarts, and which of them nobody has seen.
import type { Notification } from '../../core/notification.ts';
import { readAll, readValue, type Store } from '../store.ts';

export interface NotificationHistory {
  /** Oldest first; the same list as long as nothing changes. */
  list(): readonly Notification[];
  add(notification: Omit<Notification, 'seq' | 'unread'>): void;
  /** Somebody has looked at them. */
  seen(): void;
}

type Kept = Omit<Notification, 'unread'>;

const MOST = 200;
const SEEN = 'notifications-seen';

/** `onChange` is called after every change. */
export function createHistory(
  store: Pick<Store, 'all' | 'get' | 'set'>,
  onChange: () => void,
): NotificationHistory {
  let kept = readAll<Kept>(store as Store, 'notification').sort((a, b) => a.seq - b.seq);
  let seenTo = readValue(store as Store, SEEN, 0);
  let rows: readonly Notification[] | null = null;
  const changed = (): void => {
    rows = null;
    onChange();
  };
  return {
    list: () => (rows ??= kept.map((one) => ({ ...one, unread: one.seq > seenTo }))),
    add(notification) {
      const one = { ...notification, seq: (kept.at(-1)?.seq ?? 0) + 1 };
      kept = [...kept, one];
      store.set('notification', String(one.seq), JSON.stringify(one));
      for (const old of kept.slice(0, -MOST)) store.set('notification', String(old.seq), null);
      kept = kept.slice(-MOST);
      changed();
    },
    seen() {
      const last = kept.at(-1)?.seq ?? 0;
      if (last === seenTo) return;
      seenTo = last;
      store.set('value', SEEN, JSON.stringify(seenTo));
      changed();
    },
  };
}

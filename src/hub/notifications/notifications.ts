// Everything a person is told goes this way: shown above the layout, kept in the history, and, where nobody looks,
// handed on to the outer terminal and to a command.
import type { Notification, OuterWay } from '../../core/notification.ts';
import { plainLine } from '../../core/plain-line.ts';
import type { OverlayStore } from '../overlays.ts';
import type { Store } from '../store.ts';
import { createCommandRunner, type NotifyCommand } from './command.ts';
import { createHistory } from './history.ts';

export interface NotificationRequest {
  /** A toast with the same id goes. */
  readonly id: string;
  readonly level: Notification['level'];
  readonly title?: string | undefined;
  readonly text: string;
  /** Seconds it is shown. */
  readonly timeout: number;
  readonly agent?: string | undefined;
  readonly unit: string;
  readonly key?: string | undefined;
  /** Whether the history has it. */
  readonly isKept: boolean;
  /** How it is handed on; absent where it is only shown. */
  readonly outer?: {
    readonly way: OuterWay;
    /** Also where somebody looks. */
    readonly always: boolean;
    readonly command?: NotifyCommand | undefined;
  };
}

export interface Notifications {
  tell(request: NotificationRequest): void;
  /** The history, oldest first; the same list as long as nothing changes. */
  list(): readonly Notification[];
  /** Somebody has looked at the history. */
  seen(): void;
}

/** A terminal that a notification can be written to. */
export interface Voice {
  notify(notification: { readonly way: OuterWay; readonly title: string; readonly message: string }): void;
}

export interface NotificationParts {
  readonly store: Pick<Store, 'all' | 'get' | 'set'>;
  readonly overlays: Pick<OverlayStore, 'toast'>;
  /** One terminal of each view that nobody looks at; with `all` of every view. */
  readonly voices: (all: boolean) => readonly Voice[];
  /** Somebody looks at one of the terminals. */
  readonly isWatched: () => boolean;
  readonly nameOf: (agent: string) => string | undefined;
  readonly environment: () => Readonly<Record<string, string>>;
  readonly home: string;
  readonly onChange: () => void;
  readonly log: (level: 'warn', text: string) => void;
}

const MAX_TITLE = 200;
const MAX_TEXT = 1000;
const TROUBLE_SECONDS = 15;

export function createNotifications(parts: NotificationParts): Notifications {
  const { store, overlays, voices, isWatched, nameOf, environment, home, onChange, log } = parts;
  const history = createHistory(store, onChange);
  const run = createCommandRunner({
    environment,
    cwd: home,
    onTrouble(message) {
      log('warn', message);
      const timeout = TROUBLE_SECONDS;
      overlays.toast({
        id: 'notify.command',
        level: 'error',
        title: 'notify.command',
        text: message,
        timeout,
      });
    },
  });

  const handOn = (request: NotificationRequest): void => {
    const { outer, text, agent, level } = request;
    if (!outer) return;
    const name = (agent === undefined ? undefined : nameOf(agent)) ?? '';
    const title = plainLine(request.title ?? name, MAX_TITLE) || 'botster-tui';
    const message = plainLine(text, MAX_TEXT);
    if (outer.way !== 'off')
      for (const voice of voices(outer.always)) voice.notify({ way: outer.way, title, message });
    if (outer.command && (outer.always || !isWatched()))
      void run(outer.command, { title, message, agent: name, level });
  };

  return {
    tell(request) {
      const { id, level, title, text, timeout, agent, unit, key } = request;
      overlays.toast({ id, level, ...(title === undefined ? {} : { title }), text, timeout });
      if (request.isKept) {
        const name = agent === undefined ? undefined : nameOf(agent);
        history.add({
          at: Date.now() / 1000,
          level,
          ...(title === undefined ? {} : { title: plainLine(title, MAX_TITLE) }),
          text: plainLine(text, MAX_TEXT),
          ...(agent === undefined ? {} : { agent }),
          ...(name === undefined ? {} : { name }),
          unit,
          ...(key === undefined ? {} : { key }),
        });
      }
      handOn(request);
    },
    list: history.list,
    seen: history.seen,
  };
}

// The terminal this process was started in, from taking it over to giving it back as it was: on `close`, on
// every other way out of the process, and while it is stopped.
import { createRate } from '../../core/rate.ts';
import type { Size } from '../../core/size.ts';
import { type OuterNotification, outerBytes } from './outer-notification.ts';
import { ENTER, LEAVE, leaveWhileStopped, MOUSE_ON, restoreOnExit } from './restore.ts';
import { openTty, type TtyHandlers } from './tty.ts';

export interface OuterTerminal {
  size(): Size;
  /** Queues text; it is written as fast as the terminal takes it. */
  write(text: string): void;
  /** Writes a notification as this terminal takes them; of many at once only the first. */
  notify(notification: OuterNotification): void;
  /** A write is in flight. */
  busy(): boolean;
  /** Gives the terminal back. Never waits long for one that does not read. */
  close(): void;
}

export interface OuterTerminalHandlers extends TtyHandlers {
  /** The terminal was someone else's meanwhile: its modes are those of ENTER, and what it shows is unknown. */
  readonly onResume: () => void;
}

/** So many notifications in so long. */
const NOTIFICATIONS = 4;
const NOTIFICATIONS_MS = 10_000;

/** Takes over the terminal. Throws NoTerminalError where there is none. */
export function openOuterTerminal(handlers: OuterTerminalHandlers): OuterTerminal {
  const device = openTty(handlers);
  let isEntered = false;
  const mayNotify = createRate(NOTIFICATIONS, NOTIFICATIONS_MS);

  const enter = (): void => {
    device.write(ENTER + MOUSE_ON);
    isEntered = true;
  };
  const leave = (): void => {
    if (!isEntered) return;
    isEntered = false;
    device.writeNow(LEAVE);
  };
  const stopRestoring = restoreOnExit(leave);
  const stopLeaving = leaveWhileStopped({
    leave() {
      leave();
      device.suspend();
    },
    enter() {
      // SIGSTOP gives no notice: then nothing was left.
      leave();
      device.resume();
      enter();
      handlers.onResume();
    },
  });
  enter();

  return {
    size: device.size,
    write: device.write,
    notify(notification) {
      if (mayNotify()) device.write(outerBytes(notification, process.env));
    },
    busy: device.busy,
    close() {
      stopRestoring();
      stopLeaving();
      leave();
      device.close();
    },
  };
}

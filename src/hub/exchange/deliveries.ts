// Texts typed into agents on behalf of others. One after another for each agent, as a paste; held back while
// a person types there, and while the screen asks something that the text would answer; followed by Enter
// only once the text has been seen on the screen.
import { refuse } from '../../protocol/rpc.ts';
import { asksFor } from './asks.ts';
import { isEchoed, type Picture } from './echo.ts';
import { AFTER_TEXT_MS } from './typing.ts';

export interface Delivery {
  /** The agent's id. */
  readonly to: string;
  /** Name of the sender, as people know it. */
  readonly from: string;
  readonly text: string;
  readonly enter: boolean;
  /** It is typed now or not at all. */
  readonly isNow?: boolean;
}

export interface Receipt {
  /** It was typed, and seen on the screen. */
  readonly delivered: boolean;
  /** It waits, and will be typed later. */
  readonly queued: boolean;
  /** Why it is not delivered. */
  readonly reason?: string;
}

/** A session that texts are typed into. */
export interface Target {
  isRunning(): boolean;
  look(): Promise<Picture & { readonly takesPastes: boolean }>;
  /** Milliseconds since the epoch of the last input, whoever's; 0 without any. */
  lastInput(): Promise<number>;
  paste(text: string): Promise<void>;
  enter(): Promise<void>;
}

export interface Deliveries {
  /**
   * Resolves when the text was typed or will not be; after a while with `queued`. Rejects with RpcError
   * where it can never be typed.
   */
  send(delivery: Delivery): Promise<Receipt>;
  /** The last input of that agent was a program's: nobody types there on that account. */
  wasOurs(id: string): Promise<void>;
  close(): void;
}

export interface DeliveryParts {
  readonly target: (id: string) => Target;
  /** It is about to be typed. */
  readonly onTyped: (delivery: Delivery) => void;
  /** It was queued, and will not be typed any more. */
  readonly onGivenUp: (delivery: Delivery, reason: string) => void;
  /** Clock and patience, for tests. */
  readonly times?: Partial<Times>;
}

interface Times {
  /** A person who typed so lately is still typing. */
  readonly typingMs: number;
  /** How long a sender is kept waiting. */
  readonly patienceMs: number;
  /** How long a text may wait. */
  readonly keepMs: number;
  /** How long the echo may take. */
  readonly echoMs: number;
  readonly pollMs: number;
}

const usual: Times = {
  typingMs: 2000,
  patienceMs: 4000,
  keepMs: 10 * 60_000,
  echoMs: 2000,
  pollMs: 50,
};
const MAX_QUEUED = 50;

interface Waiting extends Delivery {
  readonly since: number;
  /** Why it waits. */
  held: string;
  settle(receipt: Receipt): void;
}

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const times: Times = { ...usual, ...parts.times };
  const queues = new Map<string, Waiting[]>();
  /** The last input of each agent that was a delivery's. */
  const ours = new Map<string, number>();
  const timers = new Set<() => void>();
  let closed = false;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        timers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timers.add(done);
    });
  const isTyping = async (id: string, target: Target): Promise<boolean> => {
    const at = await target.lastInput();
    return at !== ours.get(id) && Date.now() - at < times.typingMs;
  };
  /** Why nothing may be typed there now; null when it may. */
  const obstacle = async ({ to }: Waiting, target: Target): Promise<string | null> => {
    if (await isTyping(to, target)) return 'a person is typing there';
    const { lines, cursor } = await target.look();
    const asked = asksFor({ lines, row: cursor.y });
    return asked && `it asks for ${asked}, which the text would answer`;
  };
  const echoed = async (text: string, before: Picture, target: Target): Promise<boolean> => {
    const end = performance.now() + times.echoMs;
    while (!closed && target.isRunning()) {
      if (isEchoed(text, before, await target.look())) return true;
      if (performance.now() > end) return false;
      await pause(times.pollMs);
    }
    return false;
  };
  const type = async (waiting: Waiting, target: Target): Promise<Receipt> => {
    const before = await target.look();
    if (/[\r\n]/.test(waiting.text.trim()) && !before.takesPastes) {
      return no('its program takes no pastes: each line would be run by itself');
    }
    parts.onTyped(waiting);
    await target.paste(waiting.text);
    ours.set(waiting.to, await target.lastInput());
    if (!(await echoed(waiting.text, before, target))) {
      const enter = waiting.enter ? ', so Enter was not pressed' : '';
      return no(`it was typed, but is not to be seen on the screen${enter}`);
    }
    if (!waiting.enter) return { delivered: true, queued: false };
    if (before.takesPastes) await pause(AFTER_TEXT_MS);
    if (await isTyping(waiting.to, target))
      return no('it was typed, but a person types too: Enter was not pressed');
    await target.enter();
    ours.set(waiting.to, await target.lastInput());
    return { delivered: true, queued: false };
  };
  /** What becomes of the first in the queue. */
  const attempt = async (waiting: Waiting): Promise<Receipt> => {
    const target = parts.target(waiting.to);
    for (;;) {
      if (closed) return no('the hub ends');
      if (!target.isRunning()) return no('it has ended');
      const held = await obstacle(waiting, target);
      if (held === null) return type(waiting, target);
      if (waiting.isNow) return no(held);
      waiting.held = held;
      if (Date.now() - waiting.since > times.keepMs) return no(`it waited too long: ${held}`);
      await pause(times.pollMs * 5);
    }
  };
  const work = async (id: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) {
      const [first] = queue as [Waiting];
      first.settle(await attempt(first).catch((error: Error) => no(error.message)));
      queue.shift();
    }
    queues.delete(id);
  };

  return {
    send(delivery) {
      const queue = queues.get(delivery.to) ?? [];
      if (delivery.isNow && queue.length > 0) return Promise.resolve(no('others are before it'));
      if (queue.length >= MAX_QUEUED) throw refuse('full', `${MAX_QUEUED} texts wait for it already`);
      return new Promise((resolve) => {
        let isLate = false;
        const waiting: Waiting = {
          ...delivery,
          since: Date.now(),
          held: 'others are before it',
          settle(receipt) {
            clearTimeout(patience);
            if (isLate && !receipt.delivered) parts.onGivenUp(delivery, receipt.reason ?? '');
            resolve(receipt);
          },
        };
        const hurry = (): void => {
          isLate = true;
          resolve({ delivered: false, queued: true, reason: waiting.held });
        };
        const patience = delivery.isNow ? undefined : setTimeout(hurry, times.patienceMs);
        queue.push(waiting);
        if (queue.length > 1) return;
        queues.set(delivery.to, queue);
        void work(delivery.to, queue);
      });
    },
    async wasOurs(id) {
      ours.set(id, await parts.target(id).lastInput());
    },
    close() {
      closed = true;
      for (const wake of [...timers]) wake();
    },
  };
}

function no(reason: string): Receipt {
  return { delivered: false, queued: false, reason };
}

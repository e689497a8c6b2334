// What typed keys come to: a binding of the mode's table, or input for the focused program. A binding
// that the hub carries out holds back what is typed after it until its answer is there, so that typing
// ahead never lands in the wrong mode.
import type { Binding, KeyTable } from '../core/key-table.ts';
import type { InputItem } from '../protocol/input-codec.ts';
import { lookUp } from './input/key-lookup.ts';
import type { InputEvent } from './input/parser.ts';

/** How long typing waits for the answer to a binding. */
const BARRIER_MS = 100;

export interface KeyHost {
  table(): KeyTable;
  mode(): string;
  /** Input for the focused program. */
  send(items: readonly InputItem[]): void;
  /** A binding of the tui's own. */
  runLocal(binding: Binding): void;
  /** A binding of the hub's; settles when its answer has been taken over. */
  runRemote(mode: string, keys: readonly string[]): Promise<void>;
  reserved(action: 'detach' | 'safe-mode'): void;
  /** The chords typed of a binding that is not complete have changed. */
  pending(chords: readonly string[]): void;
}

export interface KeyHandler {
  take(events: readonly InputEvent[]): void;
}

export function createKeyHandler(host: KeyHost): KeyHandler {
  const queue: InputEvent[] = [];
  let chords: string[] = [];
  let raws: Buffer[] = [];
  let isHeld = false;

  const drain = (): void => {
    while (!isHeld && queue.length > 0) one(queue.shift()!);
  };

  const one = (event: InputEvent): void => {
    switch (event.type) {
      case 'reply':
        return;
      case 'key':
        if (event.key.endsWith(':release')) released(event);
        else key(event.key.replace(/:repeat$/, ''), event.raw);
        return;
      case 'paste':
        if (acceptsText()) host.send([{ type: 'paste', text: event.text }]);
        return;
      case 'focus':
        host.send([{ type: 'focus', focused: event.focused }]);
        return;
      case 'raw':
        if (acceptsText()) host.send([{ type: 'raw', raw: event.raw }]);
    }
  };

  const released = (event: InputEvent & { type: 'key' }): void => {
    if (acceptsText() && chords.length === 0) host.send([event]);
  };

  const fallback = () => host.table().modes.find((mode) => mode.name === host.mode())?.fallback ?? 'swallow';
  const acceptsText = (): boolean => fallback() === 'pty';

  const key = (name: string, raw: Buffer): void => {
    chords = [...chords, name];
    raws = [...raws, raw];
    const found = lookUp(host.table(), host.mode(), chords);
    if (found.outcome === 'pending') {
      host.pending(chords);
      return;
    }
    const typed = chords;
    const bytes = raws;
    chords = [];
    raws = [];
    host.pending([]);
    if (found.outcome === 'reserved') host.reserved(found.action);
    else if (found.outcome === 'matched') run(found.binding, typed, bytes);
    else if (found.outcome === 'not-found' && acceptsText()) host.send([{ type: 'key', key: name, raw }]);
  };

  const run = (binding: Binding, typed: readonly string[], bytes: readonly Buffer[]): void => {
    if (binding.target.kind === 'lua') {
      hold(host.runRemote(host.mode(), typed));
    } else if (binding.target.action === 'send-prefix') {
      host.send([{ type: 'key', key: host.table().prefix, raw: bytes.at(-1)! }]);
    } else host.runLocal(binding);
  };

  const hold = (answer: Promise<void>): void => {
    isHeld = true;
    const release = (): void => {
      clearTimeout(timer);
      if (!isHeld) return;
      isHeld = false;
      drain();
    };
    const timer = setTimeout(release, BARRIER_MS);
    answer.then(release, release);
  };

  return {
    take(events) {
      queue.push(...events);
      drain();
    },
  };
}

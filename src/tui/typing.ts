// What is typed, on its way to the sessions that it is for. What is meant for a program that has not begun is kept
// until it has.
import type { InputItem } from '../protocol/input-codec.ts';
import { NOT_BEGUN } from './key-taker.ts';
import type { Panes } from './panes/panes.ts';

/** Input kept for a program that does not begin; beyond it the oldest is dropped. */
const MAX_HELD = 1000;

export interface Typing {
  send(agent: string, modes: number, items: readonly InputItem[]): void;
  /** Other sessions are typed into from now on. Those that no pane shows are reached all the same. */
  changed(before: readonly string[], now: readonly string[]): void;
}

/** `modes`: packed key modes that the outer terminal is in; null while it has not the focus itself. */
export function createTyping(panes: Pick<Panes, 'input' | 'need'>, modes: () => number | null): Typing {
  const held: { readonly modes: number; readonly items: readonly InputItem[] }[] = [];
  /** Programs that ask for it are told when the keys leave them and come to them. */
  const tellFocus = (agent: string | undefined, focused: boolean): void => {
    const now = modes();
    if (agent && now !== null) panes.input(agent, now, [{ type: 'focus', focused }]);
  };

  return {
    send(agent, modes, items) {
      if (agent !== NOT_BEGUN) return panes.input(agent, modes, items);
      held.push({ modes, items });
      if (held.length > MAX_HELD) held.shift();
    },
    changed(before, now) {
      panes.need(begun(now));
      const [first] = now;
      if (first !== before[0]) {
        tellFocus(before[0], false);
        tellFocus(first, true);
      }
      if (first === NOT_BEGUN) return;
      for (const { modes, items } of held.splice(0)) if (first) panes.input(first, modes, items);
    },
  };
}

/** Those that are sessions already. */
export function begun(receivers: readonly string[]): readonly string[] {
  return receivers.filter((id) => id !== NOT_BEGUN);
}

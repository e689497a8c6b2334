// Does what the input router decided: input to the host, changes of the view here and at the hub, and what
// Lua is to answer.
import type { ViewState } from '../core/view.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import type { InputItem } from '../protocol/input-codec.ts';
import type { CopyMouse } from './copy-mouse.ts';
import type { HoveredNode } from './input/hover.ts';
import type { Effect } from './input/input-state.ts';
import { createLinks, type Link } from './links.ts';
import { createTelling } from './telling.ts';
import type { LocalChange } from './view-copy.ts';

export interface Performer {
  /** For an effect that Lua answers, a promise that settles when what came of it has been taken over. */
  perform(effect: Effect): Promise<unknown> | undefined;
}

export interface PerformerParts {
  readonly view: () => ViewState | null;
  /** The session that has the cursor. */
  readonly front: () => string | null;
  /** The text inputs there are. */
  readonly fields: () => readonly { readonly path: string }[];
  /** Changes the view here at once, and tells the hub. */
  readonly change: (change: LocalChange) => void;
  readonly client: () => HubClient | null;
  /** The hub, where it is gone when it is back; null if that takes too long. By default `client`. */
  readonly reached?: () => Promise<HubClient | null>;
  readonly send: (agent: string, modes: number, items: readonly InputItem[]) => void;
  /** A command of copy mode, with what it takes. */
  readonly copy: (argument: string) => void;
  readonly copyMouse: CopyMouse;
  /** The link at a cell of what a session shows. */
  readonly linkAt: (agent: string, x: number, y: number) => Promise<Link | null>;
  /** What is to be seen as under the mouse. */
  readonly hover: (node: HoveredNode | null) => void;
  /** Scrolls a session; lines above the live screen that `step` leads to, null where it is not shown. */
  readonly scrollBy: (agent: string, step: string) => number | null;
  readonly onReply: (raw: Buffer) => void;
  readonly redraw: () => void;
  readonly leave: () => void;
}

export function createPerformer(parts: PerformerParts): Performer {
  const { view, change, client } = parts;

  const ignore = (): void => {};
  /** Asks the hub, which says what is different before it answers. */
  const ask = async (call: (hub: HubClient) => Promise<unknown>): Promise<void> => {
    const hub = client() ?? (await parts.reached?.());
    if (hub) await call(hub);
  };
  const widget = (path: string, event: string, args: unknown): Promise<void> =>
    ask(({ peer, boot }) =>
      peer.call('view.event', { boot, path, event, ...(args === undefined ? {} : { args }) }),
    );
  /** Those of fields that have gone are forgotten. */
  const keepDrafts = (given: Readonly<Record<string, string | undefined>>): void => {
    const all: Readonly<Record<string, string | undefined>> = { ...view()?.drafts, ...given };
    const kept = parts.fields().flatMap(({ path }) => {
      const draft = all[path];
      return draft === undefined ? [] : [[path, draft] as const];
    });
    change({ drafts: Object.fromEntries(kept) });
  };
  const scroll = (agent: string, step: string): void => {
    const now = view();
    if (!now) return;
    const lines = parts.scrollBy(agent, step);
    if (lines !== null && lines !== (now.scroll[agent] ?? 0))
      change({ scroll: { ...now.scroll, [agent]: lines } });
  };
  const local = ({ action, argument }: Extract<Effect, { type: 'local' }>): void => {
    const front = parts.front();
    if (action === 'detach') parts.leave();
    else if (action === 'mode.set' && argument) change({ mode: argument });
    else if (action === 'scroll' && front) scroll(front, argument ?? 'up');
    else if (action === 'copy' && argument) parts.copy(argument);
    else if (action === 'redraw') parts.redraw();
    else if (action === 'safe-mode') toggleSafe();
  };
  const tell = createTelling(({ path, event, args }) => widget(path, event, args));
  const link = createLinks({
    linkAt: parts.linkAt,
    tell,
    open: (path, found) => widget(path, 'link', found),
  });
  const toggleSafe = (): void => void client()?.peer.call('view.safe', {}).catch(ignore);

  const perform = (effect: Effect): Promise<unknown> | undefined => {
    switch (effect.type) {
      case 'input':
        return void parts.send(effect.agent, effect.modes, effect.items);
      case 'lua-key':
        return ask(({ peer, boot }) =>
          peer.call('view.key', { boot, mode: effect.mode, keys: [...effect.keys] }),
        );
      case 'local':
        return void local(effect);
      case 'reserved':
        return void (effect.action === 'detach' ? parts.leave() : toggleSafe());
      case 'widget':
        // What was submitted is no draft any more.
        if (effect.event === 'submit' && view()?.drafts[effect.path] !== undefined)
          keepDrafts({ [effect.path]: undefined });
        return widget(effect.path, effect.event, effect.args);
      case 'drag':
      case 'tell':
        return void tell(effect);
      case 'hover':
        return void parts.hover(effect.node);
      case 'link':
        return link(effect);
      case 'draft':
        keepDrafts({ [effect.path]: effect.value });
        return effect.isReported ? widget(effect.path, 'change', effect.value) : undefined;
      case 'prompt':
        return ask(({ peer }) => peer.call('view.answer', { prompt: effect.id, value: effect.value }));
      case 'dismiss':
        return void client()?.peer.call('view.dismiss', { id: effect.id }).catch(ignore);
      case 'scroll':
        return void scroll(effect.agent, String(effect.lines));
      case 'copy-mouse':
        return void parts.copyMouse(effect);
      case 'focus-pane':
        return void change({ focus: effect.agent, selected: effect.agent, mode: 'terminal' });
      case 'terminal-focus':
        return void client()?.peer.call('view.focused', { focused: effect.focused }).catch(ignore);
      case 'reply':
        return void parts.onReply(effect.raw);
    }
  };
  return { perform };
}

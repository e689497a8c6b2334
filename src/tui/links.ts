// Links under the mouse: the host knows them, one question at a time, and Lua says what comes of them.
import type { Effect } from './input/input-state.ts';
import type { Told } from './telling.ts';

export interface Link {
  readonly url: string;
  /** What is written there. */
  readonly text: string;
}

type LinkEffect = Extract<Effect, { type: 'link' }>;

export function createLinks(parts: {
  /** The link at a cell of what a session shows. */
  readonly linkAt: (agent: string, x: number, y: number) => Promise<Link | null>;
  /** What the mouse is over. */
  readonly tell: (told: Told) => void;
  /** A link is to be opened. */
  readonly open: (path: string, link: Link) => Promise<void>;
}): (effect: LinkEffect) => Promise<void> | undefined {
  let wanted: LinkEffect | null = null;
  let isAsking = false;
  let shown: (Link & { readonly path: string }) | null = null;
  /** A terminal that went without a word may have left a link with the view. */
  let isTold = false;

  const show = (path: string, link: Link | null): void => {
    const isSame = link
      ? shown?.url === link.url && shown.text === link.text && shown.path === path
      : isTold && !shown;
    if (isSame) return;
    isTold = true;
    const left = link ? path : (shown?.path ?? path);
    shown = link && { ...link, path };
    parts.tell({ path: left, event: 'link_hover', ...(link ? { args: link } : {}) });
  };
  const follow = async (): Promise<void> => {
    isAsking = true;
    while (wanted) {
      const asked: LinkEffect = wanted;
      wanted = null;
      const { agent, path, x, y, phase } = asked;
      const link = phase === 'leave' ? null : await parts.linkAt(agent, x, y);
      // Left meanwhile: what was found there is not under the mouse any more.
      if (wanted === null || (wanted as LinkEffect).phase === 'hover') show(path, link);
    }
    isAsking = false;
  };
  return (effect) => {
    if (effect.phase === 'open')
      return parts
        .linkAt(effect.agent, effect.x, effect.y)
        .then((link) => (link ? parts.open(effect.path, link) : undefined));
    wanted = effect;
    if (!isAsking) void follow();
    return undefined;
  };
}

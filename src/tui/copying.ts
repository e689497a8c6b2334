// Copy mode, the mouse in it, and where copied text goes: to the outer terminal by OSC 52, and to the hub, which
// keeps the last texts and hands them to the person's command.
import type { CopyState } from '../core/copy-mode.ts';
import type { ViewState } from '../core/view.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import { type CopyMode, createCopyMode } from './copy-mode.ts';
import { type CopyMouse, createCopyMouse } from './copy-mouse.ts';
import { realClock } from './input/input.ts';
import type { Keymap } from './input/keymap.ts';
import { clipboardSequence } from './output/clipboard.ts';
import type { Panes } from './panes/panes.ts';
import type { LocalChange } from './view-copy.ts';

export interface Copying {
  readonly copyMode: CopyMode;
  readonly copyMouse: CopyMouse;
  /** Gives a text to the outer terminal; returns how many bytes of it that were, where not all. */
  readonly copyText: (text: string) => number | undefined;
}

export function createCopying(parts: {
  readonly panes: Panes;
  readonly view: () => ViewState | null;
  readonly change: (change: LocalChange) => void;
  readonly keymap: () => Keymap;
  readonly paint: (agent: string, state: CopyState | null) => void;
  readonly write: (text: string) => void;
  readonly hub: () => HubClient | null;
}): Copying {
  const { panes, view, change } = parts;
  const copyText = (text: string): number | undefined => {
    const { sequence, sent } = clipboardSequence(text);
    parts.write(sequence);
    return sent;
  };
  const copyMode = createCopyMode({
    ...{ panes, view, change },
    onState: parts.paint,
    onCopied(agent, text, cut) {
      const sent = copyText(text);
      const copied = { agent, text, cut, ...(sent === undefined ? {} : { sent }) };
      void parts
        .hub()
        ?.peer.call('view.copied', copied)
        .catch(() => {});
    },
  });
  const copyMouse = createCopyMouse({
    ...{ copyMode, view, change },
    screen: panes.screen,
    onRelease: () => parts.keymap().table.settings?.copy_on_release ?? 'leave',
    clock: realClock,
    now: () => performance.now(),
  });
  return { copyMode, copyMouse, copyText };
}

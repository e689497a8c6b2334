// What goes wrong with the hub itself: one banner for each thing, until that is over, and one line in the log.
import type { Level } from './log.ts';
import type { OverlayStore } from './overlays.ts';

export interface Troubles {
  /** What is wrong, by what it is about; null when that is over. */
  report(about: string, message: string | null): void;
}

export function createTroubles(overlays: OverlayStore, log: (level: Level, text: string) => void): Troubles {
  const known = new Map<string, string>();
  return {
    report(about, message) {
      if (message === (known.get(about) ?? null)) return;
      if (message === null) {
        known.delete(about);
        overlays.clear(about);
        return;
      }
      known.set(about, message);
      log('error', message);
      overlays.banner({ id: about, level: 'error', text: message });
    },
  };
}

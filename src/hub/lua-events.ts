// What the Lua world tells the hub, and whom the hub tells it on to.
import type { Audience } from './audience.ts';
import type { Detection } from './detection/detection.ts';
import type { Effects } from './effects.ts';
import type { Improvements } from './improvements/improvements.ts';
import type { LuaFiles } from './lua-files.ts';
import type { LuaHostEvents } from './lua-host.ts';
import type { News } from './news.ts';
import type { OverlayStore } from './overlays.ts';
import type { Primitives } from './primitives/index.ts';
import type { Recent } from './recent.ts';
import type { Store } from './store.ts';
import type { Troubles } from './troubles.ts';
import type { Views } from './views.ts';

export interface LuaEventParts {
  readonly audience: Audience;
  readonly detection: Detection;
  readonly effects: Effects;
  readonly files: LuaFiles;
  readonly improvements: Improvements;
  readonly news: News;
  readonly overlays: OverlayStore;
  readonly primitives: Primitives;
  readonly recent: Recent;
  readonly store: Store;
  readonly troubles: Troubles;
  readonly views: Views;
}

export interface LuaEvents {
  readonly events: LuaHostEvents;
  /** Lua is changing a view at this moment. */
  isChangingView(): boolean;
  /** Somebody listens to what agents print. */
  listensToOutput(): boolean;
}

/** `parts` is called when something is told: some of them are made of this. */
export function createLuaEvents(parts: () => LuaEventParts): LuaEvents {
  let isChanging = false;
  let listens = false;
  const failed = (name: string, unit: string, error: Error): void => {
    const { overlays, recent } = parts();
    recent.log('warn', 'hub', `${unit}: ${name}: ${error.message}`);
    overlays.toast({ id: `failed:${name}`, level: 'error', title: name, text: error.message, timeout: 8 });
  };
  const events: LuaHostEvents = {
    onEffect: (effect) =>
      void parts()
        .effects.run(effect)
        .catch((error: Error) => failed(effect.name, effect.unit, error)),
    onRequest: (...asked) => parts().effects.request(...asked),
    onOpen(spec, voice) {
      const { primitives, recent } = parts();
      return spec.kind === 'recent' ? recent.open(voice) : primitives.open(spec, voice);
    },
    onViewUpdate({ view, change }) {
      const { views } = parts();
      isChanging = true;
      if (views.get(view)) views.change(view, change);
      isChanging = false;
    },
    onSwap(swap) {
      const { audience, detection, news, overlays, primitives, recent, store } = parts();
      const { generation, keys, listensToOutput } = swap;
      store.set('value', 'keys', JSON.stringify(keys));
      listens = listensToOutput;
      audience.keysAre(keys);
      audience.changed(true);
      primitives.ptys.settle();
      if (!news.swapped(swap)) return;
      detection.rulesChanged();
      recent.log('info', 'hub', `Lua generation ${generation} is live`);
      overlays.swapped();
    },
    onDirty: () => parts().audience.redraw(),
    onErrors(errors) {
      const { news, overlays, recent } = parts();
      recent.errors(errors);
      overlays.luaErrors(errors);
      news.errors(errors);
    },
    onBuilt(report) {
      const { files, improvements } = parts();
      files.built(report);
      improvements.built(report);
    },
    onReport(report) {
      const { files, improvements, news } = parts();
      files.reported(report);
      improvements.reported(report);
      news.reported(report);
    },
    onAbsent: (reason) => parts().troubles.report('lua', reason),
    onTold: (...told) => parts().recent.told(...told),
    onLog: (...line) => parts().recent.log(...line),
  };
  return { events, isChangingView: () => isChanging, listensToOutput: () => listens };
}

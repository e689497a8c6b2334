// Drawing for nobody's terminal: a view that is only drawn exists for Lua as long as that takes.
import type { ViewState } from '../core/view.ts';
import type { LuaHost } from './lua-host.ts';
import type { Views } from './views.ts';

export interface Drawing {
  /** Every view that Lua is to know of. */
  views(): ViewState[];
  /** JSON text of the tree for `view`, a real one or not. */
  draw(view: ViewState): Promise<string>;
}

export function createDrawing(parts: { readonly views: () => Views; readonly lua: () => LuaHost }): Drawing {
  const { views, lua } = parts;
  let drawn: ViewState | null = null;
  return {
    views: () => (drawn ? [...views().list(), drawn] : [...views().list()]),
    async draw(view) {
      if (views().get(view.id)) return lua().world().render(view.id, view.size);
      drawn = view;
      lua().stateChanged();
      try {
        return await lua().world().render(view.id, view.size);
      } finally {
        drawn = null;
        lua().stateChanged();
      }
    },
  };
}

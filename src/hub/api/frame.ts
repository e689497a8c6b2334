// The screen as it is painted, from the terminal that shows it; or the tree, for the caller to draw.
import { clampSize } from '../../core/size.ts';
import type { ViewState } from '../../core/view.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, type Result, refuse } from '../../protocol/rpc.ts';
import { DEFAULT_SIZE } from '../agent-actions.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

/** A terminal that does not answer in time is drawn without it. */
const CAPTURE_MS = 1000;
/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;

export function frameHandlers(hub: Hub): Pick<Handlers<HubMethods>, 'frame'> {
  return {
    async frame({ view: wanted, columns, rows }) {
      const view = wanted === undefined ? hub.views.latest() : hub.views.get(wanted);
      if (wanted !== undefined && !view) throw refuse('not_found', `no view "${wanted}"`);
      const shown = [...hub.clients].find((client) => view && client.view === view.id);
      if (shown && columns === undefined && rows === undefined) {
        const frame = await capture(shown);
        if (frame) return frame;
      }
      await Promise.all([hub.lua.ready(WORLD_MS), hub.host.ready()]);
      const size = clampSize({ columns: columns ?? DEFAULT_SIZE.columns, rows: rows ?? DEFAULT_SIZE.rows });
      const state: ViewState = { ...(view ?? blankView(hub)), size };
      return {
        tree: await hub.draw(state),
        state,
        overlays: hub.overlaysOf(state.id),
        keys: hub.lua.world().keys(),
      };
    },
  };
}

async function capture(client: Client): Promise<Result<HubMethods, 'frame'> | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), CAPTURE_MS);
  });
  const frame = client.peer.call('view.capture', {}).then(
    (found) => ({ frame: found }),
    () => null,
  );
  const answer = await Promise.race([frame, late]);
  clearTimeout(timer);
  return answer;
}

/** A view for a home that no terminal was ever attached to. */
function blankView(hub: Hub): ViewState {
  const focus = hub.agents.ids()[0] ?? null;
  const nothing = { scroll: {}, drafts: {}, fields: {} };
  return {
    id: 'frame',
    mode: 'normal',
    focus,
    selected: focus,
    ...nothing,
    size: DEFAULT_SIZE,
    last_used_at: 0,
  };
}

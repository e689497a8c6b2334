// Methods about the program itself: handshake, status, frame, stop.

import { clampSize } from '../../core/size.ts';
import type { ViewState } from '../../core/view.ts';
import { HUB_PROTOCOL, type HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import { VERSION } from '../../protocol/version.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = 'hello' | 'status' | 'frame' | 'stop';

export function programHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  return {
    hello({ protocol }) {
      const common = Math.min(protocol.max, HUB_PROTOCOL.max);
      if (common < protocol.min || common < HUB_PROTOCOL.min) {
        throw refuse(
          'version',
          `this hub speaks protocol ${HUB_PROTOCOL.min} to ${HUB_PROTOCOL.max}, the client ${protocol.min} to ${protocol.max}`,
        );
      }
      return {
        protocol: common,
        version: VERSION,
        pid: process.pid,
        home: hub.home,
        boot: hub.boot,
        agent: client().agent,
      };
    },
    status() {
      const host = hub.host.now()?.host;
      return {
        pid: process.pid,
        version: VERSION,
        boot: hub.boot,
        home: hub.home,
        safe: hub.safe,
        host: host ? { pid: host.pid, version: host.version } : null,
        clients: [...hub.clients].filter(({ view }) => view !== null).length,
        agents: hub.agents.list().length,
        generation: 0,
      };
    },
    async frame({ view: wanted, columns, rows }) {
      const view = wanted === undefined ? hub.views.latest() : hub.views.get(wanted);
      if (wanted !== undefined && !view) throw refuse('not_found', `no view "${wanted}"`);
      const shown = [...hub.clients].find((candidate) => view && candidate.view === view.id);
      if (shown && columns === undefined && rows === undefined)
        return { frame: await shown.peer.call('view.capture', {}) };
      const size = clampSize({ columns: columns ?? 80, rows: rows ?? 24 });
      const state: ViewState = { ...(view ?? blankView(hub)), size };
      return { tree: hub.tree(state), state, overlays: hub.overlays(), keys: hub.keys() };
    },
    async stop({ all = false }) {
      await hub.stop(all);
      return null;
    },
  };
}

/** A view for a home that no terminal was ever attached to. */
function blankView(hub: Hub): ViewState {
  const focus = hub.agents.list()[0]?.id ?? null;
  return {
    id: 'none',
    mode: 'normal',
    focus,
    selected: focus,
    scroll: {},
    drafts: {},
    fields: {},
    size: { columns: 80, rows: 24 },
    last_used_at: 0,
  };
}

// Methods about the program itself: handshake, status, stop.
import { HUB_PROTOCOL, type HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import { VERSION } from '../../protocol/version.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = 'hello' | 'status' | 'stop';

export function programHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  return {
    hello({ protocol }) {
      const { min, max } = HUB_PROTOCOL;
      const common = Math.min(protocol.max, max);
      if (common < protocol.min || common < min) {
        const theirs = `${protocol.min} to ${protocol.max}`;
        throw refuse('version', `this hub speaks protocol ${min} to ${max}, the client ${theirs}`);
      }
      const { home, boot } = hub;
      return { protocol: common, version: VERSION, pid: process.pid, home, boot, agent: client().agent };
    },
    status() {
      const host = hub.host.now()?.host;
      return {
        pid: process.pid,
        version: VERSION,
        boot: hub.boot,
        home: hub.home,
        safe: hub.lua.isSafe(),
        host: host ? { pid: host.pid, version: host.version } : null,
        clients: [...hub.clients].filter(({ view }) => view !== null).length,
        agents: hub.agents.ids().length,
        generation: hub.lua.world().generation(),
      };
    },
    async stop({ all = false }) {
      await hub.stop(all);
      return null;
    },
  };
}

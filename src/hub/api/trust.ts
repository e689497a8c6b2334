// Methods about files of projects that say what is run: what a person has allowed of them.
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = Extract<keyof HubMethods, `trust.${string}`>;

export function trustHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  return {
    async 'trust.look'({ path, text }) {
      const { hash, trusted, changed } = hub.trust.judge(path, text);
      return { hash, trusted, changed };
    },
    async 'trust.set'({ path, hash }) {
      if (client().agent !== null)
        throw refuse('not_allowed', 'what a project may run is for the person to say, outside of agents');
      if (hash === undefined) return { changed: hub.trust.forget(path) };
      hub.trust.allow(path, hash);
      hub.log('info', `${path} is trusted as it is`);
      return { changed: true };
    },
    async 'trust.list'() {
      return { files: [...hub.trust.all()].map(([path, hash]) => ({ path, hash })) };
    },
  };
}

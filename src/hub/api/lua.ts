// Methods about Lua. This hub has no Lua world yet: each says so, and none pretends.
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, type RpcError, refuse } from '../../protocol/rpc.ts';

type Names = Extract<keyof HubMethods, `lua.${string}`> | 'reload';

export function luaHandlers(): Pick<Handlers<HubMethods>, Names> {
  const absent = (): RpcError =>
    refuse('failed', 'this version runs no Lua yet: the built-in layout and keys are in use');
  const refuseCall = (): never => {
    throw absent();
  };
  return {
    reload: refuseCall,
    'lua.list': () => ({ units: [] }),
    'lua.check': refuseCall,
    'lua.wait': refuseCall,
    'lua.errors': () => ({ errors: [] }),
    'lua.eval': refuseCall,
  };
}

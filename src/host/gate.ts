// Calls that change what there is wait while the host hands over to another: what changed after a session
// was captured would be lost.
import { refuse } from '../protocol/rpc.ts';

export interface Gate {
  /** Does `act`: now, or once the gate is open again. Rejects with an RpcError `busy` if it never is. */
  pass<T>(act: () => T): T | Promise<T>;
  isShut(): boolean;
  shut(): void;
  /** Whoever waits goes on. */
  open(): void;
  /** Whoever waits, or comes, is refused. */
  leave(): void;
}

export function createGate(): Gate {
  let shut: { readonly until: Promise<void>; readonly open: () => void; readonly leave: () => void } | null =
    null;
  return {
    pass: (act) => (shut ? shut.until.then(act) : act()),
    isShut: () => shut !== null,
    shut() {
      let open = (): void => {};
      let leave = (): void => {};
      const until = new Promise<void>((resolve, reject) => {
        open = resolve;
        leave = () => reject(refuse('busy', 'a new host takes over at this moment: try again'));
      });
      // Perhaps nobody waits.
      until.catch(() => {});
      shut = { until, open, leave };
    },
    open() {
      const { open } = shut ?? {};
      shut = null;
      open?.();
    },
    leave: () => shut?.leave(),
  };
}

// Dispatches into the live world, one at a time. When the world is lost in one, the last good one takes its
// place before the next is sent: what was queued is delivered to it.
import type { Delivery } from './delivery.ts';
import type { Lane } from './lane.ts';
import type { Live } from './live.ts';
import { WorkerLostError } from './lua-worker.ts';
import type { Reply } from './worker-protocol.ts';
import { callWorld, type Dispatch } from './world.ts';

export interface Sent {
  readonly reply: Reply;
  readonly dirty: boolean;
}

export interface Dispatcher {
  /** Null without a world, and when the dispatch cost the world its life. */
  dispatch(dispatch: Dispatch): Promise<Sent | null>;
}

/** What only looks may be asked again: a view is always answered. */
const RENDER_TRIES = 3;

export function createDispatcher(parts: {
  readonly live: Live;
  readonly lane: Lane;
  readonly delivery: Delivery;
  /** Puts another world in the place of the lost one. */
  readonly recover: (error: WorkerLostError) => Promise<void>;
}): Dispatcher {
  const { live, lane, delivery, recover } = parts;

  const once = async (dispatch: Dispatch): Promise<Sent | null | 'lost'> => {
    const { world } = live;
    if (!world || live.closed) return null;
    try {
      const reply = await callWorld(world, live.app, dispatch);
      if (live.closed) return null;
      const dirty = delivery.deliver(world, reply.header, dispatch.kind);
      return { reply, dirty };
    } catch (error) {
      if (error instanceof RangeError) return null;
      if (!(error instanceof WorkerLostError)) throw error;
      if (!live.closed) await recover(error);
      return 'lost';
    }
  };

  return {
    dispatch: (dispatch) =>
      lane.run(async () => {
        const tries = dispatch.kind === 'render' ? RENDER_TRIES : 1;
        for (let left = tries; left > 0; left--) {
          const sent = await once(dispatch);
          if (sent !== 'lost') return sent;
        }
        return null;
      }),
  };
}

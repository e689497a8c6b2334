// The terminal's copy of its view: what the hub last said, and over it what was changed here and the hub has
// not confirmed. Invariant: nothing the hub says takes back a change it has not heard of yet, and what it did
// not hear, since it was gone, it is told when it is back.
import type { ViewState } from '../core/view.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import type { RpcError } from '../protocol/rpc.ts';

/** Changes that this terminal makes itself. */
export type LocalChange = Partial<
  Pick<ViewState, 'mode' | 'focus' | 'selected' | 'scroll' | 'copy' | 'drafts'>
>;

export interface ViewCopy {
  /** The hub says what the view is. */
  take(view: ViewState): void;
  /** Changes it here at once, and tells the hub. Without a view nothing happens. */
  change(change: LocalChange): void;
  /** The hub is back, with this view: it is told what it missed. */
  attached(view: ViewState): void;
}

interface Change {
  readonly given: LocalChange;
  isUnderWay: boolean;
}

/**
 * `tell` resolves with whether the hub could be told; then it has said before what the view is with the change in
 * it. `onChange` gets every new state.
 */
export function createViewCopy(
  tell: (change: LocalChange) => Promise<boolean>,
  onChange: (view: ViewState) => void,
): ViewCopy {
  let said: ViewState | null = null;
  let changes: readonly Change[] = [];

  const update = (): void => {
    if (said) onChange(Object.assign({}, said, ...changes.map(({ given }) => given)));
  };
  const send = async (change: Change): Promise<void> => {
    change.isUnderWay = true;
    const isTold = await tell(change.given);
    change.isUnderWay = false;
    if (!isTold) return;
    changes = changes.filter((other) => other !== change);
    update();
  };

  return {
    take(view) {
      said = view;
      update();
    },
    change(given) {
      if (!said) return;
      const change = { given, isUnderWay: false };
      changes = [...changes, change];
      update();
      void send(change);
    },
    attached(view) {
      // Another view than before has nothing to do with them.
      if (said?.id !== view.id) changes = [];
      said = view;
      update();
      for (const change of changes) if (!change.isUnderWay) void send(change);
    },
  };
}

/** Whether the hub was there to be told. One that refuses has heard. */
export async function tellHub(hub: HubClient | null, change: LocalChange): Promise<boolean> {
  if (!hub) return false;
  try {
    await hub.peer.call('view.set', { ...change });
    return true;
  } catch (error) {
    return ((error as RpcError).data as { kind?: string } | undefined)?.kind !== 'closed';
  }
}

// Draws a frame here, for a size that no client shows: the tree and the state are the hub's, the cells
// in the panes the host's.
import type { Frame } from '../core/frame.ts';
import type { Size } from '../core/size.ts';
import type { TreeNode } from '../core/tree.ts';
import { connectHost } from '../protocol/host-client.ts';
import type { HubMethods } from '../protocol/hub-api.ts';
import type { Result } from '../protocol/rpc.ts';
import type { ScreenUpdate } from '../protocol/screen-codec.ts';
import { applyUpdate, type PaneScreen } from '../tui/panes/pane-grid.ts';
import { CommandError, EXIT } from './failure.ts';
import type { HubLink } from './hub-link.ts';
import { pathsOf } from './hub-link.ts';
import type { Context } from './verb.ts';

/** How long the host may take for the first picture of a screen; a pane without one stays empty. */
const PICTURE_MS = 2000;

/** The frame of `answer`'s tree at `size`. Throws CommandError where the hub sent no tree either. */
export async function drawFrame(
  answer: Result<HubMethods, 'frame'>,
  size: Size,
  hub: HubLink,
  context: Context,
): Promise<Frame> {
  const { tree, state, overlays } = answer;
  if (tree === undefined || state === undefined) {
    throw new CommandError(EXIT.failed, 'failed', 'the hub has no view to draw');
  }
  const { agents } = await hub.call('agent.list', {});
  const screens = await readScreens(
    agentsIn(JSON.parse(tree) as TreeNode, state.focus),
    state.scroll,
    context,
  );
  const { renderFrame } = await loadRenderer();
  return renderFrame({
    tree,
    overlays: overlays ?? { banners: [], toasts: [], prompt: null },
    state,
    agents,
    ...(answer.keys ? { keys: answer.keys } : {}),
    screens,
    ...size,
  });
}

/** Agents whose terminals the tree shows. */
export function agentsIn(tree: TreeNode, focus: string | null): string[] {
  const found = new Set<string>();
  const visit = (node: TreeNode): void => {
    if (node.type === 'terminal') {
      const agent = typeof node['agent'] === 'string' ? node['agent'] : focus;
      if (agent) found.add(agent);
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return [...found];
}

async function readScreens(
  agents: readonly string[],
  scroll: Readonly<Record<string, number>>,
  context: Context,
): Promise<Map<string, PaneScreen>> {
  const screens = new Map<string, PaneScreen>();
  const paths = pathsOf(context);
  if (agents.length === 0 || !paths) return screens;
  const first = createFirstUpdates();
  const host = await connectHost({ socket: paths.hostSocket, client: 'cli', onUpdate: first.take });
  try {
    for (const agent of agents) {
      const update = await host.peer
        .call('subscribe', { session: agent, scroll: scroll[agent] ?? 0 })
        .then(({ channel }) => first.of(channel))
        .catch(() => undefined);
      if (update) screens.set(agent, applyUpdate(null, update));
    }
  } finally {
    host.close();
  }
  return screens;
}

/** The first update of each channel, whether it came before it was asked for or comes after. */
function createFirstUpdates(): {
  take(update: ScreenUpdate): void;
  of(channel: number): Promise<ScreenUpdate | undefined>;
} {
  const came = new Map<number, ScreenUpdate>();
  const wanted = new Map<number, (update: ScreenUpdate) => void>();
  return {
    take(update) {
      if (came.has(update.channel)) return;
      came.set(update.channel, update);
      wanted.get(update.channel)?.(update);
    },
    of: (channel) =>
      new Promise((resolve) => {
        const known = came.get(channel);
        if (known) return resolve(known);
        wanted.set(channel, resolve);
        setTimeout(() => resolve(undefined), PICTURE_MS).unref();
      }),
  };
}

async function loadRenderer(): Promise<typeof import('../tui/render-frame.ts')> {
  try {
    return await import('../tui/render-frame.ts');
  } catch (cause) {
    throw new Error(`the renderer cannot be loaded: ${(cause as Error).message}`, { cause });
  }
}

// Trees on their way from Lua to the terminals: one render in flight per view, however many changes ask
// for one meanwhile, and nothing is sent that the terminal has already.
import type { Size } from '../core/size.ts';

export interface RenderTarget {
  readonly size: Size;
}

export interface Renderer {
  /** The view may look different now; without a view, every one. */
  dirty(view?: string): void;
  /** As `dirty`; resolves when the terminals of the view have been sent how it looks from now on. */
  drawn(view: string): Promise<void>;
  /** A terminal attached: it has nothing yet. */
  attached(view: string): void;
  detached(view: string): void;
}

interface Pipe {
  busy: boolean;
  again: boolean;
  /** What the view's terminals show; null when that is unknown. */
  sent: string | null;
  number: number;
  /** Called when the next render that begins has been sent. */
  waiting: (() => void)[];
}

/**
 * `render` gives the JSON text of a view's tree; `send` takes it to the terminals of the view; `target` is
 * undefined for a view that no terminal shows. A render that fails is told to `onError` and not repeated.
 */
export function createRenderer(options: {
  readonly target: (view: string) => RenderTarget | undefined;
  readonly render: (view: string, size: Size) => Promise<string>;
  readonly send: (view: string, number: number, size: Size, tree: string) => void;
  readonly onError: (view: string, error: Error) => void;
}): Renderer {
  const { target, render, send, onError } = options;
  const pipes = new Map<string, Pipe>();

  const run = async (view: string, pipe: Pipe): Promise<void> => {
    pipe.busy = true;
    while (pipe.again) {
      pipe.again = false;
      const served = pipe.waiting;
      pipe.waiting = [];
      const size = target(view)?.size;
      if (size) await draw(view, pipe, size);
      for (const resolve of served) resolve();
    }
    pipe.busy = false;
  };
  const draw = async (view: string, pipe: Pipe, size: Size): Promise<void> => {
    try {
      const tree = await render(view, size);
      const key = `${size.columns}x${size.rows} ${tree}`;
      if (pipes.get(view) !== pipe || key === pipe.sent) return;
      pipe.sent = key;
      send(view, ++pipe.number, size, tree);
    } catch (error) {
      onError(view, error as Error);
    }
  };
  const want = (view: string, pipe: Pipe): void => {
    pipe.again = true;
    if (!pipe.busy) void run(view, pipe);
  };

  return {
    dirty(view) {
      for (const [id, pipe] of pipes) if (view === undefined || id === view) want(id, pipe);
    },
    drawn(view) {
      const pipe = pipes.get(view);
      if (!pipe) return Promise.resolve();
      return new Promise((resolve) => {
        pipe.waiting.push(resolve);
        want(view, pipe);
      });
    },
    attached(view) {
      const pipe = pipes.get(view) ?? { busy: false, again: false, sent: null, number: 0, waiting: [] };
      pipe.sent = null;
      pipes.set(view, pipe);
      want(view, pipe);
    },
    detached: (view) => void pipes.delete(view),
  };
}

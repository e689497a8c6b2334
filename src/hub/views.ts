// The views: one per terminal that was ever attached, kept when it goes, so that the next one to attach
// finds everything as it was.
import type { Size } from '../core/size.ts';
import type { ViewChange, ViewState } from '../core/view.ts';

export interface Views {
  list(): readonly ViewState[];
  get(id: string): ViewState | undefined;
  /**
   * The view for a terminal that attaches: the one it asks for, else the most recently used that no
   * terminal has, else a copy of the newest, else a new one.
   */
  adopt(size: Size, wanted: string | undefined): ViewState;
  release(id: string): void;
  /** The view that a command without a view means: the latest, or a new one that waits for a terminal. */
  latestOrNew(size: Size): ViewState;
  isAttached(id: string): boolean;
  /** The most recently used view, attached ones first. */
  latest(): ViewState | undefined;
  change(id: string, change: ViewChange & { readonly size?: Size }): ViewState;
  /** The person at this view did something. */
  used(id: string): void;
  /** Mends what refers to agents that are gone: the next one gets focus and selection. */
  agentsAre(ids: readonly string[]): void;
}

/** `onChange` is called with every view that changed. Times come from `now`, milliseconds. */
export function createViews(
  saved: readonly ViewState[],
  onChange: (view: ViewState) => void,
  now: () => number = Date.now,
): Views {
  const views = new Map(saved.map((view) => [view.id, view]));
  const attached = new Set<string>();
  const byUse = (): ViewState[] => [...views.values()].sort((a, b) => b.last_used_at - a.last_used_at);

  const store = (view: ViewState): ViewState => {
    views.set(view.id, view);
    onChange(view);
    return view;
  };

  const newId = (): string => {
    for (let n = views.size + 1; ; n++) if (!views.has(`view-${n}`)) return `view-${n}`;
  };

  const fresh = (size: Size): ViewState => {
    const [model] = byUse();
    const blank = { mode: 'normal', focus: null, selected: null, scroll: {}, drafts: {}, fields: {} };
    return { ...(model ?? blank), id: newId(), size, last_used_at: now() };
  };

  const latest = (): ViewState | undefined => byUse().find((view) => attached.has(view.id)) ?? byUse()[0];

  return {
    list: byUse,
    get: (id) => views.get(id),
    adopt(size, wanted) {
      const asked = wanted === undefined ? undefined : views.get(wanted);
      const free = asked ?? byUse().find((view) => !attached.has(view.id));
      const view = store({ ...(free ?? fresh(size)), size, last_used_at: now() });
      attached.add(view.id);
      return view;
    },
    release: (id) => void attached.delete(id),
    isAttached: (id) => attached.has(id),
    latest,
    latestOrNew: (size) => latest() ?? store(fresh(size)),
    change(id, change) {
      const view = views.get(id);
      if (!view) throw new Error(`no view "${id}"`);
      return store({ ...view, ...change });
    },
    used(id) {
      const view = views.get(id);
      if (view) views.set(id, { ...view, last_used_at: now() });
    },
    agentsAre(ids) {
      for (const view of views.values()) {
        const focus = nearest(view.focus, ids);
        const selected = nearest(view.selected ?? view.focus, ids);
        const mode = ids.length === 0 ? 'normal' : view.mode;
        if (focus !== view.focus || selected !== view.selected || mode !== view.mode)
          store({ ...view, focus, selected, mode });
      }
    },
  };
}

/** `id` while it exists; else the agent after its place (ids sort by age), else the one before, else none. */
function nearest(id: string | null, ids: readonly string[]): string | null {
  if (id === null || ids.includes(id)) return id;
  return ids.find((other) => other > id) ?? ids.at(-1) ?? null;
}

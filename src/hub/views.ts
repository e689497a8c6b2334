// The views: one per terminal that was ever attached, kept when it goes, so that the next one to attach
// finds everything as it was, but for broadcast, which ends with the terminal. Invariant: focus, selection and
// receivers name agents that exist, once any are known; without a focused agent no view is in `terminal` mode.
import type { Size } from '../core/size.ts';
import type { ViewChange, ViewState } from '../core/view.ts';

export interface Views {
  /** The most recently used first. */
  list(): readonly ViewState[];
  get(id: string): ViewState | undefined;
  /**
   * The view for a terminal that attaches: the one it asks for, else the most recently used that no
   * terminal has, else a copy of the newest, else a new one.
   */
  adopt(size: Size, wanted: string | undefined): ViewState;
  /** A terminal left it; others may show it still. */
  release(id: string): void;
  /** The view that a command without a view means: the latest, or a new one that waits for a terminal. */
  latestOrNew(size: Size): ViewState;
  attached(): string[];
  isAttached(id: string): boolean;
  /** The most recently used view, attached ones first. */
  latest(): ViewState | undefined;
  /** Tells of nothing where nothing changes. Throws where there is no such view. */
  change(id: string, change: ViewChange & Pick<Partial<ViewState>, 'size' | 'colors'>): ViewState;
  /** The person at this view did something. */
  used(id: string): void;
  /** Mends what refers to agents that are gone: the next one gets focus and selection. */
  agentsAre(ids: readonly string[]): void;
  /** The program of an agent has ended: broadcast passes it over from now on, whatever runs under its id next. */
  ended(id: string): void;
}

export interface ViewEvents {
  /** `before` is undefined for a new view. */
  onChange(view: ViewState, before: ViewState | undefined): void;
  onRemove(id: string): void;
}

/** Views that no terminal has are forgotten beyond so many, the longest unused first. */
const MAX_UNUSED = 16;

/** Times come from `now`, milliseconds. */
export function createViews(
  saved: readonly ViewState[],
  { onChange, onRemove }: ViewEvents,
  now: () => number = Date.now,
): Views {
  const views = new Map(saved.map((view) => [view.id, withReceivers(view, [])]));
  /** How many terminals show it. */
  const attached = new Map<string, number>();
  const byUse = (): ViewState[] => [...views.values()].sort((a, b) => b.last_used_at - a.last_used_at);

  const store = (given: ViewState): ViewState => {
    const view = given.mode === 'terminal' && given.focus === null ? { ...given, mode: 'normal' } : given;
    const before = views.get(view.id);
    views.set(view.id, view);
    onChange(view, before);
    return view;
  };
  const forgetOldest = (): void => {
    for (const { id } of byUse()
      .filter(({ id }) => !attached.has(id))
      .slice(MAX_UNUSED)) {
      views.delete(id);
      onRemove(id);
    }
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
      const found = { ...(free ?? fresh(size)), size, last_used_at: now() };
      const view = store(free && attached.has(free.id) ? found : withReceivers(found, []));
      attached.set(view.id, (attached.get(view.id) ?? 0) + 1);
      forgetOldest();
      return view;
    },
    release(id) {
      const left = (attached.get(id) ?? 0) - 1;
      if (left > 0) attached.set(id, left);
      else attached.delete(id);
    },
    attached: () => [...attached.keys()],
    isAttached: (id) => attached.has(id),
    latest,
    latestOrNew: (size) => latest() ?? store(fresh(size)),
    change(id, change) {
      const view = views.get(id);
      if (!view) throw new Error(`no view "${id}"`);
      const next = { ...view, ...change };
      return JSON.stringify(next) === JSON.stringify(view) ? view : store(next);
    },
    used(id) {
      const view = views.get(id);
      if (view) views.set(id, { ...view, last_used_at: now() });
    },
    agentsAre(ids) {
      for (const view of views.values()) {
        const focus = nearest(view.focus ?? view.selected, ids);
        const selected = nearest(view.selected ?? focus, ids);
        const scroll = only(view.scroll, ids);
        const mode = ids.length === 0 ? 'normal' : view.mode;
        const now = withReceivers(view, ids);
        const isSame = focus === view.focus && selected === view.selected && mode === view.mode;
        if (!isSame || scroll !== view.scroll || now !== view)
          store({ ...now, focus, selected, mode, scroll });
      }
    },
    ended(id) {
      for (const view of views.values()) {
        const now = withReceivers(
          view,
          (view.receivers ?? []).filter((one) => one !== id),
        );
        if (now !== view) store(now);
      }
    },
  };
}

/** `id` while it exists; else the agent after its place (ids sort by age), else the one before, else none. */
function nearest(id: string | null, ids: readonly string[]): string | null {
  if (id === null) return ids[0] ?? null;
  if (ids.includes(id)) return id;
  return ids.find((other) => other > id) ?? ids.at(-1) ?? null;
}

/** The entries of agents that exist; the same object where that is all of them. */
function only(scroll: ViewState['scroll'], ids: readonly string[]): ViewState['scroll'] {
  const kept = Object.entries(scroll).filter(([id]) => ids.includes(id));
  return kept.length === Object.keys(scroll).length ? scroll : Object.fromEntries(kept);
}

/** A view whose receivers are among `ids`; the same object where they are. */
function withReceivers(view: ViewState, ids: readonly string[]): ViewState {
  const { receivers, ...rest } = view;
  if (!receivers) return view;
  const kept = receivers.filter((id) => ids.includes(id));
  if (kept.length === receivers.length && kept.length > 0) return view;
  return kept.length === 0 ? rest : { ...rest, receivers: kept };
}

// Which view a terminal gets, and what becomes of views when agents go.
import { expect, test } from 'vitest';
import type { ViewState } from '../../src/core/view.ts';
import { createViews, type Views } from '../../src/hub/views.ts';

const size = { columns: 100, rows: 30 };

function create(saved: readonly ViewState[] = []): { views: Views; changes: string[]; removed: string[] } {
  const changes: string[] = [];
  const removed: string[] = [];
  let time = 1000;
  const views = createViews(
    saved,
    { onChange: (view) => void changes.push(view.id), onRemove: (id) => void removed.push(id) },
    () => time++,
  );
  return { views, changes, removed };
}

function view(id: string, used: number, more: Partial<ViewState> = {}): ViewState {
  const blank = { mode: 'normal', focus: null, selected: null, scroll: {}, drafts: {}, fields: {} };
  return { id, ...blank, size: { columns: 80, rows: 24 }, last_used_at: used, ...more };
}

test('the first terminal gets a new view of its size', () => {
  const { views } = create();
  expect(views.adopt(size, undefined)).toMatchObject({ id: 'view-1', size, mode: 'normal', focus: null });
});

test('a terminal gets the most recently used view that no terminal has', () => {
  const { views } = create([view('a', 1), view('b', 3), view('c', 2)]);
  expect(views.adopt(size, undefined).id).toBe('b');
  expect(views.adopt(size, undefined).id).toBe('c');
  views.release('b');
  expect(views.adopt(size, undefined).id).toBe('b');
});

test('where every view is taken it gets a copy of the newest', () => {
  const { views } = create([
    view('a', 1, { focus: 'x' }),
    view('b', 3, { focus: 'y', fields: { zoomed: true } }),
  ]);
  views.adopt(size, undefined);
  views.adopt(size, undefined);
  views.used('b');
  const copy = views.adopt(size, undefined);
  expect(copy).toMatchObject({ focus: 'y', fields: { zoomed: true } });
  expect(['a', 'b']).not.toContain(copy.id);
});

test('a terminal that comes back gets the view it asks for, also where another shows it', () => {
  const { views } = create([view('a', 1), view('b', 3)]);
  expect(views.adopt(size, 'a').id).toBe('a');
  expect(views.adopt(size, 'a').id).toBe('a');
  views.release('a');
  expect(views.isAttached('a')).toBe(true);
  views.release('a');
  expect(views.isAttached('a')).toBe(false);
  expect(views.adopt(size, 'unknown').id).toBe('a');
});

test('a command without a view means the attached one used last, else the one used last', () => {
  const { views } = create([view('a', 1), view('b', 3)]);
  expect(views.latest()?.id).toBe('b');
  views.adopt(size, 'a');
  expect(views.latest()?.id).toBe('a');
});

test('when an agent goes, the next one gets focus and selection; the last but one at the end', () => {
  const { views } = create([
    view('v', 1, { mode: 'terminal', focus: 'b', selected: 'b', scroll: { a: 1, b: 2 } }),
  ]);
  views.agentsAre(['a', 'c', 'd']);
  expect(views.get('v')).toMatchObject({ focus: 'c', selected: 'c', mode: 'terminal', scroll: { a: 1 } });
  views.change('v', { focus: 'd', selected: 'd' });
  views.agentsAre(['a', 'c']);
  expect(views.get('v')).toMatchObject({ focus: 'c', selected: 'c' });
});

test('when the last agent is gone keys are commands; the first to come is focused', () => {
  const { views } = create([view('v', 1, { mode: 'terminal', focus: 'a', selected: 'a' })]);
  views.agentsAre([]);
  expect(views.get('v')).toMatchObject({ focus: null, selected: null, mode: 'normal' });
  views.agentsAre(['z']);
  expect(views.get('v')).toMatchObject({ focus: 'z', selected: 'z', mode: 'normal' });
});

test('no view is in terminal mode without an agent to type into', () => {
  const { views } = create([view('v', 1)]);
  expect(views.change('v', { mode: 'terminal' })).toMatchObject({ mode: 'normal' });
});

test('a change that changes nothing is told to nobody', () => {
  const { views, changes } = create([view('v', 1, { fields: { a: [1] } })]);
  views.change('v', { fields: { a: [1] } });
  views.agentsAre([]);
  expect(changes).toEqual([]);
  views.change('v', { fields: { a: [2] } });
  expect(changes).toEqual(['v']);
});

test('views that nobody uses are forgotten, the oldest first', () => {
  const { views, removed } = create(Array.from({ length: 20 }, (_, i) => view(`v${i}`, i)));
  views.adopt(size, undefined);
  expect(removed).toEqual(['v2', 'v1', 'v0']);
  expect(views.list()).toHaveLength(17);
});

test('broadcast ends with the hub and with the terminal, and is not copied to another', () => {
  const { views } = create([view('v', 1, { receivers: ['a'] })]);
  expect(views.get('v')?.receivers).toBeUndefined();
  views.adopt(size, 'v');
  views.change('v', { receivers: ['a', 'b'] });
  // A second terminal with the same view is in it.
  expect(views.adopt(size, 'v').receivers).toEqual(['a', 'b']);
  expect(views.adopt(size, undefined).receivers).toBeUndefined();
  views.release('v');
  views.release('v');
  expect(views.adopt(size, 'v').receivers).toBeUndefined();
});

test('an agent that ends is no receiver any more, and with the last of them broadcast is over', () => {
  const { views, changes } = create([view('v', 1)]);
  views.change('v', { focus: 'a', selected: 'a', receivers: ['a', 'b', 'c'] });
  views.ended('b');
  expect(views.get('v')?.receivers).toEqual(['a', 'c']);
  views.agentsAre(['a', 'b']);
  expect(views.get('v')?.receivers).toEqual(['a']);
  const before = changes.length;
  views.agentsAre(['a', 'b']);
  views.ended('b');
  expect(changes).toHaveLength(before);
  views.ended('a');
  expect(views.get('v')).not.toHaveProperty('receivers');
});

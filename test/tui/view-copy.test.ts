// The terminal's copy of its view: what is changed here stays changed, whatever the hub says before it knows.
import { expect, test } from 'vitest';
import type { ViewState } from '../../src/core/view.ts';
import { createViewCopy, type LocalChange, type ViewCopy } from '../../src/tui/view-copy.ts';

const view = (more: Partial<ViewState> = {}): ViewState => ({
  id: 'view-1',
  mode: 'terminal',
  focus: 'a',
  selected: 'a',
  scroll: {},
  drafts: {},
  fields: {},
  size: { columns: 80, rows: 24 },
  last_used_at: 0,
  ...more,
});

interface Told {
  readonly change: LocalChange;
  /** The hub has heard it, or was not there. */
  settle(isTold: boolean): Promise<void>;
}

function create(): { copy: ViewCopy; told: Told[]; now: () => ViewState | undefined } {
  const told: Told[] = [];
  let now: ViewState | undefined;
  const copy = createViewCopy(
    (change) =>
      new Promise((resolve) => {
        told.push({
          change,
          async settle(isTold) {
            resolve(isTold);
            await new Promise(setImmediate);
          },
        });
      }),
    (next) => {
      now = next;
    },
  );
  copy.attached(view());
  return { copy, told, now: () => now };
}

test('a change is there at once, and stays when the hub says what it was before', async () => {
  const { copy, told, now } = create();
  copy.change({ mode: 'normal' });
  expect(now()?.mode).toBe('normal');
  copy.take(view({ fields: { n: 1 } }));
  expect(now()).toMatchObject({ mode: 'normal', fields: { n: 1 } });
  copy.take(view({ mode: 'normal', fields: { n: 1 } }));
  await told[0]!.settle(true);
  expect(now()?.mode).toBe('normal');
});

test('once it is confirmed the hub has the last word', async () => {
  const { copy, told, now } = create();
  copy.change({ focus: 'b' });
  copy.take(view({ focus: 'b' }));
  copy.take(view({ focus: 'c' }));
  await told[0]!.settle(true);
  expect(now()?.focus).toBe('c');
});

test('of several changes under way none is taken back by what the hub says to the first', async () => {
  const { copy, told, now } = create();
  for (const lines of [3, 6, 9]) copy.change({ scroll: { a: lines } });
  copy.take(view({ scroll: { a: 3 } }));
  await told[0]!.settle(true);
  expect(now()?.scroll).toEqual({ a: 9 });
});

test('what a hub did not hear it is told when it is back, in order and once', async () => {
  const { copy, told, now } = create();
  copy.change({ mode: 'normal' });
  copy.change({ mode: 'scroll', scroll: { a: 5 } });
  await told[0]!.settle(false);
  await told[1]!.settle(false);
  copy.attached(view());
  expect(now()).toMatchObject({ mode: 'scroll', scroll: { a: 5 } });
  expect(told.slice(2).map(({ change }) => change)).toEqual([
    { mode: 'normal' },
    { mode: 'scroll', scroll: { a: 5 } },
  ]);
  await told[2]!.settle(true);
  copy.take(view({ mode: 'scroll', scroll: { a: 5 } }));
  await told[3]!.settle(true);
  copy.attached(view({ mode: 'scroll', scroll: { a: 5 } }));
  expect(told).toHaveLength(4);
});

test('changes of one view are not made to another', async () => {
  const { copy, told, now } = create();
  copy.change({ mode: 'normal' });
  await told[0]!.settle(false);
  copy.attached(view({ id: 'view-2' }));
  expect(now()?.mode).toBe('terminal');
  expect(told).toHaveLength(1);
});

test('without a view nothing is told', () => {
  const told: LocalChange[] = [];
  const copy = createViewCopy(
    async (change) => told.push(change) > 0,
    () => {},
  );
  copy.change({ mode: 'normal' });
  expect(told).toEqual([]);
});

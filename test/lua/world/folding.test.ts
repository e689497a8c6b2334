// Groups of the list that are folded: what keys walk over, what numbers mean, what a view keeps, what a file changes.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { agent, closeWorlds, openWorld, type TestWorld, view } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

const folded = { '/srv/b': true };
const focus = (): string | null => world.app.views[0]!.focus;
const press = (...keys: string[]): Promise<unknown> => world.world.key('v1', 'normal', keys);

beforeEach(() =>
  world.sync({
    agents: ['a', 'b', 'b', 'c'].map((folder, at) => agent(`a${at + 1}`, { cwd: `/srv/${folder}` })),
    views: [view('v1', { fields: { folded } })],
  }),
);

interface Row {
  readonly id?: string;
  readonly folded?: boolean;
  readonly press?: boolean;
  readonly spans: readonly { readonly text: string }[];
}

async function rows(): Promise<string[]> {
  const list = find(JSON.parse(await world.world.render('v1')) as TreeNode)!;
  return (list.rows as readonly Row[]).map(
    (row) => `${row.folded ? '- ' : ''}${row.spans.map(({ text }) => text).join('')}`,
  );
}

function find(node: TreeNode): TreeNode | undefined {
  if (node.type === 'list') return node;
  return node.children?.map(find).find((one) => one !== undefined);
}

test('rows that are folded are there to be found, without a number; the others are counted through', async () => {
  expect(await rows()).toEqual([
    '▾ /srv/a',
    '▌1 ● a1',
    '▸ /srv/b  2',
    '-    ● a2',
    '-    ● a3',
    '▾ /srv/c',
    ' 2 ● a4',
  ]);
});

test('keys pass over them both ways, numbers mean what is seen', async () => {
  await press('j');
  expect(focus()).toBe('a4');
  await press('k');
  expect(focus()).toBe('a1');
  await press('2');
  expect(focus()).toBe('a4');
  await press('3');
  expect(focus()).toBe('a4');
});

test('the key folds the group of the selected agent and opens it; from inside keys go on to what is next', async () => {
  await press('C');
  expect(world.app.views[0]!.fields['folded']).toEqual({ ...folded, '/srv/a': true });
  await press('j');
  expect(focus()).toBe('a4');
  await press('C');
  expect(await rows()).toContain('▸ /srv/c  1');
  await press('j');
  expect(focus()).toBe('a4');
  await press('C');
  expect(await rows()).toContain('▾ /srv/c');
});

test('a file decides what is folded', async () => {
  await world.save({ 'user/fold.lua': 'function App:is_folded(group) return group ~= "/srv/b" end' });
  world.sync({ views: [view('v1')] });
  expect((await rows()).filter((row) => /^[▸▾]/.test(row))).toEqual([
    '▸ /srv/a  1',
    '▾ /srv/b',
    '▸ /srv/c  1',
  ]);
  await press('j');
  expect(focus()).toBe('a2');
  await world.save({ 'user/fold.lua': null });
});

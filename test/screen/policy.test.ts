// What the default screen decides: which headings directories get, and what a split shows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TreeNode } from '../../src/core/tree.ts';
import { agent, closeWorlds, openWorld, type TestWorld, until, view } from '../lua/world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

interface Row {
  readonly header?: boolean;
  readonly spans: readonly { readonly text: string }[];
}

/** The headings of the list of agents in `folders`. */
async function headings(...folders: string[]): Promise<string[]> {
  world.sync({ agents: folders.map((cwd, at) => agent(`a${at + 1}`, { cwd })), views: [view('v1')] });
  const list = find(JSON.parse(await world.world.render('v1')) as TreeNode, 'list')!;
  const rows = list.rows as readonly Row[];
  return rows
    .filter(({ header }) => header)
    .map(({ spans }) =>
      spans
        .map(({ text }) => text)
        .join('')
        .replace(/^▾ /, ''),
    );
}

function find(node: TreeNode, type: string): TreeNode | undefined {
  if (node.type === type) return node;
  return node.children?.map((child) => find(child, type)).find((one) => one !== undefined);
}

test.each([
  ['the home directory', ['/home/u'], ['~']],
  ['below it', ['/home/u/project'], ['~/project']],
  ['a name that only begins like it', ['/home/user/x'], ['/home/user/x']],
  ['what fits, whole', ['/srv/services/api'], ['/srv/services/api']],
  ['of a long path, the end', ['/home/u/code/services/payments/api'], ['…/payments/api']],
  ['one long name', [`/srv/${'x'.repeat(40)}`], [`…/${'x'.repeat(40)}`]],
  [
    'two that end alike stay two',
    ['/home/u/code/feature-a/packages/app', '/home/u/code/feature-b/packages/app'],
    ['~/code/feature-a/packages/app', '~/code/feature-b/packages/app'],
  ],
  ['one directory is one group', ['/srv/a', '/srv/b', '/srv/a'], ['/srv/a', '/srv/b']],
])('headings: %s', async (_name, folders, expected) => {
  expect(await headings(...folders)).toEqual(expected);
});

test('a split shows an agent that is out of sight; with tmux keys it is always a new shell', async () => {
  world.sync({ agents: [agent('a1'), agent('a2')], views: [view('v1')] });
  await world.world.key('v1', 'normal', ['|']);
  expect(world.app.views[0]!.focus).toBe('a2');
  expect(world.requests).toEqual([]);

  await world.save({ 'user/init.lua': 'botster.keys = "tmux"' });
  world.sync({ views: [view('v1')] });
  await world.world.key('v1', 'normal', ['%']);
  const asked = () => world.requests.find(({ effect }) => effect.name === 'agents.spawn');
  await until('a shell is asked for', () => asked() !== undefined);
  world.sync({ agents: [agent('a1'), agent('a2'), agent('a3')], views: [view('v1')] });
  asked()!.answer({ id: 'a3' });
  await until('both panes are there', () => world.app.views[0]!.fields['pane_tree'] !== undefined);
  expect(world.app.views[0]).toMatchObject({
    focus: 'a3',
    fields: { pane_tree: { direction: 'row', a: { agent: 'a1' }, b: { agent: 'a3', current: true } } },
  });
});

// Links under the mouse: one question at a time, and only what is new is told.
import { expect, test } from 'vitest';
import { createLinks, type Link } from '../../src/tui/links.ts';
import { createTelling } from '../../src/tui/telling.ts';

const at = (x: number, phase: 'hover' | 'leave' = 'hover') =>
  ({ type: 'link', phase, agent: 'a', path: '0', x, y: 0 }) as const;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function opened() {
  const told: string[] = [];
  const asked: { x: number; answer: (link: Link | null) => void }[] = [];
  const link = createLinks({
    linkAt: (_agent, x) => new Promise((answer) => asked.push({ x, answer })),
    tell: ({ event, args }) => told.push(`${event} ${(args as Link | undefined)?.url ?? 'gone'}`),
    open: async (_path, { url }) => void told.push(`open ${url}`),
  });
  const answer = async (url: string | null): Promise<number> => {
    const { x, answer: give } = asked.shift()!;
    give(url === null ? null : { url, text: url });
    await turn();
    return x;
  };
  return { told, asked, link, answer };
}

test('cells that were passed while the host was asked are not asked for', async () => {
  const { told, asked, link, answer } = opened();
  for (const x of [1, 2, 3]) link(at(x));
  expect(await answer('https://a.org')).toBe(1);
  expect(await answer('https://a.org')).toBe(3);
  expect(asked).toEqual([]);
  expect(told).toEqual(['link_hover https://a.org']);
  link(at(4));
  await answer(null);
  expect(told.at(-1)).toBe('link_hover gone');
});

test('one that was found when the mouse had left is not shown', async () => {
  const { told, link, answer } = opened();
  link(at(1));
  link(at(0, 'leave'));
  await answer('https://a.org');
  // Once: a terminal before this one may have gone without a word.
  expect(told).toEqual(['link_hover gone']);
  link(at(2));
  link(at(0, 'leave'));
  await answer('https://a.org');
  expect(told).toHaveLength(1);
});

test('a click opens what is there, and nothing where nothing is', async () => {
  const { told, link, answer } = opened();
  const first = link({ ...at(1), phase: 'open' });
  await answer('https://a.org');
  const second = link({ ...at(2), phase: 'open' });
  await answer(null);
  await Promise.all([first, second]);
  expect(told).toEqual(['open https://a.org']);
});

test('of what a widget is told while it is busy only the last counts, in the order that it came in', async () => {
  const sent: string[] = [];
  const waiting: (() => void)[] = [];
  const tell = createTelling(({ path, args }) => {
    sent.push(`${path} ${args ?? 'gone'}`);
    return new Promise((resolve) => waiting.push(resolve));
  });
  tell({ path: '0', event: 'hover', args: 1 });
  tell({ path: '0', event: 'hover', args: 2 });
  tell({ path: '0', event: 'hover' });
  tell({ path: '1', event: 'hover', args: 5 });
  while (waiting.length > 0) {
    waiting.shift()!();
    await turn();
  }
  expect(sent).toEqual(['0 1', '0 gone', '1 5']);
});

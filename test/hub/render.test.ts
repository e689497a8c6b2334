// Trees on their way: one at a time, none twice, the last one always.
import { expect, test } from 'vitest';
import type { Size } from '../../src/core/size.ts';
import { createRenderer } from '../../src/hub/render.ts';

function setup(size: Size | undefined = { columns: 80, rows: 24 }) {
  const asked: { view: string; size: Size; answer: (tree: string) => void; fail: (error: Error) => void }[] =
    [];
  const sent: string[] = [];
  const errors: string[] = [];
  let now: Size | undefined = size;
  const renderer = createRenderer({
    target: () => now && { size: now },
    render: (view, at) =>
      new Promise((answer, fail) => {
        asked.push({ view, size: at, answer, fail });
      }),
    send: (view, number, at, tree) => void sent.push(`${view} ${number} ${at.columns}x${at.rows} ${tree}`),
    onError: (_view, error) => void errors.push(error.message),
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return {
    renderer,
    asked,
    sent,
    errors,
    settle,
    async answer(tree: string) {
      asked.at(-1)!.answer(tree);
      await settle();
    },
    resize(next: Size | undefined) {
      now = next;
    },
  };
}

test('whoever waits for how it looks now waits for a render that began since, and for no other', async () => {
  const { renderer, sent, settle, answer } = setup();
  const order: string[] = [];
  renderer.attached('v');
  void renderer.drawn('v').then(() => order.push(`drawn after ${sent.length}`));
  await renderer.drawn('unknown');
  await answer('"a"');
  expect(order).toEqual([]);
  await answer('"b"');
  expect(order).toEqual(['drawn after 2']);
  void renderer.drawn('v').then(() => order.push('drawn as it was'));
  await answer('"b"');
  expect([order.at(-1), sent.length]).toEqual(['drawn as it was', 2]);
  void renderer.drawn('v').then(() => order.push('failed'));
  renderer.detached('v');
  await answer('"c"');
  await settle();
  expect([order.at(-1), sent.length]).toEqual(['failed', 2]);
});

test('a hundred changes while a render is under way make one more', async () => {
  const { renderer, asked, sent, answer } = setup();
  renderer.attached('v');
  for (let i = 0; i < 100; i++) renderer.dirty();
  expect(asked).toHaveLength(1);
  await answer('"a"');
  expect(asked).toHaveLength(2);
  await answer('"b"');
  expect(asked).toHaveLength(2);
  expect(sent).toEqual(['v 1 80x24 "a"', 'v 2 80x24 "b"']);
});

test('a tree that is the same is not sent, but to a terminal that has nothing', async () => {
  const { renderer, sent, answer } = setup();
  renderer.attached('v');
  await answer('"a"');
  renderer.dirty();
  await answer('"a"');
  expect(sent).toHaveLength(1);
  renderer.attached('v');
  await answer('"a"');
  expect(sent).toHaveLength(2);
});

test('the same tree at another size is sent', async () => {
  const { renderer, sent, answer, resize } = setup();
  renderer.attached('v');
  await answer('"a"');
  resize({ columns: 100, rows: 24 });
  renderer.dirty('v');
  await answer('"a"');
  expect(sent).toEqual(['v 1 80x24 "a"', 'v 2 100x24 "a"']);
});

test('views do not wait for one another', async () => {
  const { renderer, asked } = setup();
  renderer.attached('v');
  renderer.attached('w');
  expect(asked.map(({ view }) => view)).toEqual(['v', 'w']);
  renderer.dirty('v');
  expect(asked).toHaveLength(2);
});

test('a render that fails is told of, and the next change tries again', async () => {
  const { renderer, asked, sent, errors, settle, answer } = setup();
  renderer.attached('v');
  asked[0]!.fail(new Error('no world'));
  await settle();
  expect(errors).toEqual(['no world']);
  expect(asked).toHaveLength(1);
  renderer.dirty();
  await answer('"a"');
  expect(sent).toEqual(['v 1 80x24 "a"']);
});

test('what comes after the terminal left is sent to nobody, and nothing more is drawn', async () => {
  const { renderer, asked, sent, answer } = setup();
  renderer.attached('v');
  renderer.dirty();
  renderer.detached('v');
  await answer('"a"');
  renderer.dirty();
  expect(sent).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(2);
});

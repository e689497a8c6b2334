// So many at once, in order, and nobody waits for what is given up.
import { expect, test } from 'vitest';
import { createLimiter } from '../../../src/hub/primitives/limiter.ts';

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('the third of two waits for its turn; what fails makes room too', async () => {
  const limiter = createLimiter(2);
  const log: string[] = [];
  const gates = [gate(), gate(), gate()];
  const runs = gates.map(({ opened }, i) =>
    limiter.run(async () => {
      log.push(`start ${i}`);
      await opened;
      if (i === 0) throw new Error('it failed');
      return i;
    }),
  );
  await Promise.resolve();
  expect(log).toEqual(['start 0', 'start 1']);
  gates[0]!.open();
  await expect(runs[0]).rejects.toThrow('it failed');
  gates[1]!.open();
  gates[2]!.open();
  expect(await Promise.all(runs.slice(1))).toEqual([1, 2]);
  expect(log).toEqual(['start 0', 'start 1', 'start 2']);
});

test('one that is given up in line never begins, and takes nobody’s place', async () => {
  const limiter = createLimiter(1);
  const first = gate();
  const controller = new AbortController();
  const running = limiter.run(() => first.opened);
  let began = false;
  const given = limiter.run(async () => {
    began = true;
  }, controller.signal);
  const last = limiter.run(async () => 'last');
  controller.abort(new Error('nobody waits'));
  await expect(given).rejects.toThrow('nobody waits');
  first.open();
  await running;
  expect(await last).toBe('last');
  expect(began).toBe(false);
  await expect(limiter.run(async () => 0, controller.signal)).rejects.toThrow('nobody waits');
});

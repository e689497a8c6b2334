// Output at the exit, over and over: the loss it guards against came in one run of seven.
import { expect, test } from 'vitest';
import { openPty } from '../../src/host/pty.ts';

test('200 runs of a megabyte and an exit lose no byte', async () => {
  const lost: number[] = [];
  for (let run = 0; run < 200; run++) lost.push(1_000_003 - (await bytesOfOneRun()));
  expect(lost.filter((count) => count !== 0)).toEqual([]);
});

function bytesOfOneRun(): Promise<number> {
  return new Promise((resolve) => {
    let bytes = 0;
    openPty(
      {
        argv: ['/bin/sh', '-c', "head -c 1000000 /dev/zero | tr '\\0' x; printf END"],
        cwd: '/',
        env: { PATH: process.env['PATH']! },
        columns: 80,
        rows: 24,
      },
      (data) => {
        bytes += data.length;
      },
      () => resolve(bytes),
    );
  });
}

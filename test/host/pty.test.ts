// A program on a pseudo-terminal: every byte before its exit, and nothing after it.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { openPty } from '../../src/host/pty.ts';
import type { Pty, PtyExit } from '../../src/host/pty-controls.ts';
import { until } from '../helpers/until.ts';

interface Run {
  readonly pty: Pty;
  readonly exit: Promise<PtyExit>;
  bytes(): number;
  text(): string;
}

const open: Run[] = [];
afterEach(async () => {
  for (const { pty, exit } of open.splice(0)) {
    pty.resume();
    pty.kill(true);
    await exit;
  }
});

function sh(script: string): Run {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let over = false;
  let ended: (exit: PtyExit) => void;
  const exit = new Promise<PtyExit>((resolve) => {
    ended = resolve;
  });
  const pty = openPty(
    {
      argv: ['/bin/sh', '-c', script],
      cwd: '/',
      env: { PATH: process.env['PATH']! },
      columns: 80,
      rows: 24,
    },
    (data) => {
      if (over) throw new Error('data after the exit');
      bytes += data.length;
      chunks.push(data);
    },
    (status) => {
      over = true;
      ended(status);
    },
  );
  const run = { pty, exit, bytes: () => bytes, text: () => Buffer.concat(chunks).toString() };
  open.push(run);
  return run;
}

test.each([0, 1, 3000, 20_000, 200_000])('%i bytes and an exit are all taken', async (count) => {
  for (let run = 0; run < 10; run++) {
    const { exit, bytes } = sh(`head -c ${count} /dev/zero | tr '\\0' x; exit 5`);
    expect(await exit).toEqual({ code: 5, signal: 0 });
    expect(bytes()).toBe(count);
  }
});

test('output is kept once and in order when its reading is paused at the exit', async () => {
  const { pty, exit, text } = sh('i=0; while [ $i -lt 600 ]; do echo "line $i"; i=$((i+1)); done');
  pty.pause();
  await exit;
  expect(text()).toBe(Array.from({ length: 600 }, (_, i) => `line ${i}\r\n`).join(''));
});

test('the exit is told although a child keeps the terminal open', async () => {
  const { exit, text } = sh(
    `(trap '' HUP; echo child $(exec sh -c 'echo $PPID'); exec sleep 1000) & sleep 0.1; exit 4`,
  );
  expect(await exit).toEqual({ code: 4, signal: 0 });
  process.kill(Number(/child (\d+)/.exec(text())![1]), 'SIGKILL');
});

test('no descriptor is left of programs that ended, however they did', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  await sh('exit 0').exit;
  const before = open();
  for (let run = 0; run < 40; run++) {
    const { pty, exit } = sh(run % 2 ? 'exec cat' : 'echo x; exec >&- 2>&- <&-; exit 1');
    if (run % 2) pty.kill(run % 4 === 1);
    await exit;
  }
  expect(open()).toBe(before);
});

test('writes, sizes and signals after the exit do nothing', async () => {
  const { pty, exit } = sh('exit 0');
  await exit;
  expect(pty.write(Buffer.from('x'))).toBe(true);
  pty.resize({ columns: 10, rows: 10 });
  pty.pause();
  pty.resume();
  pty.kill(false);
  pty.kill(true);
});

test('a program sees its size, clamped, and a new one', async () => {
  const { pty, text } = sh("trap 'stty size' WINCH; stty size; while :; do sleep 0.02; done");
  await until('the first size', () => text().includes('24 80'));
  pty.resize({ columns: 100_000, rows: 0 });
  await until('the clamped size', () => text().includes('1 1000'));
});

test('kill reaches what outlives the leader of the group', async () => {
  const { pty, exit, text } = sh(
    `sh -c 'trap "" HUP; echo member $$; while :; do sleep 0.05; done' & trap "exit 0" HUP; wait`,
  );
  await until('the member runs', () => /member \d+/.test(text()));
  const member = Number(/member (\d+)/.exec(text())![1]);
  pty.kill(false);
  await exit;
  expect(isAlive(member)).toBe(true);
  await until('the member is killed', () => !isAlive(member));
});

test('a large input arrives whole', async () => {
  const { pty, text } = sh('stty raw -echo; echo ready; head -c 1000000 | md5sum; sleep 100');
  await until('it reads', () => text().includes('ready'));
  expect(pty.write(Buffer.alloc(1_000_000, 'a'))).toBe(true);
  await until('its sum', () => text().includes('7707d6ae4e027c70eea2a935c2296f21'));
});

/** Whether it runs: a zombie that nobody has waited for does not. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z');
  } catch {
    return false;
  }
}

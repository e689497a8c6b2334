// stop: ends the hub and its clients; with --all the agents and the host too. Returns when they are gone.
import { readFileSync } from 'node:fs';
import { connectHost } from '../protocol/host-client.ts';
import { connectHub } from '../protocol/hub-client.ts';
import { answers } from '../protocol/listen.ts';
import type { RuntimePaths } from '../protocol/runtime-paths.ts';
import { CommandError, EXIT, notRunning } from './failure.ts';
import { pathsOf } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

/** How long a daemon has to answer, and then to end. The host gives its agents 2.5 s of that. */
const END_MS = 6000;
const PROBE_MS = 10;

export const verb: Verb = {
  usage: 'stop [--all]',
  summary: 'Ends the hub and all clients; agents live on. With --all it ends agents and host too.',
  examples: ['botster-tui stop', 'botster-tui stop --all'],
  flags: { all: { type: 'boolean', help: 'end the agents and the host too' } },
  async run(args, context) {
    const all = args.flag('all');
    const paths = pathsOf(context);
    if (!paths) throw notRunning('nothing is running');
    const stopped = await stopHub(paths, all);
    if (all) stopped.push(...(await stopHost(paths, stopped.length > 0)));
    if (stopped.length === 0) {
      const host = await answers(paths.hostSocket);
      throw notRunning(host ? 'no hub is running (the host is: stop --all ends it)' : 'nothing is running');
    }
    if (context.json) context.print(json({ ok: true, stopped }));
    return undefined;
  },
};

async function stopHub(paths: RuntimePaths, all: boolean): Promise<string[]> {
  if (!(await answers(paths.hubSocket))) return [];
  const pid = readPid(paths.hubPid);
  await inTime(async () => {
    const hub = await connectHub({ socket: paths.hubSocket, client: 'cli' });
    await hub.peer.call('stop', { all }).finally(() => hub.close());
  });
  await ended('hub', paths.hubSocket, pid);
  return ['hub'];
}

/** `told`: the hub has passed the stop on, so a host that no longer answers may be ending its agents. */
async function stopHost(paths: RuntimePaths, told: boolean): Promise<string[]> {
  const pid = readPid(paths.hostPid);
  if (!(await answers(paths.hostSocket))) {
    if (!told || pid === undefined) return [];
  } else {
    await inTime(async () => {
      const host = await connectHost({ socket: paths.hostSocket, client: 'cli' });
      await host.peer.call('shutdown', {}).finally(() => host.close());
    });
  }
  await ended('host', paths.hostSocket, pid);
  return ['host'];
}

/** A daemon that ends while it answers has done as told; one that does not answer is ended by signal. */
async function inTime(act: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    act().catch(() => {}),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, END_MS);
    }),
  ]);
  clearTimeout(timer);
}

/** Waits until the daemon's process is gone, and helps with SIGKILL where it does not go. */
async function ended(name: string, socket: string, pid: number | undefined): Promise<void> {
  const isGone = async (): Promise<boolean> => (pid === undefined ? !(await answers(socket)) : !isAlive(pid));
  if (await waitFor(isGone)) return;
  if (pid !== undefined && (await answers(socket))) process.kill(pid, 'SIGKILL');
  if (!(await waitFor(isGone))) {
    throw new CommandError(EXIT.failed, 'failed', `the ${name} (pid ${pid ?? 'unknown'}) did not end`);
  }
}

async function waitFor(condition: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + END_MS; Date.now() < end; ) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
  }
  return condition();
}

function readPid(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process runs; one that has ended but is not reaped yet does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

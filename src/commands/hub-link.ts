// A verb's connection to the hub, and the rule of what may be started for it.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ensureDaemon } from '../protocol/daemon.ts';
import type { HubMethods } from '../protocol/hub-api.ts';
import { connectHub } from '../protocol/hub-client.ts';
import { answers } from '../protocol/listen.ts';
import type { Params, Result } from '../protocol/rpc.ts';
import { type RuntimePaths, runtimePaths } from '../protocol/runtime-paths.ts';

import { notRunning, timedOut } from './failure.ts';
import type { Context } from './verb.ts';

/** How long the hub may take for a call that does not wait for anything. */
const ANSWER_MS = 10_000;

export interface HubLink {
  /** The session that calls; null for the user. */
  readonly agent: string | null;
  /** Rejects with a timeout (exit 4) when the hub is silent for longer than `limitMs`; null waits for ever. */
  call<K extends keyof HubMethods & string>(
    method: K,
    params: Params<HubMethods, K>,
    limitMs?: number | null,
  ): Promise<Result<HubMethods, K>>;
  close(): void;
}

/** The runtime paths of a home; undefined where the home does not exist, so nothing can run for it. */
export function pathsOf(context: Context): RuntimePaths | undefined {
  return existsSync(context.home) ? runtimePaths(context.home, context.env) : undefined;
}

/**
 * Runs `use` with a connection. With `start` whatever is missing is started, else a hub only while a host
 * lives; rejects with exit 3 where nothing runs.
 */
export async function withHub<T>(
  context: Context,
  use: (hub: HubLink) => Promise<T>,
  options: { readonly start?: boolean } = {},
): Promise<T> {
  const paths = pathsOf(context);
  if (!options.start) {
    if (!paths) throw notRunning();
    if (!(await answers(paths.hubSocket)) && !(await answers(paths.hostSocket))) throw notRunning();
  }
  await ensureDaemon('hub', {
    home: context.home,
    entries: context.entries,
    ...(context.safe ? { args: ['--safe'] } : {}),
  });
  const link = await open(await socketFor(context, paths ?? runtimePaths(context.home, context.env)));
  try {
    return await use(link);
  } finally {
    link.close();
  }
}

/**
 * What a hub that runs answers to one call; starts nothing. Undefined without a hub, where it refuses, and where it is
 * silent for longer than `limitMs`.
 */
export async function askIfRunning<K extends keyof HubMethods & string>(
  context: Context,
  method: K,
  params: Params<HubMethods, K>,
  limitMs = ANSWER_MS,
): Promise<Result<HubMethods, K> | undefined> {
  const paths = pathsOf(context);
  if (!paths || !existsSync(paths.hubSocket)) return undefined;
  const asked = open(paths.hubSocket).then((link) => link.call(method, params, null).finally(link.close));
  return within(limitMs, asked).catch(() => undefined);
}

/** A hub that has just started opens the sockets of sessions a moment after its own. */
const OWN_SOCKET_MS = 1000;
const PROBE_MS = 50;

/** A session's own socket, for a caller within a session of this home: it says who calls. */
async function socketFor(context: Context, paths: RuntimePaths): Promise<string> {
  const own = context.env['BOTSTER_SOCKET'];
  if (!own || dirname(own) !== paths.directory) return paths.hubSocket;
  for (const end = performance.now() + OWN_SOCKET_MS; performance.now() < end; await setTimeout(PROBE_MS)) {
    if (await answers(own)) return own;
  }
  return paths.hubSocket;
}

async function open(socket: string): Promise<HubLink> {
  const client = await connectHub({ socket, client: 'cli' });
  return {
    agent: client.agent,
    call: (method, params, limitMs = ANSWER_MS) => within(limitMs, client.peer.call(method, params)),
    close: () => client.close(),
  };
}

async function within<T>(limitMs: number | null, promise: Promise<T>): Promise<T> {
  if (limitMs === null) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = globalThis.setTimeout(
      () => reject(timedOut(`the hub did not answer within ${limitMs / 1000} s`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

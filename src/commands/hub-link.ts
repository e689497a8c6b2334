// A verb's connection to the hub, and the rule of what may be started for it.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** A session's own socket, for a caller within a session of this home: it says who calls. */
async function socketFor(context: Context, paths: RuntimePaths): Promise<string> {
  const own = context.env['BOTSTER_SOCKET'];
  return own && dirname(own) === paths.directory && (await answers(own)) ? own : paths.hubSocket;
}

async function open(socket: string): Promise<HubLink> {
  const client = await connectHub({ socket, client: 'cli' });
  return {
    call: (method, params, limitMs = ANSWER_MS) => within(limitMs, client.peer.call(method, params)),
    close: () => client.close(),
  };
}

async function within<T>(limitMs: number | null, promise: Promise<T>): Promise<T> {
  if (limitMs === null) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut(`the hub did not answer within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

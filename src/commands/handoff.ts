// host --handoff: the running host is replaced by one of this program's files, and agents go on.

import { ANY_HOST_PROTOCOL } from '../protocol/host-api.ts';
import { connectHost, type HostClient } from '../protocol/host-client.ts';
import { answers } from '../protocol/listen.ts';
import { METHOD_NOT_FOUND, RpcError } from '../protocol/rpc.ts';
import { CommandError, EXIT, notRunning } from './failure.ts';
import { pathsOf } from './hub-link.ts';
import { json } from './text.ts';
import type { Context } from './verb.ts';

/** Returns when the new host is in place. Rejects with the cause where the old one goes on. */
export async function handOff(context: Context): Promise<undefined> {
  const paths = pathsOf(context);
  if (!paths || !(await answers(paths.hostSocket))) throw notRunning('no host is running');
  const host = await connectHost({
    socket: paths.hostSocket,
    client: 'cli',
    protocol: ANY_HOST_PROTOCOL,
  });
  try {
    const { pid, version, sessions } = await replaced(host, context);
    context.print(
      context.json
        ? json({ ok: true, pid, version, sessions })
        : `host ${version} (pid ${pid}) took over ${sessions} session${sessions === 1 ? '' : 's'} from host ${host.host.version} (pid ${host.host.pid})`,
    );
  } finally {
    host.close();
  }
  return undefined;
}

async function replaced(
  { peer, host }: HostClient,
  { entries }: Context,
): Promise<{ pid: number; version: string; sessions: number }> {
  try {
    return await peer.call('handoff', { entries, executable: process.execPath });
  } catch (error) {
    if (error instanceof RpcError && error.code === METHOD_NOT_FOUND) {
      const message = `the running host (version ${host.version}) cannot hand over: botster-tui stop --all ends it, and its agents`;
      throw new CommandError(EXIT.failed, 'failed', message);
    }
    throw error;
  }
}

// What is on a session's screen, as text.
import type { HostClient } from '../protocol/host-client.ts';

export interface ReadOptions {
  readonly lines?: number | undefined;
  readonly scrollback?: boolean | undefined;
  readonly ansi?: boolean | undefined;
  /** Rows of what is asked, counted from 1. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Rows as `options` ask for them, and what the host says beside them. */
export async function readScreen(client: HostClient, session: string, options: ReadOptions) {
  const { lines, scrollback, ansi, from, to } = options;
  const what = scrollback ? 'all' : 'screen';
  return client.peer.call('read', {
    session,
    what,
    ansi: ansi ?? false,
    ...(lines === undefined ? {} : { lines }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
}

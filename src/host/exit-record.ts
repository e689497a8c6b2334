// How a program ended, as clients are told.
import type { SessionInfo } from '../protocol/host-api.ts';
import type { PtyExit } from './pty-controls.ts';
import { signalName } from './signal-name.ts';

/** At most one of code and signal is known; neither where this host did not start the program. */
export function howItEnded({
  code,
  signal,
  unknown,
}: PtyExit): Pick<SessionInfo, 'exit_code' | 'signal' | 'exit_unknown'> {
  if (unknown) return { exit_code: null, signal: null, exit_unknown: true };
  return signal ? { exit_code: null, signal: signalName(signal) } : { exit_code: code, signal: null };
}

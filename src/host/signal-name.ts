// Names of signal numbers: what node-pty reports is a number.
import { constants } from 'node:os';

const names = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** `SIGHUP` for 1; `SIG<number>` for one without a name here. */
export function signalName(signal: number): string {
  return names.get(signal as never) ?? `SIG${signal}`;
}

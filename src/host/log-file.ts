// The host's log: a file that never grows past a bound and never makes the host fail.
import { appendFileSync, renameSync, statSync } from 'node:fs';

const MAX_BYTES = 1024 * 1024;

/** Returns a function that appends a line with the time. Over a megabyte the file becomes `path.1`. */
export function createLogFile(path: string, maxBytes = MAX_BYTES): (text: string) => void {
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (text) => {
    const line = `${new Date().toISOString()} ${text}\n`;
    try {
      if (size > maxBytes) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, line);
      size += line.length;
    } catch {
      // A full disk, or a home that is gone. Agents are worth more than a line about it.
    }
  };
}

// CPU time of one thread in milliseconds. On Linux the kernel's own account, about a microsecond a look;
// elsewhere there is none, and wall time decides alone.
import { closeSync, openSync, readlinkSync, readSync } from 'node:fs';

export interface ThreadClock {
  /** Milliseconds of CPU time; null where it cannot be told. */
  read(): number | null;
  close(): void;
}

/** The name of the calling thread, `<pid>/task/<tid>`; null where threads have none. */
export function threadName(): string | null {
  try {
    return readlinkSync('/proc/thread-self');
  } catch {
    return null;
  }
}

export function openThreadClock(name: string | null): ThreadClock {
  if (name === null) return { read: () => null, close: () => {} };
  let fd: number;
  try {
    fd = openSync(`/proc/${name}/schedstat`, 'r');
  } catch {
    return { read: () => null, close: () => {} };
  }
  const bytes = Buffer.alloc(64);
  return {
    read() {
      try {
        const length = readSync(fd, bytes, 0, bytes.length, 0);
        let nanoseconds = 0;
        for (let at = 0; at < length && bytes[at] !== 0x20; at++)
          nanoseconds = nanoseconds * 10 + bytes[at]! - 0x30;
        return nanoseconds / 1e6;
      } catch {
        return null;
      }
    },
    close: () => closeSync(fd),
  };
}

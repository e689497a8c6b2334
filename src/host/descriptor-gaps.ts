// node-pty keeps a new program from inheriting our descriptors by marking them one after another, and
// stops at the first number above 15 that is free: what lies beyond such a gap, the terminals of other
// sessions, is inherited. So every gap is filled while it forks.
import { closeSync, openSync, readdirSync } from 'node:fs';

/** Runs `act` while no descriptor number below our highest is free. */
export function withoutDescriptorGaps<T>(act: () => T): T {
  const fillers: number[] = [];
  try {
    const highest = highestDescriptor();
    for (let fd = -1; fd < highest; fillers.push(fd)) fd = openSync('/dev/null', 'r');
    return act();
  } finally {
    for (const fd of fillers) closeSync(fd);
  }
}

function highestDescriptor(): number {
  try {
    return Math.max(...readdirSync('/dev/fd').map(Number));
  } catch {
    // No such directory: then nothing can be known, and node-pty does what it can.
    return -1;
  }
}

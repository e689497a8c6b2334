// The chords that work whatever else does: the prefix, and what is reserved after it. Bytes in, what is
// meant out; everything else is typed into the focused program.

/** ctrl+b */
const PREFIX = 0x02;
/** ctrl+d after the prefix. */
const DETACH = 0x04;

export type Typed = { readonly type: 'bytes'; readonly bytes: Buffer } | { readonly type: 'detach' };

/** A machine that takes chunks of typed bytes in order. */
export function createPrefix(): (chunk: Buffer) => Typed[] {
  let pending = false;
  return (chunk) => {
    const found: Typed[] = [];
    let start = 0;
    const flush = (end: number): void => {
      if (end > start) found.push({ type: 'bytes', bytes: Buffer.from(chunk.subarray(start, end)) });
    };
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (pending) {
        pending = false;
        start = i + 1;
        if (byte === DETACH) found.push({ type: 'detach' });
        else if (byte === PREFIX) found.push({ type: 'bytes', bytes: Buffer.from([PREFIX]) });
      } else if (byte === PREFIX) {
        flush(i);
        pending = true;
        start = i + 1;
      }
    }
    flush(chunk.length);
    return found;
  };
}

// The last bytes a program printed, bounded, addressed by how many were ever printed.

export interface Ring {
  push(bytes: Uint8Array): void;
  /** Bytes ever pushed. */
  end(): number;
  /** What is kept from byte `from` on, and how many bytes between `from` and it are gone. */
  since(from: number): { readonly bytes: Buffer; readonly at: number; readonly dropped: number };
}

/** The last bytes of another ring, and how many were ever pushed to it. */
export interface RingState {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/** A ring that keeps at least the last `capacity` bytes pushed, of those pushed to the ring `from` too. */
export function createRing(capacity: number, from?: RingState): Ring {
  // A copy: what comes out of a message keeps the whole message in memory.
  let chunks: Uint8Array[] = from ? [Buffer.from(from.bytes)] : [];
  let kept = from?.bytes.length ?? 0;
  let end = from?.end ?? 0;
  return {
    push(bytes) {
      chunks.push(bytes);
      kept += bytes.length;
      end += bytes.length;
      if (kept < capacity * 2) return;
      // Trimmed seldom and in bulk: dropping one chunk per push would move the whole list each time.
      let drop = 0;
      while (kept - chunks[drop]!.length >= capacity) kept -= chunks[drop++]!.length;
      chunks = chunks.slice(drop);
    },
    end: () => end,
    since(from) {
      const start = end - kept;
      const at = Math.min(end, Math.max(from, start));
      return { bytes: Buffer.concat(chunks).subarray(at - start), at, dropped: Math.max(0, start - from) };
    },
  };
}

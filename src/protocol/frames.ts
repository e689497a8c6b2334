// The data plane's framing: `u32 length | u8 kind | body`, little-endian, length counts kind and body.
// Kind 1 is one JSON-RPC message as UTF-8; the others are the binary messages of screen-codec.ts and
// input-codec.ts. A frame over its kind's limit closes the connection: its sender is not one of ours.

export const FRAME_JSON = 1;
export const FRAME_INPUT = 0x10;
export const FRAME_ACKNOWLEDGE = 0x11;
export const FRAME_UPDATE = 0x20;
export const FRAME_TAIL = 0x21;

const HEADER_BYTES = 4;
export const MAX_JSON_BYTES = 1 << 20;
export const MAX_BINARY_BYTES = 16 << 20;

export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** One frame ready to write. */
export function encodeFrame(kind: number, body: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + 1 + body.byteLength);
  frame.writeUInt32LE(body.byteLength + 1, 0);
  frame[HEADER_BYTES] = kind;
  frame.set(body, HEADER_BYTES + 1);
  return frame;
}

/**
 * Splits a byte stream into frames. Returns a function to feed chunks to; `onFrame` gets a body that is
 * only valid during the call. Throws FrameError on a frame that is empty or over its limit.
 */
export function createFrameReader(onFrame: (kind: number, body: Buffer) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let buffered = 0;
  let needed = HEADER_BYTES + 1;

  const joined = (): Buffer => {
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts, buffered);
    parts = [];
    buffered = 0;
    return all;
  };

  return (chunk) => {
    parts.push(chunk);
    buffered += chunk.length;
    if (buffered < needed) return;
    const data = joined();
    let at = 0;
    needed = HEADER_BYTES + 1;
    while (data.length - at >= HEADER_BYTES + 1) {
      const length = data.readUInt32LE(at);
      const kind = data[at + HEADER_BYTES]!;
      const limit = kind === FRAME_JSON ? MAX_JSON_BYTES : MAX_BINARY_BYTES;
      if (length < 1 || length > limit) {
        throw new FrameError(`frame of kind ${kind} with ${length} bytes (1 to ${limit} allowed)`);
      }
      if (data.length - at < HEADER_BYTES + length) {
        needed = HEADER_BYTES + length;
        break;
      }
      onFrame(kind, data.subarray(at + HEADER_BYTES + 1, at + HEADER_BYTES + length));
      at += HEADER_BYTES + length;
    }
    if (at < data.length) {
      parts.push(at === 0 ? data : data.subarray(at));
      buffered = data.length - at;
    }
  };
}

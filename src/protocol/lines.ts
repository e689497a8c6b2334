// The control plane's framing: one JSON text a line, LF ended.

export class LineError extends Error {
  override readonly name = 'LineError';
}

/** Splits a byte stream into lines of text. Throws LineError on a line over `limit` bytes. */
export function createLineReader(limit: number, onLine: (line: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let buffered = 0;
  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      if (buffered + end - from > limit) throw new LineError(`a line of over ${limit} bytes`);
      const line = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
      parts = [];
      buffered = 0;
      from = end + 1;
      if (line.length > 0) onLine(line.toString('utf8'));
    }
    if (from < chunk.length) {
      parts.push(chunk.subarray(from));
      buffered += chunk.length - from;
      if (buffered > limit) throw new LineError(`a line of over ${limit} bytes`);
    }
  };
}

// A tar archive (ustar) of a few texts: the form that every system opens.

export interface TarFile {
  /** Within the archive, at most 100 bytes. */
  readonly name: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;

/** The archive, not compressed. Files are readable by their owner alone; `at` is their time, in milliseconds. */
export function tarOf(files: readonly TarFile[], at: number): Buffer {
  const parts = files.flatMap(({ name, bytes }) => [
    headerOf(name, bytes.length, at),
    bytes,
    Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(name: string, size: number, at: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for an archive (100 bytes)`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  header.write(name, 0);
  header.write(`${octal(0o600, 7)}\0`, 100);
  header.write(`${octal(0, 7)}\0`, 108);
  header.write(`${octal(0, 7)}\0`, 116);
  header.write(`${octal(size, 11)}\0`, 124);
  header.write(`${octal(Math.floor(at / 1000), 11)}\0`, 136);
  // The sum is taken with blanks where it will stand.
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

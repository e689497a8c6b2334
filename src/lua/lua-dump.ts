// What string.dump writes (Lua 5.4), read as far as it tells which globals a file reads and assigns. Only dumps
// that our own worker made come in here; anything else is refused by its first bytes or by running out.
//   https://www.lua.org/source/5.4/lundump.c.html · https://www.lua.org/source/5.4/lopcodes.h.html

/** A global by name, where it is used. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

export interface Globals {
  readonly reads: readonly GlobalUse[];
  readonly writes: readonly GlobalUse[];
  /** Names of local variables and parameters. */
  readonly locals: ReadonlySet<string>;
  /** The table of globals is handed about as a value: names may be assigned that no instruction tells of. */
  readonly isOpen: boolean;
}

/** Signature, version, format, check data, three sizes, a sample integer and number; the count of upvalues. */
const BODY = 4 + 1 + 1 + 6 + 3 + 8 + 8 + 1;
const OP = { getUpvalue: 9, getGlobal: 11, setGlobal: 15, setField: 18 } as const;
/** In place of a line's difference: the line itself is in the other table. */
const ABSOLUTE = -128;

interface Reader {
  byte(): number;
  skip(bytes: number): void;
  word(): number;
  number(): number;
  text(): string | null;
}

interface Found {
  readonly reads: GlobalUse[];
  readonly writes: GlobalUse[];
  readonly locals: Set<string>;
  isOpen: boolean;
}

/** Null for what is no dump of Lua 5.4. */
export function readGlobals(dump: Uint8Array): Globals | null {
  if (dump.length < BODY || dump[0] !== 0x1b || dump[1] !== 0x4c || dump[4] !== 0x54) return null;
  const found: Found = { reads: [], writes: [], locals: new Set(), isOpen: false };
  try {
    readFunction(readerAt(dump, BODY), found);
    return found;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readFunction(from: Reader, found: Found): void {
  from.text();
  const lineDefined = from.number();
  from.number();
  from.skip(3);
  const code = times(from, () => from.word());
  const constants = times(from, () => constant(from));
  times(from, () => from.skip(3));
  times(from, () => readFunction(from, found));
  const differences = times(from, () => (from.byte() << 24) >> 24);
  const absolute = new Map(times(from, () => [from.number(), from.number()] as const));
  for (const name of times(from, () => localName(from))) if (name) found.locals.add(name);
  const upvalues = times(from, () => from.text());

  let line = lineDefined;
  let hasTable = false;
  for (const [pc, word] of code.entries()) {
    const difference = differences[pc] ?? 0;
    line = difference === ABSOLUTE ? (absolute.get(pc) ?? line) : line + difference;
    const [a, b, c] = [(word >>> 7) & 0xff, (word >>> 16) & 0xff, word >>> 24];
    switch (word & 0x7f) {
      case OP.getGlobal:
        if (upvalues[b] === '_ENV') found.reads.push({ name: constants[c] ?? '', line });
        hasTable ||= constants[c] === '_G';
        break;
      case OP.setGlobal:
        if (upvalues[a] === '_ENV') found.writes.push({ name: constants[b] ?? '', line });
        break;
      case OP.getUpvalue:
        if (upvalues[b] === '_ENV') found.isOpen = true;
        break;
      case OP.setField:
        // `_G.name = …`, or near enough.
        if (hasTable) found.writes.push({ name: constants[b] ?? '', line });
        break;
    }
  }
}

function localName(from: Reader): string | null {
  const name = from.text();
  from.number();
  from.number();
  return name;
}

/** The text of a constant that is one. */
function constant(from: Reader): string | null {
  const kind = from.byte();
  if (kind === 0x04 || kind === 0x14) return from.text();
  if (kind === 0x03 || kind === 0x13) from.skip(8);
  else if (kind !== 0x00 && kind !== 0x01 && kind !== 0x11) throw new RangeError('an unknown constant');
  return null;
}

function times<T>(from: Reader, read: () => T): T[] {
  const count = from.number();
  return Array.from({ length: count }, read);
}

function readerAt(bytes: Uint8Array, start: number): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  const move = (count: number): number => {
    const before = at;
    at += count;
    if (at > bytes.length) throw new RangeError('the dump ends too early');
    return before;
  };
  const number = (): number => {
    let value = 0;
    for (;;) {
      const byte = bytes[move(1)]!;
      value = value * 128 + (byte & 0x7f);
      if (value > bytes.length * 128 + 0x7fffffff) throw new RangeError('no number');
      if (byte & 0x80) return value;
    }
  };
  return {
    byte: () => bytes[move(1)]!,
    skip: (count) => void move(count),
    word: () => view.getUint32(move(4), true),
    number,
    text() {
      const size = number();
      if (size === 0) return null;
      const from = move(size - 1);
      return Buffer.from(bytes.subarray(from, from + size - 1)).toString('utf8');
    },
  };
}

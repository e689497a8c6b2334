// A recording as text: asciicast version 2, a header and then an event a line.

export interface CastHeader {
  readonly version: 2;
  readonly width: number;
  readonly height: number;
  /** Seconds since the epoch. */
  readonly timestamp?: number;
  readonly title?: string;
}

/** `o` is output, `r` a size as `80x24`; those of other kinds are kept as they are. `at` is in seconds from the start. */
export interface CastEvent {
  readonly at: number;
  readonly kind: string;
  readonly data: string;
}

export interface Cast {
  readonly header: CastHeader;
  readonly events: readonly CastEvent[];
}

/** One event as its line, with the line end. */
export function eventLine({ at, kind, data }: CastEvent): string {
  return `${JSON.stringify([Number(at.toFixed(6)), kind, data])}\n`;
}

/**
 * The recording in `text`; `name` is what errors call it. A last line that was not written to its end is left out.
 * Throws an Error with `name:line` and what was expected.
 */
export function parseCast(text: string, name: string): Cast {
  const lines = text.split('\n');
  const last = lines.at(-1)!;
  if (!last.endsWith(']')) lines.pop();
  const header = read(lines[0] ?? '', `${name}:1`) as Partial<CastHeader> | null;
  const isSize = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0;
  if (header?.version !== 2 || !isSize(header.width) || !isSize(header.height))
    throw new Error(`${name}:1: a header of asciicast version 2 expected, with width and height`);
  const events = lines
    .slice(1)
    .flatMap((line, i) => (line === '' ? [] : [eventOf(line, `${name}:${i + 2}`)]));
  return { header: header as CastHeader, events };
}

function eventOf(line: string, place: string): CastEvent {
  const event = read(line, place);
  if (
    !Array.isArray(event) ||
    !Number.isFinite(event[0]) ||
    event.slice(1).some((part) => typeof part !== 'string')
  )
    throw new Error(`${place}: [seconds, "kind", "text"] expected`);
  const [at, kind = '', data = ''] = event as [number, string?, string?];
  return { at, kind, data };
}

function read(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${place}: a line of JSON expected`);
  }
}

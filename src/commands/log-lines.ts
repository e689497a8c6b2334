// Log files as entries in time: an entry begins at a line that begins with a time, and takes the lines
// after it that do not (a stack, a wrapped text).

export interface LogEntry {
  /** Milliseconds since the epoch; that of the entry before where a file begins without one. */
  readonly at: number;
  readonly source: string;
  readonly text: string;
}

const TIME =
  /^[[{"]*(?:timestamp"?:\s*")?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:[.,]\d+)?)\s?(Z|[+-]\d\d:?\d\d)?/;

/** The time at the start of a line, in milliseconds since the epoch; UTC where it names no zone. */
export function lineTime(line: string): number | undefined {
  const match = TIME.exec(line);
  if (!match) return undefined;
  const at = Date.parse(`${match[1]}T${match[2]!.replace(',', '.')}${match[3] ?? 'Z'}`);
  return Number.isNaN(at) ? undefined : at;
}

/** The entries of one file's text. */
export function parseLog(source: string, text: string, since = 0): LogEntry[] {
  const entries: { at: number; source: string; text: string }[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const at = lineTime(line);
    const last = entries.at(-1);
    if (at === undefined && last) last.text += `\n${line}`;
    else if (line !== '' || at !== undefined) entries.push({ at: at ?? since, source, text: line });
  }
  return entries;
}

/** Entries of all files in the order of time; those of one time in the order given. */
export function mergeLogs(files: readonly (readonly LogEntry[])[]): LogEntry[] {
  return files.flat().sort((a, b) => a.at - b.at);
}

/** Entries as printed: the source before each line. */
export function formatLog(entries: readonly LogEntry[]): string {
  return entries
    .flatMap((entry) => entry.text.split('\n').map((line) => `${entry.source} ${line}`))
    .join('\n');
}

/** `hub` for `hub.log`, `hub.log.1`, `hub.1.log` and `hub-2026.log`: one name for all turns of a log. */
export function logSource(file: string): string {
  return /^[a-z]+(?:-start)?/i.exec(file)?.[0] ?? file;
}

// One table of a TOML file, put in or taken out; every other character stays where it is.
import { ScanError } from './json-scan.ts';
import { scanToml, type TomlStatement } from './toml-scan.ts';

/**
 * `text` with the table of that path having these keys, whose values are TOML; others that it has stay. Throws
 * ScanError where that cannot be.
 */
export function setTable(
  text: string,
  path: readonly string[],
  keys: Readonly<Record<string, string>>,
): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = Object.entries(keys).map(([key, value]) => `${key} = ${value}`);
  const found = findTable(text, path);
  if (found) {
    const [header] = found.statements;
    if (header!.path.length !== path.length) {
      throw new ScanError(text, found.start, `there is no [${path.join('.')}] before it: change it by hand`);
    }
    return setKeys(text, found.statements, lines, newline);
  }
  const block = [`[${path.join('.')}]`, ...lines, ''].join(newline);
  if (text.trim() === '') return block;
  return `${text.endsWith('\n') ? text : text + newline}${newline}${block}`;
}

/** `text` without that key, where its value is ours. */
export function removeRootKey(text: string, key: string, isOurs: (value: string) => boolean): string {
  const found = rootKey(text, key);
  if (!found || !isOurs(text.slice(found.start, found.end))) return text;
  return text.slice(0, found.start) + text.slice(found.end).replace(/^[ \t]*(?:#[^\n]*)?\r?\n/, '');
}

function rootKey(text: string, key: string): TomlStatement | undefined {
  const statements = scanToml(text);
  const table = statements.findIndex(({ kind }) => kind !== 'key');
  const root = table < 0 ? statements : statements.slice(0, table);
  return root.find(({ path }) => path.length === 1 && path[0] === key);
}

/** Each line in place of the statement of its key, else behind the header; from the end, so that places hold. */
function setKeys(
  text: string,
  [header, ...statements]: readonly TomlStatement[],
  lines: readonly string[],
  newline: string,
): string {
  const nextTable = statements.findIndex(({ kind }) => kind !== 'key');
  const own = nextTable < 0 ? statements : statements.slice(0, nextTable);
  const edits = lines.map((line) => {
    const key = line.slice(0, line.indexOf(' = '));
    const known = own.find(({ path }) => path.length === 1 && path[0] === key);
    return known
      ? { start: known.start, end: known.end, line }
      : { start: header!.end, end: header!.end, line: `${newline}${line}` };
  });
  // Several behind the header keep their order.
  const ordered = edits.map((edit, i) => ({ ...edit, i })).sort((a, b) => b.start - a.start || b.i - a.i);
  return ordered.reduce(
    (edited, { start, end, line }) => edited.slice(0, start) + line + edited.slice(end),
    text,
  );
}

/** `text` without that table and those below it. */
export function removeTable(text: string, path: readonly string[]): string {
  const found = findTable(text, path);
  if (!found) return text;
  const before = text.slice(0, found.start);
  const after = text.slice(found.end).replace(/^[ \t]*(?:#[^\n]*)?\r?\n/, '');
  // The blank line that kept it apart goes too.
  return before.replace(/(^|\n)\r?\n$/, '$1') + after;
}

/** From its header to the end of its last statement; undefined where it is not there. */
function findTable(
  text: string,
  path: readonly string[],
): { start: number; end: number; statements: readonly TomlStatement[] } | undefined {
  const ours: TomlStatement[] = [];
  let table: readonly string[] = [];
  let isOver = false;
  for (const statement of scanToml(text)) {
    if (statement.kind !== 'key') table = statement.path;
    const full = statement.kind === 'key' ? [...table, ...statement.path] : statement.path;
    const isOurs = startsWith(table, path);
    if (!isOurs && (startsWith(full, path) || isParentAsValue(statement, full, path))) {
      throw new ScanError(
        text,
        statement.start,
        `${full.join('.')} is written in a way that is not edited here: change it by hand`,
      );
    }
    if (!isOurs) {
      isOver ||= ours.length > 0;
      continue;
    }
    if (isOver || statement.kind === 'array') {
      throw new ScanError(text, statement.start, `${path.join('.')} is in several places: change it by hand`);
    }
    ours.push(statement);
  }
  return ours.length > 0 ? { start: ours[0]!.start, end: ours.at(-1)!.end, statements: ours } : undefined;
}

/** `mcp_servers = { … }`: a table behind it could not be read. */
function isParentAsValue(
  statement: TomlStatement,
  full: readonly string[],
  path: readonly string[],
): boolean {
  return statement.kind === 'key' && full.length < path.length && startsWith(path, full);
}

function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((part, i) => path[i] === part);
}

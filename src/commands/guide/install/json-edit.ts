// One entry of a table in a JSON file, put in or taken out; every other character stays where it is.
import { type JsonMember, type JsonValue, ScanError, scanJson } from './json-scan.ts';

export interface JsonPlace {
  /** The member of the file's object that holds the table. */
  readonly table: string;
  readonly key: string;
  readonly comments: boolean;
}

/**
 * `text` with the entry having these fields; others that it has stay. Throws ScanError where the text cannot be
 * read, or the table or the entry is no object.
 */
export function setEntry(text: string, place: JsonPlace, fields: Readonly<Record<string, unknown>>): string {
  if (text.trim() === '') return `${JSON.stringify({ [place.table]: { [place.key]: fields } }, null, 2)}\n`;
  const { root, table } = find(text, place);
  if (!table) return addMember(text, root, place.table, { [place.key]: fields }, styleOf(text, root));
  const entry = last(table.value.members!, place.key);
  if (!entry) return addMember(text, table.value, place.key, fields, styleOf(text, root));
  if (!entry.value.members) throw new ScanError(text, entry.start, `"${place.key}" is no object`);
  return Object.entries(fields).reduce((edited, [name, value]) => setField(edited, place, name, value), text);
}

function setField(text: string, place: JsonPlace, name: string, value: unknown): string {
  const { root, table } = find(text, place);
  const entry = last(table!.value.members!, place.key)!;
  const field = last(entry.value.members!, name);
  const style = styleOf(text, root);
  if (!field) return addMember(text, entry.value, name, value, style);
  if (isSame(slice(text, field.value), value)) return text;
  const written = format(value, indentBefore(text, field.start), style);
  return text.slice(0, field.value.start) + written + text.slice(field.value.end);
}

/** `text` without the entry, and without its table where that is then empty; blank where nothing is left. */
export function removeEntry(text: string, place: JsonPlace): string {
  if (text.trim() === '') return text;
  const { table } = find(text, place);
  const entry = table && last(table.value.members!, place.key);
  if (!table || !entry) return text;
  const without = removeMember(text, table.value, entry);
  const again = find(without, place);
  if (again.table!.value.members!.length > 0 || /[^\s{}]/.test(slice(without, again.table!.value)))
    return without;
  const rest = removeMember(without, again.root, again.table!);
  return /^\s*\{\s*\}\s*$/.test(rest) ? '' : rest;
}

interface Style {
  readonly unit: string;
  readonly newline: string;
}

function find(text: string, place: JsonPlace): { root: JsonValue; table: JsonMember | undefined } {
  const root = scanJson(text, place);
  if (!root.members) throw new ScanError(text, root.start, 'an object expected');
  const table = last(root.members, place.table);
  if (table && !table.value.members) throw new ScanError(text, table.start, `"${place.table}" is no object`);
  return { root, table };
}

/** As programs read it, the last of several counts. */
function last(members: readonly JsonMember[], key: string): JsonMember | undefined {
  return members.findLast((member) => member.key === key);
}

function isSame(written: string, wanted: unknown): boolean {
  try {
    return JSON.stringify(JSON.parse(written)) === JSON.stringify(wanted);
  } catch {
    // It has comments.
    return false;
  }
}

function addMember(text: string, object: JsonValue, key: string, value: unknown, style: Style): string {
  const members = object.members!;
  const isOneLine = members.length > 0 && !slice(text, object).includes('\n');
  const before = members.at(-1);
  if (isOneLine) {
    const at = before!.value.end;
    return `${text.slice(0, at)}, ${JSON.stringify(key)}: ${JSON.stringify(value)}${text.slice(at)}`;
  }
  const outer = indentBefore(text, object.end - 1, object.start);
  const inner = before ? indentBefore(text, before.start) : outer + style.unit;
  // Behind what stands last in the object, which may be a comment.
  const close = object.end - 1;
  const tail = close - /\s*$/.exec(text.slice(0, close))![0].length;
  // Where the last one has a comma, so gets ours: then taking it out again leaves what was there.
  const hasComma = before !== undefined && commaAfter(text, before.value.end, tail) !== undefined;
  const head =
    before && !hasComma
      ? `${text.slice(0, before.value.end)},${text.slice(before.value.end, tail)}`
      : text.slice(0, tail);
  const member = `${JSON.stringify(key)}: ${format(value, inner, style)}${hasComma ? ',' : ''}`;
  const rest = text.slice(tail, close);
  const ending = rest.includes('\n') ? rest : `${style.newline}${outer}`;
  return head + style.newline + inner + member + ending + text.slice(close);
}

function removeMember(text: string, object: JsonValue, member: JsonMember): string {
  const members = object.members!;
  const place = members.indexOf(member);
  const next = members[place + 1];
  const before = members[place - 1];
  const start = member.start - /\s*$/.exec(text.slice(0, member.start))![0].length;
  const comma = commaAfter(text, member.value.end, object.end);
  const end = comma === undefined ? member.value.end : comma + 1;
  let head = text.slice(0, start);
  if (!next && before && comma === undefined) {
    const at = commaAfter(text, before.value.end, member.start)!;
    head = text.slice(0, at) + text.slice(at + 1, start);
  }
  const rest = text.slice(end);
  return !next && !before && /^\s*\}/.test(rest) && head.endsWith('{')
    ? head + rest.trimStart()
    : head + rest;
}

/** The comma behind a value, comments between left out. */
function commaAfter(text: string, from: number, to: number): number | undefined {
  const found = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(from, to));
  return found ? from + found[0].length - 1 : undefined;
}

function styleOf(text: string, root: JsonValue): Style {
  const first = root.members?.[0];
  const unit = first ? indentBefore(text, first.start) : '';
  return { unit: unit === '' ? '  ' : unit, newline: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The blanks that the line of `at` begins with; of `otherwise`'s line where something stands before it. */
function indentBefore(text: string, at: number, otherwise = at): string {
  const line = (place: number): string => text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
  const own = line(at);
  return /^[ \t]*/.exec(/\S/.test(own) ? line(otherwise) : own)![0];
}

function format(value: unknown, indent: string, { unit, newline }: Style): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', `${newline}${indent}`);
}

function slice(text: string, { start, end }: JsonValue): string {
  return text.slice(start, end);
}

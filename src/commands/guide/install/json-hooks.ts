// Hooks in a JSON file, put in or taken out: `{"hooks": {EVENT: [{"hooks": [{"type": "command", …}]}]}}`, as Claude
// Code and Gemini CLI read them. Whatever else is in the lists stays where it is.
import { removeEntry, setEntry } from './json-edit.ts';
import { type JsonValue, ScanError, scanJson } from './json-scan.ts';

export interface HookPlace {
  readonly events: readonly string[];
  readonly comments: boolean;
  /** Text by which an entry of ours is known, whoever wrote it and wherever the program was then. */
  readonly mark: string;
}

const TABLE = 'hooks';

/** `text` with `entry` in the list of every event, in place of what of ours was there. Throws ScanError. */
export function setHooks(text: string, place: HookPlace, entry: Readonly<Record<string, unknown>>): string {
  return place.events.reduce((edited, event) => setHook(edited, place, event, entry), text);
}

/** `text` without our entries, and without lists that are then empty. */
export function removeHooks(text: string, place: HookPlace): string {
  return place.events.reduce((edited, event) => {
    const without = removeOurs(edited, place, event);
    const isEmpty = without !== edited && listOf(without, place, event)?.items?.length === 0;
    return isEmpty ? removeEntry(without, entryOf(place, event)) : without;
  }, text);
}

function setHook(text: string, place: HookPlace, event: string, entry: object): string {
  const list = text.trim() === '' ? undefined : listOf(text, place, event);
  // What is a list in the file is one here too: `setEntry` only looks into entries that are there.
  if (!list) return setEntry(text, entryOf(place, event), [entry] as never);
  const ours = list.items!.filter((item) => isOurs(text, item, place));
  if (ours.length === 1 && isSame(text, ours[0]!, entry)) return text;
  const cleared = ours.length > 0 ? removeOurs(text, place, event) : text;
  const rest = listOf(cleared, place, event)!;
  const last = rest.items!.at(-1);
  const written = JSON.stringify(entry);
  if (!last) return `${cleared.slice(0, rest.start)}[${written}]${cleared.slice(rest.end)}`;
  const lineStart = cleared.lastIndexOf('\n', last.start) + 1;
  const lead = cleared.slice(lineStart, last.start);
  const gap = /^[ \t]*$/.test(lead) ? `\n${lead}` : ' ';
  return `${cleared.slice(0, last.end)},${gap}${written}${cleared.slice(last.end)}`;
}

function removeOurs(text: string, place: HookPlace, event: string): string {
  if (text.trim() === '') return text;
  const list = listOf(text, place, event);
  const items = list?.items ?? [];
  const index = items.findIndex((one) => isOurs(text, one, place));
  if (!list || index < 0) return text;
  const [before, item, next] = [items[index - 1], items[index]!, items[index + 1]];
  const [from, to] = next
    ? [item.start, next.start]
    : before
      ? [before.end, item.end]
      : [list.start + 1, list.end - 1];
  return removeOurs(text.slice(0, from) + text.slice(to), place, event);
}

function listOf(text: string, place: HookPlace, event: string): JsonValue | undefined {
  const root = scanJson(text, place);
  if (!root.members) throw new ScanError(text, root.start, 'an object expected');
  const table = root.members.findLast(({ key }) => key === TABLE);
  if (table && !table.value.members) throw new ScanError(text, table.start, `"${TABLE}" is no object`);
  const found = table?.value.members?.findLast(({ key }) => key === event);
  if (found && !found.value.items) throw new ScanError(text, found.start, `"${event}" is no list`);
  return found?.value;
}

function entryOf({ comments }: HookPlace, event: string) {
  return { table: TABLE, key: event, comments };
}

function isOurs(text: string, { start, end }: JsonValue, { mark }: HookPlace): boolean {
  return text.slice(start, end).includes(mark);
}

function isSame(text: string, { start, end }: JsonValue, entry: object): boolean {
  try {
    return JSON.stringify(JSON.parse(text.slice(start, end))) === JSON.stringify(entry);
  } catch {
    return false;
  }
}

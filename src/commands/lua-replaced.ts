// What a Lua file replaces, as text: the one thing against the other.
import { createTwoFilesPatch } from 'diff';
import type { LuaReplaced } from '../protocol/hub-lua-api.ts';

/** A unified diff without a line end after it; empty where both texts are the same. */
export function patchOf(oldName: string, newName: string, oldText: string, newText: string): string {
  return oldText === newText ? '' : createTwoFilesPatch(oldName, newName, oldText, newText).trimEnd();
}

/** One line that names what is replaced. */
export function replacedLine(row: LuaReplaced): string {
  const changed = row.was === undefined ? '' : ', which changed with this version';
  return `${row.owner}: ${labelOf(row)} replaces that of ${row.below.owner}${changed}`;
}

/** What is replaced against what replaces it. */
export function replacedPatch(row: LuaReplaced): string {
  const label = labelOf(row);
  const { owner, text } = row.below;
  return (
    piecePatch(`${owner} ${label}`, `${row.owner} ${label}`, text, row.text) ||
    `${replacedLine(row)}, with the same text`
  );
}

/** What is replaced as it was against what it is. */
export function upgradePatch({ was, below, ...row }: LuaReplaced): string {
  const name = `${below.owner} ${labelOf(row)}`;
  if (typeof was !== 'string') return `${name}: its text before this version was too long to be kept`;
  return piecePatch(`${name} (before)`, `${name} (this version)`, was, below.text);
}

/** For programs: names, places and diffs. */
export function replacedObject(row: LuaReplaced) {
  const { kind, name, owner, below } = row;
  const upgrade = row.was === undefined ? {} : { upgrade: upgradePatch(row) };
  return {
    kind,
    name,
    owner,
    below: { owner: below.owner, layer: below.layer },
    diff: replacedPatch(row),
    ...upgrade,
  };
}

/** A method of App by its name alone, all else with its kind. */
function labelOf({ kind, name }: Pick<LuaReplaced, 'kind' | 'name'>): string {
  return kind === 'method' ? name : `${kind} ${name}`;
}

/** Pieces of files end with a line, though their texts do not say so. */
function piecePatch(oldName: string, newName: string, oldText: string, newText: string): string {
  return patchOf(oldName, newName, `${oldText}\n`, `${newText}\n`);
}

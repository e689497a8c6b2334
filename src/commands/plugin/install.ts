// Putting a plugin in its place, and back: each of these happens whole or not at all, and the one before is kept.
// The lock agrees with the folder before and after, and in between with both (`next_hash`).
import { existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hashContent } from '../../hub/plugins/content.ts';
import { changeLock, type Locked } from '../../hub/plugins/lock.ts';

/** Where a plugin is. */
export function placeOf(home: string, name: string): string {
  return join(home, 'plugins', name);
}

/** Where the one before its last update is kept. */
export function previousOf(home: string, name: string): string {
  return join(home, 'plugins', '.previous', name);
}

/** Whether something has that place, a link that leads nowhere too. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Moves a staged folder to where nothing is yet. Throws what node:fs throws; then nothing has changed. */
export function install(home: string, name: string, folder: string, entry: Locked): void {
  changeLock(home, name, entry);
  try {
    renameSync(folder, placeOf(home, name));
  } catch (error) {
    changeLock(home, name, null);
    throw error;
  }
}

/** Makes a plugin of a folder that stays where it is. */
export function link(home: string, name: string, target: string, entry: Locked): void {
  mkdirSync(join(home, 'plugins'), { recursive: true });
  changeLock(home, name, entry);
  try {
    symlinkSync(target, placeOf(home, name));
  } catch (error) {
    changeLock(home, name, null);
    throw error;
  }
}

/**
 * Replaces a plugin by a staged folder and keeps what it was, as it was, by hand or not. Throws what node:fs
 * throws; then the old one is in force.
 */
export function replace(home: string, name: string, folder: string, before: Locked, entry: Locked): void {
  const place = placeOf(home, name);
  const kept = previousOf(home, name);
  const old = isThere(place) ? contentOf(place) : null;
  changeLock(home, name, { ...before, ...(entry.hash === null ? {} : { next_hash: entry.hash }) });
  let moved = false;
  try {
    mkdirSync(join(home, 'plugins', '.previous'), { recursive: true });
    rmSync(kept, { recursive: true, force: true });
    moved = isThere(place);
    if (moved) renameSync(place, kept);
    renameSync(folder, place);
    const { rev, commit, added_at } = before;
    const previous = old === null ? {} : { previous: { rev, commit, added_at, hash: old } };
    changeLock(home, name, { ...entry, ...previous });
  } catch (error) {
    if (moved && !existsSync(place)) renameSync(kept, place);
    const { next_hash: _, ...same } = before;
    changeLock(home, name, same);
    throw error;
  }
}

/** The hash of a folder's content; null for what cannot be content, and so not be put back. */
export function contentOf(folder: string): string | null {
  try {
    return hashContent(folder);
  } catch {
    return null;
  }
}

/** Changes places with the one before: done twice, all is as it was. Throws Error where none is kept. */
export function revert(home: string, name: string, entry: Locked): Locked {
  const { previous } = entry;
  const kept = previousOf(home, name);
  if (!previous?.hash || !existsSync(kept)) throw new Error(`no earlier version of ${name} is kept`);
  const hash = hashContent(kept);
  if (hash !== previous.hash) throw new Error(`plugins/.previous/${name} was changed: it is not put back`);
  const { next_hash: _, previous: __, ...now } = entry;
  // Where an update was cut off, only the one before is there.
  const folder = `${kept}.back`;
  rmSync(folder, { recursive: true, force: true });
  renameSync(kept, folder);
  const { rev, commit, added_at } = previous;
  const back: Locked = { ...now, rev, commit, added_at, hash };
  try {
    replace(home, name, folder, entry, back);
  } catch (error) {
    if (existsSync(folder)) renameSync(folder, kept);
    throw error;
  }
  return back;
}

/** Takes a plugin away, and the one before; of a linked one the link alone. */
export function remove(home: string, name: string): void {
  const place = placeOf(home, name);
  // Renamed first: it is gone at once, or still whole.
  const gone = join(home, 'plugins', `.gone-${name}-${process.pid}`);
  if (isThere(place)) renameSync(place, gone);
  changeLock(home, name, null);
  rmSync(gone, { recursive: true, force: true });
  rmSync(previousOf(home, name), { recursive: true, force: true });
}

/** Where a linked plugin leads; null for one that is no link. */
export function linkOf(home: string, name: string): string | null {
  const place = placeOf(home, name);
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(place) : null;
}

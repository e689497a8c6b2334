// Sets of files: what is on disk, what is live, what is left of it. Files of the package (core, default)
// are in every set and in no saved one: they change with the program's version, not with the person's saves.
import type { SourceFile } from './types.ts';

/** Files by unit. */
export type Manifest = ReadonlyMap<string, SourceFile>;

export function manifestOf(files: Iterable<SourceFile>): Manifest {
  return new Map([...files].map((file) => [file.unit, file]));
}

export function isBase(file: Pick<SourceFile, 'layer'>): boolean {
  return file.layer === 'core' || file.layer === 'default';
}

/** The package's files, and the person's, each in the order of their names. */
export function split(files: Iterable<SourceFile>): {
  readonly base: SourceFile[];
  readonly own: SourceFile[];
} {
  const base: SourceFile[] = [];
  const own: SourceFile[] = [];
  const sorted = [...files].sort((a, b) => (a.unit < b.unit ? -1 : 1));
  for (const file of sorted) (isBase(file) ? base : own).push(file);
  return { base, own };
}

/** Names what is in a set: equal for equal sets. */
export function fingerprint(files: Manifest): string {
  return [...files.values()]
    .map((file) => `${file.unit}\0${file.hash}`)
    .sort()
    .join('\n');
}

/** Units of `files` that `before` has not, or has with other text. */
export function changedSince(files: Manifest, before: Manifest): string[] {
  return [...files.values()]
    .filter((file) => before.get(file.unit)?.hash !== file.hash)
    .map((file) => file.unit);
}

export function without(files: Manifest, units: ReadonlySet<string>): Manifest {
  return new Map([...files].filter(([unit]) => !units.has(unit)));
}

/** Units of `before` that `files` has not. */
export function goneSince(files: Manifest, before: Manifest): string[] {
  return [...before.keys()].filter((unit) => !files.has(unit));
}

/** `before` with the files of `units` as they are in `files`; those that are gone there are gone here. */
export function updated(before: Manifest, files: Manifest, units: Iterable<string>): Manifest {
  const next = new Map(before);
  for (const unit of units) {
    const file = files.get(unit);
    if (file) next.set(unit, file);
    else next.delete(unit);
  }
  return next;
}

/** Files that go live, and fail, together: those of one plugin. Every other file is a group of its own. */
export function groupOf(unit: string): string {
  return /^plugins\/[^/]+(?=\/)/.exec(unit)?.[0] ?? unit;
}

/** These units, and all of `files` that go with one of them. */
export function withGroups(units: Iterable<string>, files: Manifest): ReadonlySet<string> {
  const all = new Set(units);
  const groups = new Set([...all].map(groupOf).filter((group) => !all.has(group)));
  if (groups.size === 0) return all;
  for (const unit of files.keys()) if (groups.has(groupOf(unit))) all.add(unit);
  return all;
}

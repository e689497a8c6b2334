// What a new version of the program changed below files that replace it. The text of each default is kept as
// it was when the file was first seen to replace it; a later start that finds another, while the file is as it
// was, says so once. Saving the file again, or having seen what changed, settles it.
import { createHash } from 'node:crypto';
import type { LuaWorld, SourceFile } from '../../lua/types.ts';
import { liveFiles, type Report } from '../builds.ts';
import type { OverlayStore } from '../overlays.ts';
import type { Store } from '../store.ts';
import { askDefaults, type Below, labelOf } from './replaced.ts';

/** A default that changed. */
export interface Upgraded extends Below {
  /** Its text before; null where that was too long to be kept. */
  readonly was: string | null;
}

export interface Upgrades {
  /** Looks at the files that are live with a text that was not looked at before. */
  reported(report: Report): void;
  /** Resolves when what was reported is looked at, the first report at least. */
  looked(): Promise<void>;
  /** What changed below a file, and is not settled. */
  of(unit: string): readonly Upgraded[];
  /** Settles a file. Returns how much of it was not. */
  seen(unit: string): number;
}

/** What is kept of a file: the hash of its text, and what it replaces of ours. */
interface Known {
  readonly hash: string;
  readonly things: Record<string, Thing>;
}

interface Thing {
  readonly hash: string;
  readonly text: string | null;
  /** Hash of the changed text that a person was told of. */
  readonly told?: string;
}

/** Longer texts are known by their hash alone. */
const MAX_CHARACTERS = 64 * 1024;
const BANNER = 'upgrade';

export function createUpgrades(parts: {
  readonly store: Store;
  readonly overlays: OverlayStore;
  readonly world: () => LuaWorld;
  /** Whether a person switched the file off: it is not among those reported, and may come back. */
  readonly isOff: (unit: string) => boolean;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}): Upgrades {
  const { store, overlays } = parts;
  /** Hashes of the texts that were looked at, by unit. */
  const looked = new Map<string, string>();
  const changed = new Map<string, readonly Upgraded[]>();

  const read = (unit: string): Known | null => {
    const text = store.get('replaced', unit);
    return text === undefined ? null : (JSON.parse(text) as Known);
  };
  const write = (unit: string, known: Known): void =>
    store.set('replaced', unit, Object.keys(known.things).length > 0 ? JSON.stringify(known) : null);
  const compare = ({ unit, hash }: SourceFile, rows: readonly Below[]): void => {
    const before = read(unit);
    const earlier = before?.hash === hash ? before.things : {};
    const things: Record<string, Thing> = {};
    const found: Upgraded[] = [];
    for (const row of rows) {
      const thing = labelOf(row);
      if (things[thing]) continue;
      const now = thingOf(row);
      things[thing] = earlier[thing] ?? now;
      if (things[thing].hash !== now.hash) found.push({ ...row, was: things[thing].text });
    }
    write(unit, { hash, things });
    if (found.length > 0) changed.set(unit, found);
    else changed.delete(unit);
  };
  /** Marks what is told of as told. Returns whether any of it is news. */
  const tell = (all: readonly Upgraded[]): boolean => {
    let isNews = false;
    for (const row of all) {
      const known = read(row.file)!;
      const thing = known.things[labelOf(row)]!;
      const told = hashOf(row.below.text);
      if (thing.told === told) continue;
      isNews = true;
      write(row.file, { ...known, things: { ...known.things, [labelOf(row)]: { ...thing, told } } });
    }
    return isNews;
  };
  const show = (): void => {
    const all = [...changed.values()].flat();
    const [first] = all;
    if (!first) {
      overlays.clear(BANNER);
      return;
    }
    const isUp = overlays.of('').banners.some(({ id }) => id === BANNER);
    const text = describe(first, all.length - 1);
    const isNews = tell(all);
    if (isNews) parts.log('info', text);
    if (isNews || isUp)
      overlays.banner({ id: BANNER, level: 'info', text, hint: hintFor([...changed.keys()]) });
  };

  const forgetGone = ({ set }: Report): void => {
    const there = new Set([...set.files, ...set.problems].map(({ unit }) => unit));
    for (const unit of [...store.all('replaced').keys()]) {
      if (there.has(unit) || parts.isOff(unit)) continue;
      store.set('replaced', unit, null);
      looked.delete(unit);
      changed.delete(unit);
    }
  };
  const lookAt = async (fresh: readonly SourceFile[]): Promise<void> => {
    for (const { unit, hash } of fresh) looked.set(unit, hash);
    const rows = await askDefaults(parts.world(), fresh.length === 1 ? fresh[0]!.unit : undefined);
    const byFile = new Map<string, Below[]>();
    for (const row of rows ?? []) byFile.set(row.file, [...(byFile.get(row.file) ?? []), row]);
    for (const file of fresh) {
      // Meanwhile another text may be live, which is then looked at by itself.
      if (looked.get(file.unit) !== file.hash) continue;
      if (rows) compare(file, byFile.get(file.unit) ?? []);
      else looked.delete(file.unit);
    }
  };
  const look = async (report: Report): Promise<void> => {
    try {
      forgetGone(report);
      const fresh = liveFiles(report).filter(({ unit, hash }) => looked.get(unit) !== hash);
      if (fresh.length > 0) await lookAt(fresh);
      show();
    } catch (error) {
      parts.log('warn', `what files replace is not known: ${(error as Error).message}`);
    }
  };
  let begin = (_first: Promise<void>): void => {};
  let looking = new Promise<void>((resolve) => {
    begin = resolve;
  });

  return {
    reported(report) {
      looking = look(report);
      begin(looking);
    },
    looked: () => looking,
    of: (unit) => changed.get(unit) ?? [],
    seen(unit) {
      const rows = changed.get(unit) ?? [];
      const known = read(unit);
      if (known) {
        const now = Object.fromEntries(rows.map((row) => [labelOf(row), thingOf(row)]));
        write(unit, { ...known, things: { ...known.things, ...now } });
      }
      changed.delete(unit);
      show();
      return rows.length;
    },
  };
}

function thingOf({ below: { text } }: Below): Thing {
  return { hash: hashOf(text), text: text.length > MAX_CHARACTERS ? null : text };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function describe(row: Upgraded, more: number): string {
  const file = row.below.owner.replace(/:\d+$/, '');
  const rest = more > 0 ? ` (+${more} more)` : '';
  return `${row.owner} replaces ${file}'s ${labelOf(row)}, which this version changed${rest}`;
}

function hintFor([first, ...others]: readonly string[]): string {
  const rest = others.length > 0 ? `; also ${others.join(', ')}` : '';
  return `to compare: botster-tui lua diff ${first} --upgrade${rest}`;
}

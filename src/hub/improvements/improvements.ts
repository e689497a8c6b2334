// What a person can do about the files of the home: see what each was, go back, switch one off, and grant
// what one written by an agent asks for. Kept in the store; files are changed on disk, and take the way of
// every save from there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LuaWorld, SourceFile } from '../../lua/types.ts';
import { refuse } from '../../protocol/rpc.ts';
import type { Report } from '../builds.ts';
import type { Level } from '../log.ts';
import type { LuaFiles } from '../lua-files.ts';
import type { OverlayStore } from '../overlays.ts';
import type { Store } from '../store.ts';
import { writeWhole } from '../write-whole.ts';
import { askedFor, capabilities } from './capabilities.ts';
import { createGrants, type Wish } from './grants.ts';
import { createHistory, type Version } from './history.ts';
import { createSwitches, type Switches } from './switches.ts';
import { createUpgrades, type Upgrades } from './upgrades.ts';

export interface Improvements {
  readonly switches: Switches;
  readonly upgrades: Upgrades;
  /** Capabilities in force, by unit. */
  grants(): Record<string, string[]>;
  /** A build is done: what is live is kept. */
  built(report: Report): void;
  /** What it was of has held still. */
  reported(report: Report): void;
  versions(unit: string): readonly Version[];
  /** Puts version `to` on disk, the newest good one that is not there now without. Returns its number. */
  revert(unit: string, to: number | undefined): number;
  setOn(unit: string, isOn: boolean): Promise<void>;
  capabilities(unit: string): { readonly asked: readonly string[]; readonly granted: readonly string[] };
  /** Throws RpcError `usage` for what nobody can grant. */
  answer(unit: string, capability: string, isGranted: boolean): Promise<void>;
  /** Asks the person about every wish there is, one after another. */
  review(view: string | null): void;
}

export function createImprovements(options: {
  readonly home: string;
  readonly store: Store;
  readonly overlays: OverlayStore;
  readonly files: () => LuaFiles;
  readonly world: () => LuaWorld;
  readonly log: (level: Level, text: string) => void;
}): Improvements {
  const { home, store, overlays, log } = options;
  const history = createHistory(store);
  const switches = createSwitches(store);
  const grants = createGrants(store);
  const { isOff } = switches;
  const upgrades = createUpgrades({ store, overlays, world: options.world, isOff, log });
  /** Banners that are up, by unit. */
  let asking = new Set<string>();

  const files = (): readonly SourceFile[] => options.files().set().files;
  const showWishes = (): void => {
    const byUnit = new Map<string, string[]>();
    for (const { unit, capability } of grants.wishes(files()))
      byUnit.set(unit, [...(byUnit.get(unit) ?? []), capability]);
    for (const unit of asking) if (!byUnit.has(unit)) overlays.clear(bannerId(unit));
    for (const [unit, wanted] of byUnit) {
      overlays.banner({
        id: bannerId(unit),
        level: 'info',
        text: `${unit} asks for ${wanted.map(described).join(', ')}`,
        hint: `to answer: g in normal mode, or botster-tui lua grant ${unit}`,
      });
    }
    asking = new Set(byUnit.keys());
  };
  const onDisk = (unit: string): string | null => {
    try {
      return readFileSync(join(home, unit), 'utf8');
    } catch {
      return null;
    }
  };
  const answer = async (unit: string, capability: string, isGranted: boolean): Promise<void> => {
    if (!Object.hasOwn(capabilities, capability))
      throw refuse(
        'usage',
        `no capability is called "${capability}" (there are ${Object.keys(capabilities).join(', ')})`,
      );
    if (isGranted) grants.grant(unit, capability);
    else grants.refuse(unit, capability);
    log('info', `${capability} was ${isGranted ? 'granted to' : 'refused to'} ${unit}`);
    showWishes();
    await options.files().reloadAll();
  };
  const ask = ({ unit, capability }: Wish, view: string | null): void =>
    overlays.ask({
      prompt: {
        id: `grant:${unit}:${capability}`,
        kind: 'confirm',
        title: `May ${unit} ${capabilities[capability]} (${capability})?`,
        default: false,
      },
      view,
      outlivesSwap: true,
      // Left unanswered it is asked again another time.
      answer: (value) => (value === null ? undefined : answer(unit, capability, value === true)),
    });

  return {
    switches,
    upgrades,
    grants: () => grants.inForce(files()),
    built: history.built,
    reported(report) {
      showWishes();
      upgrades.reported(report);
    },
    versions: history.of,
    revert(unit, to) {
      const versions = history.of(unit);
      const now = onDisk(unit);
      const wanted =
        to === undefined
          ? versions.findLast(({ text, generation }) => generation !== null && text !== now)
          : versions.find(({ number }) => number === to);
      if (!wanted) throw refuse('not_found', cannotRevert(unit, versions, to));
      if (now !== null) history.keep(unit, now);
      writeWhole(home, unit, wanted.text);
      return wanted.number;
    },
    async setOn(unit, isOn) {
      if (!isOn && onDisk(unit) === null) throw refuse('not_found', `there is no ${unit} in ${home}`);
      if (isOn && !switches.isOff(unit)) throw refuse('not_found', `${unit} is not switched off`);
      switches.set(unit, isOn);
      await options.files().reloadAll();
    },
    capabilities: (unit) => ({ asked: askedFor(onDisk(unit) ?? ''), granted: grants.granted(unit) }),
    answer,
    review(view) {
      for (const wish of grants.wishes(files())) ask(wish, view);
    },
  };
}

function bannerId(unit: string): string {
  return `grant:${unit}`;
}

function described(capability: string): string {
  return `${capability} (to ${capabilities[capability]})`;
}

function cannotRevert(unit: string, versions: readonly Version[], to: number | undefined): string {
  if (versions.length === 0) return `no version of ${unit} is kept: it never was live`;
  const known = versions.map(({ number }) => number).join(', ');
  return to === undefined
    ? `${unit} is its newest good version (kept: ${known})`
    : `${unit} has no version ${to} (kept: ${known})`;
}

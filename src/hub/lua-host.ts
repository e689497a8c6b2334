// The Lua world and what the hub does with it. There is a world from the first moment: the built-in one,
// until Lua's is built and wherever Lua cannot run.
import type { KeyTable, Settings } from '../core/key-table.ts';
import { errorHeadline, type LuaError } from '../core/lua-error.ts';
import type {
  AppState,
  BuildOutcome,
  Effect,
  LuaWorld,
  SourceFile,
  ViewUpdate,
  WorldEvents,
  WorldStore,
} from '../lua/types.ts';
import { type Builds, createBuilds, type Report } from './builds.ts';
import { createFallbackWorld } from './fallback-world.ts';
import type { FileSet } from './sources.ts';
import { createTraces, type Traces } from './traces.ts';

export interface WorldOptions {
  readonly store: WorldStore;
  readonly events: WorldEvents;
  /** Files that come with the program, and where the home is. */
  readonly home: string;
}

/** Makes a world that nothing is built in yet. */
export type CreateWorld = (options: WorldOptions) => LuaWorld | Promise<LuaWorld>;

export interface Swap {
  readonly generation: number;
  readonly keys: KeyTable;
  readonly listensToOutput: boolean;
  readonly hears?: readonly string[];
  /** The first Lua world of this hub. */
  readonly isFirst: boolean;
}

export interface LuaHostEvents {
  onEffect(effect: Effect): void;
  onRequest: WorldEvents['onRequest'];
  onOpen: NonNullable<WorldEvents['onOpen']>;
  onViewUpdate(update: ViewUpdate): void;
  onSwap(swap: Swap): void;
  onDirty(): void;
  /** The errors to be shown. */
  onErrors(errors: readonly LuaError[]): void;
  /** A build is done: what is live now is known; what is wrong may be half a save. */
  onBuilt(report: Report): void;
  /** A build is done, and what it was of has held still. */
  onReport(report: Report): void;
  /** Why there is no Lua. */
  onAbsent(reason: string): void;
  onLog: WorldEvents['onLog'];
  onTold: NonNullable<WorldEvents['onTold']>;
}

export interface LuaHost {
  /** Begins: the world is made and built of `set`. Without `create` there never is one. */
  start(create: CreateWorld | null, set: FileSet): void;
  /** The world that runs, knowing the application as it is now. */
  world(): LuaWorld;
  /** What files have set of `botster`. */
  settings(): Settings;
  isLua(): boolean;
  /** There are, or may be, files of the user's: what comes with the program refuses and changes nothing. */
  hasOwnFiles(): boolean;
  /** Why Lua does not run. */
  absence(): string;
  /** Resolves when Lua's world runs, or there will be none, or after `ms`. */
  ready(ms: number): Promise<void>;
  /** Something that Lua reads as application state has changed. */
  stateChanged(): void;
  offer(set: FileSet, changed: readonly string[], isHeld: boolean): void;
  settled(): void;
  /** Builds all anew. */
  again(set: FileSet): Promise<Report>;
  check(file: SourceFile): Promise<BuildOutcome>;
  verdict: Builds['verdict'];
  /** Unresolved errors, those of files that could not be read first. */
  errors(): readonly LuaError[];
  /** Who traces which events. */
  readonly traces: Traces;
  setSafe(on: boolean): Promise<void>;
  isSafe(): boolean;
  close(): Promise<void>;
}

export function createLuaHost(options: {
  readonly home: string;
  readonly packageFiles: () => readonly SourceFile[];
  readonly state: () => AppState;
  readonly safe: boolean;
  /** What terminals were last told, for the time until Lua runs. */
  readonly keys: KeyTable | undefined;
  readonly worldStore: WorldStore;
  readonly events: LuaHostEvents;
}): LuaHost {
  const { events } = options;
  const fallback = createFallbackWorld(events, options.keys);
  let lua: LuaWorld | null = null;
  /** Lua's world, from when something was built in it. */
  let live: LuaWorld | null = null;
  let safe = options.safe;
  let stale = true;
  let set: FileSet = { files: [], problems: [] };
  let packageFiles: readonly SourceFile[] | undefined;
  let absence = 'there is no Lua here: the built-in layout and keys are in use';
  let isUp = (): void => {};
  const up = new Promise<void>((resolve) => {
    isUp = resolve;
  });

  const traces = createTraces(() => {
    stale = true;
  });
  const filesOf = (files: readonly SourceFile[]): SourceFile[] => {
    packageFiles ??= options.packageFiles();
    return safe ? [...packageFiles] : [...packageFiles, ...files];
  };
  const synced = (world: LuaWorld): LuaWorld => {
    if (stale) world.sync({ ...options.state(), traces: traces.globs() });
    stale = false;
    return world;
  };
  /** Those that are shown. What is found wrong while files move waits, what is mended goes at once. */
  let shown: readonly LuaError[] = [];
  const showErrors = (): void => {
    const now = host.errors();
    const known = new Set(shown.map(errorHeadline));
    shown = builds.isHeld() ? now.filter((error) => known.has(errorHeadline(error))) : now;
    events.onErrors(shown);
  };

  const builds = createBuilds(
    async (files, changed) => {
      if (!lua) return NOTHING_BUILT;
      try {
        stale = true;
        return await synced(lua).build(filesOf(files), changed);
      } catch (error) {
        events.onLog('error', 'hub', `build: ${(error as Error).stack ?? error}`);
        return { ...NOTHING_BUILT, ok: false, generation: lua.generation() };
      }
    },
    events.onBuilt,
    (report) => {
      showErrors();
      events.onReport(report);
    },
  );

  const worldEvents: WorldEvents = {
    onEffect: (effect) => events.onEffect(effect),
    async onRequest(...asked) {
      const answer = await events.onRequest(...asked);
      // What it speaks of, an agent just started, is known to Lua when it comes.
      if (live) synced(live);
      return answer;
    },
    onOpen: (spec, voice) => events.onOpen(spec, voice),
    onViewUpdate: (update) => events.onViewUpdate(update),
    onDirty: () => events.onDirty(),
    onLog: (...line) => events.onLog(...line),
    onTold: (...told) => events.onTold(...told),
    onTraced: traces.note,
    onErrors: showErrors,
    onSwap(summary) {
      const isFirst = live === null;
      live = lua;
      stale = true;
      events.onSwap({ ...summary, isFirst });
      isUp();
    },
  };

  const host: LuaHost = {
    start(create, first) {
      set = first;
      if (!create) return isUp();
      absence = 'Lua is not ready yet';
      void (async () => {
        try {
          const { worldStore: store, home } = options;
          lua = await create({ store, events: worldEvents, home });
          await builds.again(set);
          if (!live)
            throw new Error('no Lua files could be built, not even those that come with the program');
        } catch (error) {
          absence = `Lua does not run, the built-in layout does: ${(error as Error).message}`;
          events.onAbsent(absence);
        }
        isUp();
      })();
    },
    world: () => synced(live ?? fallback),
    settings: () => (live ?? fallback).keys().settings ?? {},
    isLua: () => live !== null,
    hasOwnFiles: () => !safe && set.files.length > 0,
    absence: () => absence,
    async ready(ms) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([up, late]);
      clearTimeout(timer);
    },
    stateChanged() {
      stale = true;
    },
    offer(next, changed, isHeld) {
      set = next;
      if (lua) builds.offer(set, changed, isHeld);
    },
    settled: () => builds.settled(),
    again(next) {
      set = next;
      return builds.again(set);
    },
    check(file) {
      const others = set.files.filter(({ unit }) => unit !== file.unit);
      return synced(live ?? fallback).check(filesOf([...others, file]));
    },
    verdict: (unit, timeoutMs) => builds.verdict(unit, timeoutMs),
    errors: () => [...(safe ? [] : set.problems), ...(live ?? fallback).errors()],
    async setSafe(on) {
      if (on === safe) return;
      safe = on;
      stale = true;
      if (lua) await builds.again(set);
    },
    traces,
    isSafe: () => safe,
    async close() {
      await lua?.close();
    },
  };
  return host;
}

const NOTHING_BUILT: BuildOutcome = { ok: true, generation: 0, errors: [], warnings: [], registered: {} };

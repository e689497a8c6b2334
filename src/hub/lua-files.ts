// The Lua files on their way into the world: watched, read, offered to be built, and told of what became
// of them.
import { resolve } from 'node:path';
import { errorHeadline, type LuaError } from '../core/lua-error.ts';
import type { BuildOutcome, SourceFile } from '../lua/types.ts';
import type { Report, Verdict } from './builds.ts';
import type { Switches } from './improvements/switches.ts';
import type { Level } from './log.ts';
import type { CreateWorld, LuaHost } from './lua-host.ts';
import type { NotificationRequest } from './notifications/notifications.ts';
import { createPluginJudge } from './plugins/judge.ts';
import { createProjects, type Projects } from './projects/projects.ts';
import { createSources, type FileSet, readPackage, sourceFile, unitOf } from './sources.ts';
import { createStatusFiles } from './status-files.ts';
import type { Trust } from './trust.ts';
import { type Watcher, watchSources } from './watcher.ts';

export interface LuaFiles {
  packageFiles(): readonly SourceFile[];
  /** The files of the home, and of projects, that are to be loaded. */
  set(): FileSet;
  readonly projects: Projects;
  /** Why files are not loaded though nothing is wrong with them, by unit. */
  leftOut(): ReadonlyMap<string, LuaError>;
  /** Whether there is such a file on disk, to be loaded or not. */
  exists(unit: string): boolean;
  /** Without `create` there is no Lua, and nothing is watched. */
  start(create: CreateWorld | null): void;
  /** Reads and builds all anew; with a path, resolves with `true` where that is live, else rejects. */
  reload(path: string): Promise<true>;
  reloadAll(): Promise<Report>;
  /** What became of the file as it is on disk now. `path` as the command line names it. */
  verdict(path: string, timeoutMs: number): Promise<Verdict>;
  /** Builds with a file, without applying it. `text` instead of what is on disk. */
  check(path: string, text: string | undefined): Promise<BuildOutcome>;
  /** A build is done: the files that are live have their status. */
  built(report: Report): void;
  reported(report: Report): void;
  close(): void;
}

/** How long Lua waits for its own reload. */
const RELOAD_MS = 10_000;

export function createLuaFiles(options: {
  readonly home: string;
  readonly entries: string;
  readonly lua: LuaHost;
  readonly switches: Switches;
  readonly trust: Pick<Trust, 'judge'>;
  readonly notify: (request: NotificationRequest) => void;
  readonly onTrouble: (about: string, message: string | null) => void;
  /** An error that is new. */
  readonly onRefused: (error: LuaError) => void;
  readonly log: (level: Level, text: string) => void;
}): LuaFiles {
  const { home, lua, onTrouble, log } = options;
  const sources = createSources(home);
  const plugins = createPluginJudge(home);
  const projects = createProjects({
    ...{ home, trust: options.trust, notify: options.notify },
    onChange: (units) => watcher && lua.offer(set(), units, false),
    onRoots: lua.stateChanged,
  });
  const writeStatus = createStatusFiles(home);
  let watcher: Watcher | null = null;
  /** Errors that were told of, so that each is told once. */
  let told = new Set<string>();

  const set = (): FileSet => projects.add(options.switches.filter(plugins.filter(sources.set())));
  const refresh = (): void => watcher?.refresh();
  const verdict = (path: string, timeoutMs: number): Promise<Verdict> => {
    const { unit } = unitOf(within(path, home));
    watcher?.refresh(resolve(home, unit));
    const error = sources.leftOut().get(unit);
    if (error) return Promise.resolve({ kind: 'refused', generation: lua.world().generation(), error });
    return lua.verdict(unit, timeoutMs);
  };

  const keepStatus = (report: Report, hasSettled: boolean): void => {
    try {
      writeStatus(report, hasSettled);
      onTrouble('status', null);
    } catch (error) {
      onTrouble('status', `cannot write improvements/.status: ${(error as Error).message}`);
    }
  };

  return {
    packageFiles: () => readPackage(resolve(options.entries, '..')),
    set,
    leftOut: sources.leftOut,
    exists: (unit) => sources.set().files.some((file) => file.unit === unit),
    start(create) {
      if (create) sources.read(null, 0);
      lua.start(create, set());
      if (!create) return;
      watcher = watchSources(sources, {
        onChange: (units) => lua.offer(set(), units, true),
        onSettled: () => lua.settled(),
        onTrouble: (message) => onTrouble('watch', message),
      });
    },
    async reload(path) {
      const outcome = await verdict(path, RELOAD_MS);
      if (outcome.kind === 'live') return true;
      if (outcome.kind === 'refused') throw new Error(errorHeadline(outcome.error));
      throw new Error(
        outcome.kind === 'late' ? `${path}: no answer in time` : `there is no Lua file ${path}`,
      );
    },
    reloadAll() {
      plugins.forget();
      projects.refresh();
      refresh();
      return lua.again(set());
    },
    verdict,
    check(path, text) {
      const { unit, layer } = unitOf(within(path, home));
      const onDisk = sources.set().files.find((file) => file.unit === unit)?.text;
      return lua.check(sourceFile({ unit, layer, path: resolve(home, unit) }, text ?? onDisk ?? ''));
    },
    built: (report) => keepStatus(report, false),
    reported(report) {
      const errors = [...report.set.problems, ...report.outcome.errors];
      const fresh = new Set(errors.map(errorHeadline));
      for (const error of errors) {
        if (told.has(errorHeadline(error))) continue;
        log('warn', errorHeadline(error));
        options.onRefused(error);
      }
      told = fresh;
      keepStatus(report, true);
    },
    projects,
    close() {
      watcher?.close();
      projects.close();
    },
  };
}

/** A path below the home without the home's own. */
function within(path: string, home: string): string {
  return path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path;
}

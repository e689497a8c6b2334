// Notices that Lua files are saved. Any event starts reads at once and after 10 and 60 ms until the text
// holds; hashes decide. What no event tells is found by looking at the files' stats, less and less often
// while nothing happens.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Sources } from './sources.ts';
import { GONE_MS } from './sources.ts';

export interface Watcher {
  /** Reads a file now, whatever was noticed, and what else changed by its stat; without a path every file. */
  refresh(path?: string): void;
  close(): void;
}

export interface WatcherEvents {
  /** Other text is on disk: it may be half a save. */
  onChange(units: readonly string[]): void;
  /** What was told of has held still, or was found still. */
  onSettled(): void;
  /** Why files are looked at more often than events come; null when that is over. */
  onTrouble(message: string | null): void;
}

/** Watches paths; `onEvent` gets the path that something happened to. Returns the function that ends it. */
export type Watch = (
  paths: readonly string[],
  onEvent: (path: string) => void,
  onError: (error: Error) => void,
) => Promise<{ add(paths: readonly string[]): void; close(): void }>;

/** Reads follow the last movement after so many milliseconds. */
const LOOKS_MS = [10, GONE_MS];
/** Reads are no closer together than this, however many events come. */
const MIN_GAP_MS = 8;
const RESCAN_MS = [2000, 2000, 4000, 8000, 15_000, 30_000];

export function watchSources(sources: Sources, events: WatcherEvents, watch: Watch = chokidarWatch): Watcher {
  const touched = new Set<string>();
  let all = false;
  let movedAt = 0;
  let lastRead = Number.NEGATIVE_INFINITY;
  let unsettled = false;
  let idle = 0;
  let timer: NodeJS.Timeout | undefined;
  let rescan: NodeJS.Timeout | undefined;
  let roots = '';
  let watching: Awaited<ReturnType<Watch>> | null = null;
  let closed = false;

  /** `quick`: at what was touched only. Full looks must follow, and none be under way. */
  const look = (quick = false): void => {
    clearTimeout(timer);
    timer = undefined;
    const now = performance.now();
    const stillFor = lastRead < movedAt ? 0 : now - movedAt;
    lastRead = now;
    const { changed, moved, believesAfter } = sources.read(all ? null : touched, stillFor, quick);
    all = false;
    if (moved) movedAt = now;
    if (changed.length > 0) events.onChange(changed);
    if (moved || changed.length > 0) unsettled = true;
    const still = now - movedAt;
    if (still >= GONE_MS && unsettled) {
      unsettled = false;
      events.onSettled();
    }
    const wanted = [...(still < GONE_MS ? LOOKS_MS : []), ...(believesAfter === null ? [] : [believesAfter])];
    const next = wanted.filter((ms) => ms > still).sort((a, b) => a - b)[0];
    if (next === undefined) touched.clear();
    else timer = setTimeout(() => look(), Math.max(1, Math.ceil(next - still)));
  };

  const soon = (path: string): void => {
    if (closed) return;
    touched.add(path);
    idle = 0;
    schedule();
    const gap = performance.now() - lastRead;
    // The first event after quiet starts a new count of stillness; more of them are taken together.
    const isFirst = touched.size === 1 && timer === undefined;
    if (isFirst) movedAt = performance.now();
    clearTimeout(timer);
    if (gap >= MIN_GAP_MS) look(isFirst);
    else timer = setTimeout(() => look(isFirst), MIN_GAP_MS - gap);
  };

  /** A folder that was removed and made again is another one. */
  const rootsNow = (): string =>
    sources
      .places()
      .map((path) => `${path}:${inode(path)}`)
      .join('\n');
  const follow = (): void => {
    const now = rootsNow();
    if (now === roots || !watching) return;
    roots = now;
    watching.add(sources.places());
  };
  const schedule = (): void => {
    clearTimeout(rescan);
    rescan = setTimeout(
      () => {
        idle++;
        look();
        follow();
        schedule();
      },
      RESCAN_MS[Math.min(idle, RESCAN_MS.length - 1)],
    );
    rescan.unref();
  };

  const fail = (error: Error): void => {
    events.onTrouble(`saved Lua files may be noticed late: ${error.message}`);
  };
  watch(sources.places(), soon, fail).then((started) => {
    if (closed) return started.close();
    watching = started;
    roots = rootsNow();
    // What was saved before the watching began.
    soon('');
  }, fail);
  schedule();

  return {
    refresh(path) {
      if (path === undefined) all = true;
      else touched.add(path);
      const isFirst = timer === undefined;
      if (isFirst) movedAt = performance.now();
      look(isFirst && path !== undefined);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(rescan);
      watching?.close();
    },
  };
}

/**
 * chokidar, for its directories: it follows what comes and goes. Its own events are not used but for the
 * raw ones below them, since it leaves out changes that follow one another closely.
 */
const chokidarWatch: Watch = async (paths, onEvent, onError) => {
  const { watch } = await import('chokidar');
  const wanted = new Set(paths);
  const isHidden = (path: string): boolean =>
    [...wanted].some((root) => path.startsWith(`${root}/`) && path.slice(root.length).includes('/.'));
  const watcher = watch([...paths], {
    ignoreInitial: true,
    // Files are told of by their directory's watch; only those that links lead to need their own.
    ignored: (path, stats) => !wanted.has(path) && ((stats?.isFile() ?? false) || isHidden(path)),
  });
  const tell = (_event: string, name: string | null, details: unknown): void => {
    const { watchedPath = '' } = (details ?? {}) as { watchedPath?: string };
    onEvent(name === null || watchedPath.endsWith(`/${name}`) ? watchedPath : join(watchedPath, name));
  };
  watcher.on('raw', tell);
  watcher.on('all', (_event, path) => onEvent(path));
  watcher.on('error', (error) => onError(error as Error));
  return {
    add(more) {
      for (const path of more) wanted.add(path);
      watcher.unwatch([...more]);
      watcher.add([...more]);
    },
    close: () => void watcher.close(),
  };
};

function inode(path: string): number {
  try {
    return statSync(path).ino;
  } catch {
    return 0;
  }
}

// Lua of the repositories that agents work in. It is looked for when an agent comes, watched while one is there, and
// loaded as far as the person has allowed it; of the rest they are told once.
import { basename, relative } from 'node:path';
import type { NotificationRequest } from '../notifications/notifications.ts';
import { watchDirectory } from '../primitives/directory-watch.ts';
import type { FileSet } from '../sources.ts';
import type { Trust } from '../trust.ts';
import { createProjectFiles, type ProjectFiles, type Waiting } from './project-files.ts';
import { repositoryOf } from './repository.ts';

export interface Projects {
  /** `set` with the files of projects that are to be loaded. */
  add(set: FileSet): FileSet;
  /** Agents work in these directories. */
  follow(agents: readonly { readonly cwd: string }[]): void;
  /** The repository of each directory that agents work in; undefined where no project has Lua that is loaded. */
  roots(): Readonly<Record<string, string>> | undefined;
  /** What waits for the person's word, with its repository. */
  waiting(): readonly (Waiting & { readonly project: string })[];
  /** Looks at all of them again. */
  refresh(): void;
  close(): void;
}

interface Project {
  readonly files: ProjectFiles;
  unwatch: (() => void) | null;
}

/** More repositories than this are not looked at. */
const MAX_PROJECTS = 64;
const TOAST_SECONDS = 12;

export function createProjects(parts: {
  readonly home: string;
  readonly trust: Pick<Trust, 'judge'>;
  readonly notify: (request: NotificationRequest) => void;
  /** Other files are to be loaded: these units are new, changed or gone. */
  readonly onChange: (units: readonly string[]) => void;
  /** `roots` are others. */
  readonly onRoots: () => void;
}): Projects {
  const { home, trust, notify, onChange, onRoots } = parts;
  /** The repository of each directory that was asked about. */
  const known = new Map<string, string | null>();
  const projects = new Map<string, Project>();
  let followed: ReadonlySet<string> = new Set();
  /** Texts that the person was told of, by path and hash. */
  const told = new Set<string>();

  const tell = (root: string, waiting: readonly Waiting[]): void => {
    const fresh = waiting.filter(({ path, hash }) => !told.has(`${path} ${hash}`));
    if (fresh.length === 0) return;
    for (const { path, hash } of fresh) told.add(`${path} ${hash}`);
    const name = ({ path }: Waiting): string => relative(root, path);
    const changed = waiting.filter((one) => one.changed).map(name);
    const other = waiting.filter((one) => !one.changed).map(name);
    const lines = [
      ...(other.length > 0 ? [`Not run, since you have not allowed it: ${other.join(', ')}.`] : []),
      ...(changed.length > 0
        ? [`Changed since you allowed it: ${changed.join(', ')}. What you allowed goes on.`]
        : []),
      `To see and allow it: :trust, or botster-tui trust ${root}`,
    ];
    notify({
      id: `project:${root}`,
      level: 'warn',
      title: `${basename(root)} brings Lua of its own`,
      text: lines.join(' '),
      timeout: TOAST_SECONDS,
      unit: 'core',
      isKept: true,
    });
  };
  const watch = (root: string, project: Project): void => {
    project.unwatch ??= watchDirectory(project.files.folder, {
      recursive: false,
      onChanges: () => read(root, project),
      // What was saved before it watched was not told.
      onReady: () => read(root, project),
      onEnd() {
        project.unwatch = null;
      },
    });
  };
  const read = (root: string, project: Project): void => {
    const before = project.files.loaded().map(({ unit }) => unit);
    const isOther = project.files.read();
    const units = project.files.loaded().map(({ unit }) => unit);
    const waiting = project.files.waiting();
    if (project.files.isThere()) watch(root, project);
    tell(root, waiting);
    if (!isOther) return;
    onRoots();
    onChange([...new Set([...before, ...units])]);
  };
  const repository = (cwd: string): string | null => {
    if (!known.has(cwd)) known.set(cwd, repositoryOf(cwd));
    return known.get(cwd) ?? null;
  };

  return {
    add(set) {
      const files = [...projects.values()].flatMap(({ files: of }) => of.loaded());
      return files.length === 0 ? set : { ...set, files: [...set.files, ...files] };
    },
    follow(agents) {
      // Asked with every picture: mostly nothing has changed.
      if (agents.every(({ cwd }) => followed.has(cwd))) {
        const count = new Set(agents.map(({ cwd }) => cwd)).size;
        if (count === followed.size) return;
      }
      followed = new Set(agents.map(({ cwd }) => cwd));
      for (const cwd of [...known.keys()]) if (!followed.has(cwd)) known.delete(cwd);
      const roots = new Set([...followed].flatMap((cwd) => repository(cwd) ?? []));
      for (const [root, { files, unwatch }] of projects) {
        if (roots.has(root)) continue;
        unwatch?.();
        projects.delete(root);
        if (files.loaded().length > 0) onChange(files.loaded().map(({ unit }) => unit));
      }
      for (const root of roots) {
        if (projects.has(root) || projects.size >= MAX_PROJECTS) continue;
        const project = { files: createProjectFiles(root, home, trust), unwatch: null };
        projects.set(root, project);
        read(root, project);
      }
      onRoots();
    },
    roots() {
      if (![...projects.values()].some(({ files }) => files.loaded().length > 0)) return undefined;
      return Object.fromEntries([...known].filter((entry): entry is [string, string] => entry[1] !== null));
    },
    waiting: () =>
      [...projects].flatMap(([root, { files }]) => files.waiting().map((one) => ({ ...one, project: root }))),
    refresh() {
      for (const [root, project] of projects) read(root, project);
    },
    close() {
      for (const { unwatch } of projects.values()) unwatch?.();
      projects.clear();
    },
  };
}

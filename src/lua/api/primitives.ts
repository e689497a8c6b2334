// What hooks and layouts need of the machine: files, git, watches, pseudo-terminals, and a canvas. What takes
// time waits in its coroutine and returns `nil, err` where it could not be done.
import { type ApiModule, fn } from './model.ts';

const FS_WRITE = { capability: 'fs.write' };
const GIT_WRITE = { capability: 'git.write' };

export const fs: ApiModule = {
  name: 'fs',
  doc: 'Text files of at most 1 MB, in the projects of the agents, below `~/.botster` and, for your own files, in your home directory. A path that is not absolute is one of the project. All but `join`, `dirname` and `basename` wait.',
  fields: [],
  functions: [
    fn('read(path: string): string', 'The text of a file.'),
    fn(
      'write(path: string, text: string): boolean',
      'Makes or replaces a file, whole or not at all.',
      FS_WRITE,
    ),
    fn('append(path: string, text: string): boolean', 'Adds to the end of a file.', FS_WRITE),
    fn('exists(path: string): boolean', 'Whether there is such a file or directory.'),
    fn('stat(path: string): FileStat', 'What is known of it.'),
    fn('list(path?: string): FileEntry[]', 'The names in a directory, sorted.'),
    fn('mkdir(path: string): boolean', 'Makes a directory and those above it.', FS_WRITE),
    fn(
      'remove(path: string, opts?: RemoveOptions): boolean',
      'Removes a file, a link or an empty directory.',
      FS_WRITE,
    ),
    fn('rename(from: string, to: string, opts?: CopyOptions): boolean', 'Moves it.', FS_WRITE),
    fn('copy(from: string, to: string, opts?: CopyOptions): boolean', 'Copies a file.', FS_WRITE),
    fn(
      'glob(pattern: string): string[]',
      'The files that match, sorted: `*`, `?`, `[ab]`, `{a,b}`, and `**` for any directories but hidden ones and `node_modules`.',
    ),
    fn(
      'which(program: string): string?',
      'Where a program is that is to be found on the PATH; nil for none.',
    ),
    fn('join(...?: string): string', 'One path of its parts.'),
    fn('dirname(path: string): string', 'The directory of a path.'),
    fn('basename(path: string): string', 'The last part of a path.'),
  ],
};

export const workspace: ApiModule = {
  name: 'workspace',
  doc: "The project of the focused agent: its repository, or the directory it was started in. Paths are the project's. Every function waits.",
  fields: [],
  functions: [
    fn('root(): string', 'Its directory.'),
    fn('free_port(): integer', 'A TCP port of this machine that nobody listens on now.'),
    fn(
      'glob(pattern: string): string[]',
      'The files that match, from the project, sorted: `workspace.glob("src/**/*.lua")`.',
    ),
    fn('read_file(path: string): string', 'The text of a file.'),
    fn('file_exists(path: string): boolean', 'Whether there is such a file or directory.'),
    fn('write_file(path: string, text: string): boolean', 'Makes or replaces a file.', FS_WRITE),
    fn('list(path?: string): FileEntry[]', 'The names in a directory, sorted.'),
  ],
};

export const git: ApiModule = {
  name: 'git',
  doc: 'Repositories, through the git that is installed. Without a path: the project of the focused agent. Every function waits.',
  fields: [],
  functions: [
    fn('status(path?: string): GitStatus', 'Branch, and the files that differ.'),
    fn('log(opts?: GitLogOptions): string[]', 'Commits, newest first, a line each: hash and subject.'),
    fn('log_entries(opts?: GitLogOptions): GitCommit[]', 'The same, taken apart.'),
    fn('diff(opts?: GitDiffOptions|string): string', 'What has changed, as a patch.'),
    fn('show(ref: string, path?: string): string', 'A commit and its patch.'),
    fn('branches(path?: string): GitBranch[]', 'The branches, the latest first.'),
    fn('current_branch(path?: string): string?', 'The one that is checked out.'),
    fn('worktrees(path?: string): GitWorktree[]', 'The worktrees, the repository itself first.'),
    fn(
      'worktree_add(repo: string, path: string, branch: string, opts?: WorktreeAddOptions): string',
      'Checks a branch out in a directory of its own, and makes it where there is none. The path may be given from the repository. Returns the path.',
      GIT_WRITE,
    ),
    fn(
      'worktree_remove(path: string, opts?: WorktreeRemoveOptions): boolean',
      'Removes such a directory; the branch stays.',
      GIT_WRITE,
    ),
    fn(
      'worktree_state(path: string, opts?: WorktreeStateOptions): GitWorktreeState',
      'What would be lost with a worktree: files that are not committed, commits that nobody else has.',
    ),
    fn(
      'merge(path: string, into: string): GitMerge',
      'Merges the branch of the worktree at `path` into another, where that is checked out. With conflicts (`err.code == "conflict"`) nothing is changed.',
      GIT_WRITE,
    ),
    fn(
      'branch_remove(repo: string, branch: string, merged_into: string): boolean',
      'Removes a branch that another has all commits of.',
      GIT_WRITE,
    ),
  ],
};

export const trust: ApiModule = {
  name: 'trust',
  doc: 'Files of others that are used only once the person has looked at them: a ledger by the hash of their text.',
  fields: [],
  functions: [
    fn(
      'waiting(): WaitingFile[]',
      'Lua files of the projects that agents work in, `<repo>/.botster/*.lua`, that are not run as they stand: nobody has allowed that text. Waits.',
    ),
    fn('read(path: string): TrustedText', 'The text of a file, and whether it is trusted as it is. Waits.'),
    fn(
      'allow(path: string, hash: string): boolean',
      'Notes that the person trusts this text of it. Ask first. Waits.',
      { capability: 'trust' },
    ),
  ],
};

export const watch: ApiModule = {
  name: 'watch',
  doc: 'Directories, watched. A reload that watches the same again goes on without a gap.',
  fields: [],
  functions: [
    fn(
      'directory(path: string, opts: WatchOptions|function, handler?: fun(path: string, event: string)): integer',
      'Calls the handler with the path and `"created"`, `"modified"` or `"deleted"`. The options may be left out. What is hidden, and `node_modules`, is not watched.',
    ),
    fn('stop(id: integer): boolean', 'Ends a watch.'),
  ],
};

const latest = [
  fn('write(data: string): boolean', 'As `Pty:write`, of the one that this file spawned last.'),
  fn('resize(cols: integer, rows: integer): boolean', 'As `Pty:resize`, of that one.'),
  fn('kill(signal?: string): boolean', 'As `Pty:kill`, of that one.'),
  fn('on_output(handler: fun(data: string)): Pty', 'As `Pty:on_output`, of that one.'),
  fn('on_exit(handler: fun(code?: integer, signal?: string)): Pty', 'As `Pty:on_exit`, of that one.'),
];

export const pty: ApiModule = {
  name: 'pty',
  doc: 'Programs on pseudo-terminals that no list shows; agents are `agents.spawn`. A reload that spawns the same again takes the running one over; one that it does not is ended.',
  fields: [],
  functions: [
    fn(
      'spawn(cmd: string, opts?: PtyOptions): Pty',
      'Starts a program. With `args` the command is the program alone, else it is split as a shell does.',
      { capability: 'pty.spawn' },
    ),
    // `pty:write(data)` and the like, for a file with one program.
    ...latest,
  ],
};

export const popup: ApiModule = {
  name: 'popup',
  doc: 'Programs in front of every layout, which have the keys while they are seen: a fuzzy finder, a git client, a shell. Each goes on over reloads and with a terminal that comes back, and is gone when its program ends. `which` is its key in this file, or what `popup.list` gave.',
  fields: [],
  functions: [
    fn(
      'open(opts: PopupOptions): boolean',
      'Starts a program and shows it in front of the view; one that is open under the key is shown again.',
      { capability: 'pty.spawn' },
    ),
    fn('hide(which: string|Popup): boolean', 'Takes it out of sight; the program goes on.'),
    fn('close(which: string|Popup): boolean', 'Ends it. `on_exit` is not called.'),
    fn(
      'resize(which: string|Popup, width?: integer|string, height?: integer|string): boolean',
      'Gives it another size, the border included: cells, or `"80%"` of the screen.',
    ),
    fn('list(): Popup[]', 'What is open in the view, the one on top last.'),
  ],
};

export const term: ApiModule = {
  name: 'term',
  doc: 'A canvas over the layout of the view in which the code runs. Columns and rows count from 0. What is drawn shows at the next `flush`, and is gone with a reload.',
  fields: [],
  functions: [
    fn('size(): integer, integer', 'Columns and rows of the view.'),
    fn('clear()', 'Wipes the canvas: the layout shows through again.'),
    fn('set_cursor(x: integer, y: integer)', 'Where the next text goes.'),
    fn(
      'write(text: string, style?: TermStyle)',
      'Draws text at the cursor, which moves behind it. A line feed goes to the start of the next row; what is outside of the view is left out.',
    ),
    fn('flush()', 'Shows what was drawn.'),
  ],
};

export const primitives: readonly ApiModule[] = [fs, workspace, git, trust, watch, pty, popup, term];

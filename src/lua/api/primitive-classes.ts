// The options and records of the primitives: files, git, watches, pseudo-terminals, the canvas.
import { type ApiClass, closed, fields, fn } from './model.ts';

const record = (name: string, doc: string, rows: Parameters<typeof fields>[0]): ApiClass => ({
  ...closed(name, doc, rows),
  closed: false,
});

export const primitiveClasses: readonly ApiClass[] = [
  record('FileEntry', 'One name in a directory.', {
    name: ['string', 'Without the directory.'],
    type: ['"file"|"directory"|"link"|"other"', ''],
  }),
  record('FileStat', 'What is known of a file.', {
    type: ['"file"|"directory"|"other"', 'Links are followed.'],
    size: ['integer', 'Bytes.'],
    modified: ['number', 'Epoch seconds.'],
    path: ['string', 'Where it really is, links followed.'],
  }),
  closed('RemoveOptions', 'What to remove.', {
    'recursive?': ['boolean', 'A directory with all that is in it.'],
  }),
  closed('CopyOptions', 'How to copy or move.', {
    'overwrite?': ['boolean', 'In place of a file that is there. Default false.'],
  }),
  closed('WatchOptions', 'What to watch.', {
    'recursive?': ['boolean', 'Directories in it too. Default true.'],
    'key?': ['string', 'Its name over reloads. Default: made from the path.'],
  }),
  closed('PtyOptions', 'How a program is started.', {
    'args?': ['string[]', 'Its arguments.'],
    'env?': ['table', 'Variables to add.'],
    'cwd?': ['string', 'Default: the project of the focused agent, else your home directory.'],
    'cols?': ['integer', 'Default 80.'],
    'rows?': ['integer', 'Default 24.'],
    'key?': ['string', 'Its name over reloads. Default: made from the command.'],
  }),
  {
    name: 'Pty',
    doc: 'A program on a pseudo-terminal of its own, which no list shows.',
    closed: false,
    fields: fields({
      key: ['string', 'Its name over reloads.'],
      closed: ['boolean', 'It has ended.'],
    }),
    methods: [
      fn('write(data: string): boolean', 'Types it into the program.'),
      fn('resize(cols: integer, rows: integer): boolean', 'Gives it another size.'),
      fn('kill(signal?: string): boolean', 'Ends it; `"KILL"` at once.'),
      fn('on_output(handler: fun(data: string)): Pty', 'Calls the handler with all that it prints.'),
      fn(
        'on_exit(handler: fun(code?: integer, signal?: string)): Pty',
        'Calls the handler once it has ended. A program that cannot be started ends with 127.',
      ),
      fn('pid(): integer', 'Its process id. Waits.'),
      fn('read_screen(): string', 'What is on its screen. Waits.'),
    ],
  },
  closed('PopupOptions', 'A program to be shown in front of everything.', {
    'cmd?': [
      'string|string[]',
      'A command line as a shell splits it (with `|` and the like it is run by `sh`), or its words. Default: your shell.',
    ],
    'cwd?': ['string', 'Default: the project of the focused agent, else your home directory.'],
    'key?': ['string', 'Its name in this file. Default: the command.'],
    'title?': ['string', 'Shown in the border. Default: the key.'],
    'width?': ['integer|string', 'Cells, or `"80%"` of the screen, the border included. Default `"80%"`.'],
    'height?': ['integer|string', 'As `width`.'],
    'capture?': [
      'boolean',
      'Its standard output is not shown but handed to `on_exit`: what fzf and its like print there is what was chosen.',
    ],
    'with_agent?': ['boolean', 'Seen only while the agent has the focus that had it when it was shown.'],
    'on_exit?': [
      'fun(code?: integer, output?: string, signal?: string)|string',
      'Called when the program has ended, for the view it was in. A function does not outlive a reload; the name of an action does, which gets `{ code, output, signal }`.',
    ],
  }),
  record('Popup', 'A program in front of the layout.', {
    key: ['string', ''],
    unit: ['string', 'The file that opened it.'],
    title: ['string', ''],
    width: ['integer|string', 'Cells or percent, as it was given.'],
    height: ['integer|string', 'The same.'],
    shown: ['boolean', 'It is to be seen.'],
    with_agent: ['boolean', 'Seen only with the agent it was shown with.'],
    pty: ['Pty', 'For `ui.terminal` alone.'],
  }),
  closed('TermStyle', 'How written text looks.', {
    'fg?': ['Color', ''],
    'bg?': ['Color', ''],
    'bold?': ['boolean', ''],
    'dim?': ['boolean', ''],
    'italic?': ['boolean', ''],
    'underline?': ['boolean', ''],
    'inverse?': ['boolean', ''],
  }),
  closed('GitLogOptions', 'Which commits.', {
    'max_count?': ['integer', 'Default 20, at most 1000.'],
    'path?': ['string', 'Those that touched this file or directory. Default: the project.'],
    'since?': ['string', '`"2 weeks ago"` or a date.'],
    'ref?': ['string', 'Branch, tag or commit to start from. Default: what is checked out.'],
  }),
  closed('GitDiffOptions', 'Which changes.', {
    'path?': ['string', 'Only this file or directory. Default: the project.'],
    'staged?': ['boolean', 'What the next commit would hold.'],
    'from?': ['string', 'Since this commit.'],
    'to?': ['string', 'Up to this commit.'],
    'stat?': ['boolean', 'Only the files and how many lines.'],
  }),
  closed('WorktreeAddOptions', 'How a worktree is made.', {
    'from?': ['string', 'What a new branch starts from. Default: what is checked out.'],
  }),
  closed('WorktreeRemoveOptions', 'How a worktree is removed.', {
    'force?': ['boolean', 'With changes that are in no commit.'],
  }),
  record('GitStatus', 'How a repository stands.', {
    root: ['string', 'Its directory.'],
    'branch?': ['string', 'Nil where none is checked out.'],
    'head?': ['string', 'The commit. Nil before the first.'],
    'upstream?': ['string', 'The branch it follows.'],
    ahead: ['integer', 'Commits that the upstream has not.'],
    behind: ['integer', 'Commits that only the upstream has.'],
    clean: ['boolean', 'Nothing differs.'],
    staged: ['integer', 'Files in the next commit.'],
    changed: ['integer', 'Files that differ from it.'],
    untracked: ['integer', 'Files that git does not know.'],
    conflicts: ['integer', 'Files to be merged by hand.'],
    files: ['GitFile[]', 'At most 2000 of them.'],
  }),
  record('GitFile', 'One file that differs.', {
    path: ['string', 'From the repository.'],
    index: ['string', "Git's letter for the next commit: `M`, `A`, `D`, `R`, `?` or `.`."],
    worktree: ['string', "Git's letter for the file."],
    'from?': ['string', 'What it was called.'],
  }),
  record('GitCommit', 'One commit.', {
    hash: ['string', ''],
    short: ['string', 'The beginning of it.'],
    author: ['string', ''],
    email: ['string', ''],
    at: ['integer', 'Epoch seconds.'],
    subject: ['string', 'The first line of its message.'],
  }),
  record('GitBranch', 'One branch.', {
    name: ['string', ''],
    current: ['boolean', 'It is checked out here.'],
    hash: ['string', 'Beginning of its commit.'],
    'upstream?': ['string', 'The branch it follows.'],
    'worktree?': ['string', 'Where it is checked out.'],
    at: ['integer', 'Epoch seconds of its commit.'],
  }),
  record('GitWorktree', 'One worktree.', {
    path: ['string', ''],
    'branch?': ['string', 'Nil where none is checked out.'],
    'head?': ['string', 'The commit.'],
    main: ['boolean', 'The repository itself.'],
  }),
  closed('WorktreeStateOptions', 'What to compare a worktree with.', {
    'base?': ['string', 'The branch it was made from.'],
  }),
  record('GitWorktreeState', 'What a worktree has that would be lost with it.', {
    repo: ['string', 'The main directory of its repository.'],
    path: ['string', ''],
    'branch?': ['string', 'Nil where none is checked out.'],
    'base?': ['string', 'Nil where there is no such branch.'],
    changed: ['integer', 'Files that differ from the last commit.'],
    untracked: ['integer', 'Files that git does not know.'],
    unmerged: ['integer', 'Commits that the base does not have; 0 without a base.'],
    unpushed: ['integer', 'Commits that no remote has.'],
  }),
  record('GitMerge', 'What a merge came to.', {
    into: ['string', ''],
    how: ['"nothing"|"fast-forward"|"merge"', '`nothing`: it had all commits already.'],
    commits: ['integer', 'How many it got.'],
  }),
  record('WaitingFile', 'A Lua file of a project that is not run as it stands.', {
    path: ['string', 'Where it really is.'],
    hash: ['string', 'SHA-256 of its text, for `trust.allow`.'],
    changed: ['boolean', 'An earlier text was allowed, and goes on.'],
    project: ['string', 'The repository.'],
  }),
  record('TrustedText', 'A file of others.', {
    path: ['string', 'Where it really is.'],
    text: ['string', ''],
    hash: ['string', 'SHA-256 of the text.'],
    trusted: ['boolean', 'A person has allowed exactly this text.'],
    changed: ['boolean', 'An earlier text was allowed.'],
  }),
];

// `agents`, `hub`, `botster`: the running programs and the program itself.
import { type ApiModule, fields, fn } from './model.ts';

export const agents: ApiModule = {
  name: 'agents',
  doc: 'The programs that run here. What cannot be done returns `nil, err`.',
  fields: [],
  functions: [
    fn('list(filter?: AgentFilter): Agent[]', 'Every agent, oldest first.'),
    fn('get(agent: AgentRef): Agent?', 'One agent.'),
    fn('selected(): Agent?', 'The one whose row is selected.'),
    fn('focused(): Agent?', 'The one that has the keys in `terminal` mode.'),
    fn(
      'in_sight(agent: AgentRef): boolean',
      'Whether somebody can see it: its screen is shown in a terminal that has the focus.',
    ),
    fn('select(agent: AgentRef): boolean', 'Selects its row.'),
    fn('focus(agent: AgentRef): boolean', 'Shows it and gives it the keys.'),
    fn(
      'spawn(opts: SpawnOptions|string): Agent?',
      'Starts a program. Returns the agent where waiting is possible (keys, timers, handlers), else true.',
      { capability: 'agents.spawn' },
    ),
    fn(
      'launch(opts: LaunchOptions): Launch?',
      'Starts a program in the background, with all it needs made first: worktree, files, setup commands. What fails is taken back. Returns at once; `launch:ended` tells how it went. Where waiting is impossible it returns true.',
      { capability: 'agents.spawn' },
    ),
    fn('launches(): Launch[]', 'Those that are under way, and those that failed, oldest first.'),
    fn(
      'cancel_launch(id: string): boolean',
      'Gives one up and takes back what was made; takes one that failed off the list.',
      { capability: 'agents.kill' },
    ),
    fn('wait_launch(id: string): Launch', 'Waits until it is over: `status` says how.'),
    fn('kill(agent: AgentRef, opts?: KillOptions): boolean', 'Ends it.', { capability: 'agents.kill' }),
    fn('restart(agent: AgentRef): boolean', 'Starts it again with the same command.', {
      capability: 'agents.spawn',
    }),
    fn('rename(agent: AgentRef, name: string): boolean', 'Gives it another name.'),
    fn(
      'set_detector(agent: AgentRef, name?: string): boolean',
      'Has that detector judge what it does, whatever its program is; without a name the one that knows its program.',
    ),
    fn(
      'explain(agent: AgentRef): table',
      'Why its state is what it is: state, rule, at (`file:line`), reason, report, now, considered. Waits.',
    ),
    fn(
      'send(agent: AgentRef, text: string, opts?: SendOptions): boolean',
      'Types text into it. With `when_safe` it waits for what comes of it, where it can: nil and why it is not typed, or true and why it is typed later.',
      { capability: 'agents.send' },
    ),
    fn(
      'answer(agent: AgentRef, answer: string|AnswerOption|AnswerText, opts?: AnswerOptions): table',
      'Answers the question on its screen: `"allow"`, `"always"`, `"deny"`, the label of an answer, one of `agent.options`, or `{ text = "…" }`. Types exactly the keys of that answer, and only while the question is the one of the `agent` that was given (else: the question has changed). Waits until it is gone; returns `{agent, question, answer, by}`.',
      { capability: 'agents.approve' },
    ),
    fn(
      'set(agent: AgentRef, settings: AgentSettings): boolean',
      'Sets what is given for one agent; it is kept with it.',
      { capability: 'agents.approve' },
    ),
    fn('output(agent: AgentRef, opts?: OutputOptions): string', 'What is on its screen. Waits.'),
    fn(
      'selection(agent: AgentRef): string?',
      'The text that is selected in it in copy mode; nil where none is. Waits.',
    ),
    fn(
      'search(agent: AgentRef, pattern: string, opts?: SearchOptions): table[]',
      'Every match in its history and screen, the oldest first: line and column (from 1, lines as `output` with `scrollback` has them), text, and row, the whole row. `pattern` is a JavaScript regular expression, or where it is none a text; capitals count if it has some. Waits.',
    ),
    fn(
      'links(agent: AgentRef, opts?: LinkOptions): Link[]',
      'Links in its history and screen, the newest first: those that are written out, and those that its program made of other words (OSC 8). Waits.',
    ),
    fn(
      'wait(agent: AgentRef, opts?: WaitOptions): boolean',
      'Waits until it is quiet (2 seconds unless said otherwise), has ended, or shows a text.',
    ),
  ],
};

export const hub: ApiModule = {
  name: 'hub',
  doc: 'The program behind the screens, spelled with a colon.',
  fields: [],
  functions: [
    fn('list_agents(): Agent[]', 'As `agents.list()`.'),
    fn('kill_agent(agent: AgentRef): boolean', 'As `agents.kill(agent)`.', { capability: 'agents.kill' }),
    fn('reload_file(path?: string): boolean', 'Loads a file again. Saving it does so by itself.'),
    fn('serialize_state(): table', 'A copy of everything this file keeps in `state`.'),
    fn('restore_state(state: table): boolean', 'Puts such a copy back.'),
    fn('run(): boolean', 'Does nothing: it is running.'),
  ],
};

export const botster: ApiModule = {
  name: 'botster',
  doc: 'Settings and the state of the Lua files. Every other module is in here too: `botster.ui` is `ui`.',
  fields: fields({
    version: ['string', 'Of the program.'],
    home: ['string', 'Its directory.'],
    safe: ['boolean', 'Only the files that come with the program are in force (`--safe`).'],
    user_home: ['string', "The user's home directory: what `~` stands for."],
    'keys?': [
      'string',
      'Which key bindings: `"default"`, `"tmux"`, `"vim"` or `"zellij"`. Set it in `user/init.lua`.',
    ],
    'worktree_dir?': [
      'string',
      'Where worktrees of new agents go, from the repository; `{repo}` is its name. Default `"../{repo}.worktrees"`. Set it in `user/init.lua`.',
    ],
    'open_command?': ['string', 'What opens links, as `"firefox --new-tab"`. Default: what the desktop has.'],
    'copy_keys?': ['"vi"|"emacs"', 'Which keys copy mode has. Default `"vi"`.'],
    'copy_on_release?': [
      '"leave"|"stay"|"off"',
      'What letting the mouse button go does with what it selected: copies it and leaves copy mode (default), copies it, or nothing.',
    ],
    'copy_command?': [
      'string',
      'A command of the shell that is given each text that is copied, beside the terminal: `"wl-copy"`.',
    ],
    'clipboard?': [
      '"ask"|"allow"|"deny"',
      'What becomes of texts that agents put into the clipboard (OSC 52). Default `"ask"`; `agents.set` has it for one agent.',
    ],
    'scrollback?': [
      'integer',
      'Lines of history of agents that are started from now on, 0 to 100000. Default 2000; 10000 lines of 200 columns take 27 MB.',
    ],
    'notify?': [
      'NotifySettings',
      'How notifications get out; set in `user/init.lua`. Reading it gives the module.',
    ],
    'prefix?': ['string', 'The key before bindings in `terminal` mode. Default `ctrl+b`.'],
  }),
  functions: [
    fn(
      'protect(name: string)',
      'Nothing in a higher layer may override it: `botster.protect("App.render")`.',
    ),
    fn(
      'configure(file: string, options: table)',
      'What the global `setup(options)` of a file gets once every file is loaded: `botster.configure("plugins.clock", { seconds = true })`. Later options go over earlier ones.',
    ),
    fn('reload(unit?: string): boolean', 'Reads the Lua files again.'),
    fn('units(): table[]', 'The files that are live: path, layer, registered.'),
    fn('has(name: string): boolean', 'Whether the API has this: `botster.has("ui.table")`.'),
    fn(
      'who(name: string): table[]',
      'Who owns a key, a method of App, an action, command, hook, component, slot, mode or theme: rows of kind, name, owner (`file:line`), layer, in_force, desc, the one in force first. A key that two files of one layer want has `conflict`, the owner of the other. `botster.who("App.render")`, `botster.who("ctrl+b n")`.',
    ),
    fn(
      'replaces(file?: string): table[]',
      'What a file replaces of what files below it made (without `file`, every file): rows of file, kind, name, owner (`file:line`), source (`file` and `lines`, pairs of first and last; or the `text` of a call), and `below`: owner, layer and source of what is replaced. `botster.replaces("user/layout.lua")`.',
    ),
    fn(
      'help(name?: string, columns?: integer): Page?',
      'The page of the reference or the guide about a name, or what a search for it finds, as rows of at most so many columns (80 unless said); without a name an index. Nil and the nearest name where there is nothing. Waits.',
    ),
    fn('help_names(): string[]', 'Every name that has such a page. Waits.'),
    fn(
      'costs(): Costs',
      'What the code of files has cost since this world went live: every registration that was called, the one that took most first, and the memory that Lua holds.',
    ),
    fn(
      'eval(code: string, ended: fun(ok: boolean, text: string))',
      'Runs Lua as `botster-tui lua repl` does; it may wait. When it has ended, `ended` is told true and the values as text, or false and what went wrong.',
      { capability: 'eval' },
    ),
    fn(
      'open(url: string): boolean?',
      'Opens a link in the browser, with `botster.open_command` where that is set. Only `http` and `https`; nil and why for others. Waits.',
      { capability: 'open' },
    ),
    fn(
      'review_grants()',
      'Asks the person about every capability that files in improvements/ ask for and nobody has answered.',
      { capability: 'grants' },
    ),
  ],
};

export const broadcast: ApiModule = {
  name: 'broadcast',
  doc: 'What is typed and pasted into the agent in focus goes to other agents too, for the view in which the code runs: keys as each of their programs wants them. Text fields, prompts and programs in front of the layout keep what is typed to themselves. It ends with `stop`, with the terminal, and with the hub.',
  fields: [],
  functions: [
    fn(
      'set(agents: AgentRef[]): boolean',
      'These get what is typed besides the one in focus, from now on and in place of those before; an empty list ends it. All of them must run. One that ends is passed over from then on.',
      { capability: 'agents.send' },
    ),
    fn('list(): Agent[]', 'Those that do, in the order given; empty while it is off.'),
    fn('stop(): boolean', 'Ends it. Returns whether it was on.'),
  ],
};

export const clipboard: ApiModule = {
  name: 'clipboard',
  doc: 'What was copied in copy mode, with the mouse or by a file. The last 20 texts are kept while the program runs.',
  fields: [],
  functions: [
    fn(
      'copy(text: string): boolean',
      'Copies a text: to the terminal, to `botster.copy_command`, and for `clipboard.paste`.',
      { capability: 'clipboard.write' },
    ),
    fn('list(): table[]', 'What was copied, the newest first: text, agent (where), at. Waits.', {
      capability: 'clipboard.read',
    }),
    fn(
      'paste(agent: AgentRef|Pty, index?: integer): boolean',
      'Pastes the text that was copied last, or as the `index`th last, into an agent, or a program that a file has started. Waits.',
      { capability: 'agents.send' },
    ),
  ],
};

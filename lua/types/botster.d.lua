---@meta
-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit.

---What a text can become: `"agent"`, `"theme"`, `"mode"`, `"command"`, `"action"`, `"file"` (a Lua file), `"path"` or `"directory"`; a list of words; or a function that returns either, called with the text before the cursor: for arguments with the word and the list of those before it. It may wait.
---@alias Completer string|string[]|function

---`20`, `"20"`, `"30%"`, `"1fr"`, `"min:10"`, `"max:80"` or `"auto"`.
---@alias Size integer|string

---A colour name, `#rrggbb`, 0 to 255, or a theme token `"@accent"`.
---@alias Color string|integer

---`"bold"`, `"bold @accent"`, a token that is a style (`"@selected"`), or a table.
---@alias Style string|StyleTable

---A string, one styled span, or a list of both.
---@alias Text string|number|Span|(string|Span)[]

---A widget, or a string that becomes a `ui.text`. `false` is left out.
---@alias Child Node|string|false

---How bad it is.
---@alias Level "info"|"warn"|"error"

---An agent, its id, or its name.
---@alias AgentRef Agent|string

---The name of an action, with its argument after a space, or a function.
---@alias Rhs string|fun(ctx: Context)

---A program that runs in a terminal of ours. A copy: read it again to see changes.
---@class Agent
---@field id string Stable, sorts by time of start.
---@field name string What the list shows.
---@field argv string[] The command and its arguments.
---@field cwd string Directory it was started in.
---@field pid? integer Process id while it runs.
---@field status "starting"|"running"|"exited"|"failed" The life of its process.
---@field state? "working"|"blocked"|"done"|"idle"|"unknown" What it does, while it runs: `blocked` asks something, `idle` rests, `done` rests and nobody has looked since.
---@field question? string What it asks, where that is known.
---@field question_id? string Names that question: another one for each time something is asked.
---@field question_lines? string[] The rows of the dialog, as the program shows them.
---@field options? AnswerOption[] What can be answered, where that could be read off its screen.
---@field settings? table What is set for it (`agents.set`), where anything is.
---@field state_since? number Epoch seconds.
---@field state_stale? string Why the state may be out of date: its detector failed.
---@field exit_code? integer How it ended.
---@field signal? string The signal that ended it.
---@field title string What the program calls itself, without a spinner before it.
---@field unread boolean It has printed something since it was last shown.
---@field created_at number Epoch seconds.
---@field last_output_at? number Epoch seconds.
---@field group string What it is grouped by.
---@field preset? string The preset it was started with.
---@field labels? string[] Words to tell it by.
---@field workspace? string The workspace that started it.
---@field worktree? AgentWorktree The worktree that was made for it.
---@field send fun(self: Agent, text: string, opts?: SendOptions): boolean Types text into it.
---@field kill fun(self: Agent, opts?: KillOptions): boolean Ends it.
---@field restart fun(self: Agent): boolean Starts it again with the same command.
---@field rename fun(self: Agent, name: string): boolean Gives it another name.
---@field select fun(self: Agent): boolean Selects its row.
---@field focus fun(self: Agent): boolean Shows it and gives it the keys.
---@field answer fun(self: Agent, answer: string|AnswerOption|AnswerText): table Answers its question, as `agents.answer`. Waits.
---@field set fun(self: Agent, settings: AgentSettings): boolean Sets what is given for it.
---@field output fun(self: Agent, opts?: OutputOptions): string What is on its screen. Waits.
---@field selection fun(self: Agent): string? As `agents.selection`. Waits.
---@field search fun(self: Agent, pattern: string, opts?: SearchOptions): table[] As `agents.search`. Waits.
---@field links fun(self: Agent, opts?: LinkOptions): Link[] As `agents.links`. Waits.

---A widget, as `ui.*` returns it.
---@class Node
---@field type string Its widget.

---What a key, an action or an event handler is called with.
---@class Context
---@field view? string The view it happened in.
---@field mode? string The mode that view was in.
---@field keys? string[] The keys that were typed.
---@field agent? Agent The agent that has the keys there.
---@field selected? Agent The agent whose row is selected there.
---@field app? App That view: the `self` of its App.
---@field on fun(self: Context, event: string, handler: function, opts?: EventOptions): integer As `events.on`.
---@field off fun(self: Context, id: integer): boolean As `events.off`.
---@field emit fun(self: Context, event: string, payload?: any): EventResult As `events.emit`.
---@field now fun(self: Context): number Epoch seconds.
---@field log fun(self: Context, level: string, message: string): nil Writes one line to the log.

---What became of an event.
---@class EventResult
---@field payload any The payload as the last handler left it.
---@field cancelled? boolean A handler of a `before` event said no.
---@field reason? string Why.
---@field handled? boolean A handler took the place of the default action.
---@field result? any What that handler returned.

---How text looks.
---@class (exact) StyleTable
---@field fg? Color Colour of the text.
---@field bg? Color Colour behind it.
---@field bold? boolean
---@field dim? boolean
---@field italic? boolean
---@field underline? boolean
---@field inverse? boolean Colours swapped.
---@field strikethrough? boolean

---Text with one style.
---@class (exact) Span
---@field [1]? string The text, where `text` is not given.
---@field text? string The text.
---@field style? Style
---@field fg? Color
---@field bg? Color
---@field bold? boolean
---@field dim? boolean
---@field italic? boolean
---@field underline? boolean
---@field inverse? boolean
---@field strikethrough? boolean

---What `keymap.set` takes besides the keys.
---@class (exact) KeymapOptions
---@field desc? string Shown in the help. A binding without one is a warning.
---@field group? string Heading in the help.
---@field when? WhenOptions Only while all of this holds.
---@field once? boolean Gone after its first use.
---@field args? any Argument for the action.

---A condition on the view, which the terminal checks by itself.
---@class (exact) WhenOptions
---@field focused? boolean An agent has the keys.
---@field selected? boolean A row is selected.
---@field alternate? boolean The focused agent shows its alternate screen (an editor, a pager).
---@field scrolled? boolean The focused agent is scrolled back.

---Which bindings to list.
---@class (exact) KeymapFilter
---@field mode? string
---@field group? string

---How a key table is entered.
---@class (exact) PushOptions
---@field one_shot? boolean Left after one key.
---@field timeout_ms? integer Left when no key came for so long.
---@field until_unknown? boolean Left by a key it does not bind, which then does what it did before.
---@field prevent_fallback? boolean Keys it does not bind do nothing.
---@field replace_current? boolean Takes the place of the table on top.

---What a mode is.
---@class (exact) ModeOptions
---@field desc? string Shown in the help.
---@field fallback? string Where a key without a binding goes: `"pty"`, `"swallow"` or a mode. Default `"swallow"`.

---What the help and the palette say of an action.
---@class (exact) ActionOptions
---@field desc? string
---@field group? string
---@field takes? string What its argument is, in a few words: the palette asks for it.
---@field complete? Completer What it can be: Tab at the `:` line and in the palette.

---What the `:` line knows of a command.
---@class (exact) CommandOptions
---@field desc? string
---@field nargs? integer|string How many arguments: a number, `"?"`, `"*"` or `"+"`. Default `"*"`.
---@field complete? Completer What its arguments can be: Tab at the `:` line and in the palette.
---@field alias? string|string[] Other names.

---How a handler is called.
---@class (exact) EventOptions
---@field priority? number Lower runs first. Default 0; equal ones in the order registered.
---@field pattern? string A glob on what the event is about (an agent's name), as `"claude*"`.
---@field once? boolean Gone after its first call.
---@field fail? "open"|"closed" When it throws: skip it (`open`), or cancel the action (`closed`).
---@field timeout_ms? integer A tighter time limit than the usual.
---@field desc? string

---What is known of an event.
---@class (exact) EventDefinition
---@field before? boolean Handlers may cancel or change what is to happen.
---@field fields? table Names and types of the payload's fields.
---@field identifier? string The payload field that `pattern` looks at.
---@field doc? string

---One answer to a question.
---@class AnswerOption
---@field label string As the program words it.
---@field kind "allow"|"always"|"deny"|"other" What it means: this once, from now on, no, or something else.
---@field keys? string[] The keys that choose it from how the screen stands, as keymaps name them.
---@field key? string The same, where it is one.
---@field takes_text? boolean After the keys a text is typed, and Enter.
---@field from_start? boolean The screen does not show which answer is chosen: the keys hold as long as nobody has typed there.

---How a question is answered.
---@class (exact) AnswerOptions
---@field untouched? boolean Only as long as nobody has typed into the agent since it asked.
---@field by? string Who answers. Only the program's own files may say so.

---A program that judges questions.
---@class (exact) ApproveCommand
---@field [1]? string The command, where `cmd` is not given.
---@field cmd? string|string[] A command line as a shell splits it (with `|` and the like it is run by `sh`), or its words. Run in the directory of the agent.
---@field timeout? number Seconds that it may take, at most 600. Default 10.
---@field name? string Named as the rule that answered. Default: the name of the program.

---An answer in one's own words.
---@class AnswerText
---@field text? string

---What is set for one agent.
---@class (exact) AgentSettings
---@field may_answer? boolean It may answer the questions of other agents. Default false.
---@field auto_approve? boolean Its questions are put to the rules of `approve`. Default false.
---@field notify? "all"|"blocked"|"none" What of it is worth a notification: `"blocked"` is only that it asks. Default `"all"`.
---@field clipboard? "allow"|"deny"|false What becomes of texts that it puts into the clipboard (OSC 52). Default: as `botster.clipboard` says.

---What to wait for.
---@class (exact) WaitOptions
---@field idle? number No output for so many seconds.
---@field exited? boolean Its end.
---@field text? string A regular expression on its screen.
---@field state? "working"|"blocked"|"done"|"idle" That it does that. `idle` also takes `done`; `done` is rest after work that was seen.
---@field timeout? number Seconds. Default 60.

---How a value is kept.
---@class (exact) StateOptions
---@field version? integer Raise it when the shape changes.
---@field migrate? function `function(old, from) return new end`

---How a notification shows.
---@class (exact) NotifyOptions
---@field [1]? string The text, in the one-table form.
---@field title? string
---@field content? string The text, in the one-table form.
---@field text? string The same.
---@field level? string `"info"`, `"warn"` or `"error"`.
---@field timeout? number Seconds it stays. Default 5.
---@field agent? AgentRef The agent it is about.
---@field outer? boolean Where nobody looks it is also handed on: to the terminal that this one runs in, and to `notify.command`.
---@field desktop? boolean The same.
---@field keep? boolean Whether the history has it. Default true.
---@field id? string One with the same id is replaced.

---How notifications get out, as `botster.notify = { … }`.
---@class (exact) NotifySettings
---@field outer? "auto"|"osc9"|"osc777"|"bell"|"off" How they are written to the terminal that this one runs in. Default `"auto"`: as that is known to take them, else the bell.
---@field when? "unfocused"|"always" Only while that terminal has not the focus (the default), or always.
---@field after? number Seconds that an agent must have asked, or been done, before that is told. Default 0.3.
---@field command? string[]|false A program and its arguments to run for them, without a shell: `{ "notify-send", "{title}", "{message}" }`, also `{agent}` and `{level}`. In improvements/ it takes the capability `pty.spawn`.

---How deep to look.
---@class (exact) InspectOptions
---@field depth? integer Default 6.

---How JSON is written.
---@class (exact) JsonOptions
---@field pretty? boolean Over several lines.

---A question with a line of text for an answer.
---@class (exact) InputOptions
---@field prompt? string The question.
---@field title? string The same.
---@field default? string Text to start with.
---@field placeholder? string Shown while it is empty.
---@field history? string[] Earlier answers, newest first.
---@field complete? Completer What Tab makes of the text before the cursor. A function may also return `{ from = , items = }` as `command.complete` does: words from that byte on.
---@field action? string An action to run with the answer; it survives a reload.
---@field args? any Its argument, as `args` beside `value`.

---A question with choices.
---@class (exact) SelectOptions
---@field prompt? string The question.
---@field title? string The same.
---@field format_item? function Turns an item into a line.
---@field placeholder? string What stands where the filter is typed, while nothing is.
---@field action? string An action to run with the answer; it survives a reload.
---@field args? any Its argument.

---A yes or no.
---@class (exact) ConfirmOptions
---@field [1]? string The question.
---@field prompt? string The question.
---@field title? string The same.
---@field default? boolean What Enter means. Default false.
---@field action? string An action to run on yes; it survives a reload.
---@field args? any Its argument.

---A menu.
---@class (exact) MenuOptions
---@field title? string What stands in the border.
---@field prompt? string The same.
---@field at? table `{ x = , y = }`: the cell of the screen that it is opened at. Default: the middle.

---A question with several fields.
---@class (exact) FormOptions
---@field title? string What stands in the border.
---@field prompt? string The same.
---@field submit? string The word on the button. Default `"OK"`.
---@field fields FormField[] What is to be filled in, in the order of Tab.
---@field action? string An action to run with the values (`args.value`); the form then survives a reload, after which a `select` gives its line.
---@field args? any Its argument, as `args` beside `value`.

---One field of a form.
---@class (exact) FormField
---@field name string The key of its value.
---@field label? string What stands before it. Default: its name.
---@field type? "text"|"multiline"|"select"|"toggle"|"path" A line, a text of several lines, one of `options`, yes or no, or a path (`~` is made whole). Default `"text"`.
---@field default? any What it starts with; for a `select` an option or its line. `function(values)`: the same, and followed until the person changes the field.
---@field options? any[]|function For a `select`: the choices, or `function(values)` that returns them, called again when another field was changed. A `path` with options is a list in which any other path can be typed.
---@field format_item? function Turns an option into a line. Default: its `label`, `name` or `[1]`.
---@field placeholder? string Shown while it is empty.
---@field history? string[] Earlier texts, newest first: up and down.
---@field complete? Completer What Tab makes of the text before the cursor; a function gets the values of the form after it. Default for a `path`: `"path"`; `"directory"` offers directories only.
---@field help? string One line under it while it has the keys.
---@field validate? function `function(value, values)`: a text, or false and a text, is why it is not accepted. Called when it is left, and on submit. It may wait.
---@field when? function `function(values)`: whether it is shown. Called when another field was changed.

---A program to start, and what is made for it first.
---@class (exact) LaunchOptions
---@field cmd? string|string[] A command line, or the command and its arguments. Default `$SHELL`.
---@field args? string[] Arguments after those of `cmd`, as they are.
---@field name? string One like it where that is taken. Default: the program.
---@field cwd? string The project. Default: the focused agent's directory.
---@field env? table Variables to add.
---@field worktree? LaunchWorktree Run it in a worktree of the project's repository; without, it runs in `cwd`.
---@field copy? string[] Paths or globs in the project, copied into a worktree that is made.
---@field link? string[] The same, as links to the project.
---@field setup? string[] Shell commands to run first, where the program will run.
---@field type? string Typed into it, with Enter, when it is ready.
---@field detector? string The detector that judges it.
---@field resume? string|string[] What a restart runs in place of `cmd`.
---@field preset? string The name of the preset this is made of.
---@field labels? string[] Words to tell it by.
---@field workspace? string The workspace it belongs to.
---@field focus? boolean Show it once it runs, unless the person has turned elsewhere. Default false.

---Which worktree.
---@class (exact) LaunchWorktree
---@field branch string An existing branch is checked out, or used where it is; any other is made.
---@field base? string What a new branch is made from. Default: what the project has checked out.
---@field fresh? boolean A branch of its own in any case: `NAME-2` where that name is taken.
---@field directory? string Where worktrees go, from the repository. Default `../{repo}.worktrees`.

---A worktree that was made for an agent.
---@class AgentWorktree
---@field repo string The main directory of its repository.
---@field path string Its own.
---@field branch string
---@field base? string The branch it was made from.
---@field own_branch? boolean The branch was made for it too.

---An agent in the making.
---@class Launch
---@field id string
---@field name string What the agent is to be called.
---@field project string The directory that it was asked for in.
---@field preset? string
---@field workspace? string
---@field stage "worktree"|"copy"|"setup"|"start"|"undo" Where it is, or where it failed.
---@field step? string The branch, or the setup command.
---@field status "running"|"done"|"failed"|"cancelled"
---@field error? string Why it failed: stage, command, how that ended.
---@field lines? string[] The last lines of a setup command that failed.
---@field agent? string The id of the agent: of the setup command at first.
---@field path? string Of its worktree.
---@field branch? string
---@field started_at number Epoch seconds.

---Where a segment goes.
---@class (exact) SlotOptions
---@field order? number Lower comes first. Default 0.

---A rectangle of cells, zero-based.
---@class (exact) Rect
---@field x integer
---@field y integer
---@field width integer
---@field height integer

---A program to start.
---@class (exact) SpawnOptions
---@field [1]? string The command, where `cmd` is not given.
---@field name? string Default: made from the command by `policy.default_name`.
---@field cmd? string|string[] A command line, or the command and its arguments. Default `$SHELL`.
---@field args? string[] Arguments; `cmd` is then the program alone.
---@field cwd? string Default: the focused agent's.
---@field env? table Variables to add.
---@field focus? boolean Show it at once. Default true where there is a view.
---@field size? table `{columns=, rows=}` until a client shows it.
---@field scrollback? integer Lines of history. Default `botster.scrollback`.

---Which agents: all that is given must hold.
---@class (exact) AgentFilter
---@field status? string
---@field state? string
---@field group? string
---@field workspace? string
---@field label? string One of its labels.
---@field cwd? string
---@field name? string A glob.
---@field unread? boolean

---How text is typed.
---@class (exact) SendOptions
---@field enter? boolean Enter after it. Default false.
---@field when_safe? boolean As soon as nobody types there and no question is open.
---@field queue? boolean With `when_safe`: false fails at once where it is not safe now. Default true.

---How an agent is ended.
---@class (exact) KillOptions
---@field force? boolean At once, without asking it.

---What to read.
---@class (exact) OutputOptions
---@field lines? integer The last so many lines.
---@field scrollback? boolean The history too.
---@field ansi? boolean With colours, as escape sequences.
---@field from? integer The first row of history and screen to read, from 1 at the oldest.
---@field to? integer The last one.

---How much to find.
---@class (exact) SearchOptions
---@field limit? integer The latest so many matches, 1 to 1000. Default 100.

---Which links.
---@class (exact) LinkOptions
---@field lines? integer Those in the last so many rows. Default 2000.
---@field limit? integer The newest so many, 1 to 1000. Default 200.

---A link on a screen.
---@class Link
---@field url string Where it leads, as the program gave it: of any scheme.
---@field text string What is written there: `url` itself, unless the program made the link of other words.
---@field line? integer The row that it begins in, as `search` counts them.
---@field column? integer Likewise.

---A detector.
---@class (exact) DetectorOptions
---@field match? string|string[]|function Which programs it knows: globs on the name of the program in the foreground, or a function that is given `{id, name, argv, program, title, cwd, is_shell}`. Default: the detector's name.
---@field rules? DetectorRule[] Tried in order; the first that matches decides.
---@field detect? function `function(screen, prev)`, asked where no rule matched. Returns a state, or a table with `state` and, as a rule has them, `rule`, `source`, `visible`, `keep`; `evidence`, the text it was found by; and `question`, `options`, `lines`. Nil: nothing can be said.
---@field inherit? boolean Where it says nothing, the detector of the same name in the next lower layer is asked.
---@field desc? string

---One rule of a detector.
---@class (exact) DetectorRule
---@field rule? string Its name, which `explain` shows.
---@field state? "working"|"blocked"|"idle"|"unknown" What the program does when it matches.
---@field test? function `function(screen, prev)`: nil or false where it does not match; else the text it was found by, true, or a table with `evidence`, `question`, `options` (a list of AnswerOption: what can be answered), `lines` (the rows of the dialog), and what differs from the rule. `require("default.detectors.answers")` reads menus.
---@field source? "osc"|"screen"|"process"|"silence" What it goes by: what the program told its terminal, its screen, the program in the foreground, or that nothing moves. Default `"screen"`.
---@field visible? boolean What shows the state is there to be seen. Where it is not, rest is believed only after a while. Default true, for silence false.
---@field keep? boolean It says nothing, and what was known stays: for a screen that hides what the program does.

---What a detector is given: the live screen, never scrolled back. Regions are texts, their rows divided by line feeds.
---@class Screen
---@field lines string[] The rows, trailing blanks trimmed.
---@field columns integer
---@field rows integer
---@field cursor table `{x, y, visible}`, from 0.
---@field alt boolean It is the alternate screen.
---@field title string What the program calls itself.
---@field progress? table `{state, value}` of OSC 9;4: 0 none, 1 so much, 2 an error, 3 working, 4 paused.
---@field mark? string The last OSC 133 mark: `A` a prompt begins, `B` it ends, `C` a command runs, `D` it has ended.
---@field exit_code? integer Of that command.
---@field quiet? number Seconds since it last printed.
---@field typed? number Seconds since somebody last typed into it.
---@field content_seq integer Counts the different screens that were looked at.
---@field program? string Name of the program in the foreground.
---@field argv string[] Its command line.
---@field is_shell boolean It is a shell that waits for commands.
---@field is_leader? boolean It is the program that the agent was started with.
---@field report? table `{state, reason, age}`: what was reported last, and stands.
---@field prev? table `{state, rule, age}`: what is said of the agent now. Also the second argument.
---@field text fun(self: Screen): string All of it.
---@field bottom fun(self: Screen, rows: integer): string The last rows, down to the last one with text.
---@field bottom_non_empty fun(self: Screen, rows: integer): string The last rows that have text.
---@field top_non_empty fun(self: Screen, rows: integer): string The first rows that have text.
---@field prompt_box fun(self: Screen): string? What stands in the box for typing: between the last two rules, or in the last box.
---@field above_prompt_box fun(self: Screen, rows?: integer): string? What stands above that box, or its last rows.
---@field after_last_rule fun(self: Screen): string What follows the last horizontal rule.
---@field after_last_prompt fun(self: Screen): string? What follows the last row that begins with a prompt (`❯`, `›`, `>`, `$` …).
---@field line fun(self: Screen, pattern: string, region?: string): string? The first row, of the screen or a region, that matches a Lua pattern.
---@field has fun(self: Screen, text: string, region?: string): string? The first row that has the text in it, in capitals or not.

---Something that happened: a line of the log, an error, or an event that was told of.
---@class LogEntry
---@field seq integer Numbers all entries in the order they came.
---@field at number Epoch seconds.
---@field time string The time of day: `14:03:22`.
---@field kind "log"|"error"|"event" What it is.
---@field level "debug"|"info"|"warn"|"error" A refused event, and one with a handler that threw, is a warning.
---@field text string The line; an error's first line; an event's main fields.
---@field unit? string The file that logged it or failed; `hub` for the program itself.
---@field error? table Of an error: unit, line, message, phase, where, source (rows of n, text, mark), traceback, hint, action, count.
---@field name? string An event's name.
---@field told? string[] The handlers that were called, as `file:line`; at most 8.
---@field told_count? integer How many there were.
---@field failed? string[] Those of them that threw.
---@field cancelled_by? string The handler that refused it.
---@field reason? string Why it did.

---Which entries to list.
---@class (exact) RecentFilter
---@field kind? "log"|"error"|"event" Only these.
---@field level? "debug"|"info"|"warn"|"error" Only these and worse ones.
---@field matching? string Only those that hold every one of these words, in small letters or capitals.
---@field since? integer Only those after the entry of this number.
---@field limit? integer Only so many, the newest.

---A plugin of the home.
---@class PluginInfo
---@field name string
---@field version? string As its header says.
---@field desc? string The same.
---@field state "live"|"refused"|"blocked"|"disabled"|"installed"|"gone" `refused`: its Lua failed. `blocked`: its content is not what was agreed to, or it needs a newer program. `gone`: its folder is not there.
---@field enabled boolean
---@field linked boolean Its folder is where it is worked on: what is saved there is live.
---@field source? string Where it is from.
---@field subdir? string The folder within.
---@field rev? string The commit, tag or branch that was asked for.
---@field commit? string The commit that it is.
---@field added_at? string ISO 8601.
---@field registered table What its files have registered, by kind.
---@field error? table Why it is not live: unit, line, message, hint.

---What the pager shows.
---@class (exact) Page
---@field title? Text Shown in the border. Default: the name of the page.
---@field lines table A list of texts, a row each. A span with `link`, `{ "ui.text", link = "ui.text" }`, leads to the same page with that argument.
---@field head? table Rows above that stay where they are.
---@field follow? fun(self: App, link: string) Called with the link that was chosen, in place of the page being shown with it.
---@field redraw? number Draws it again after so many seconds, while it is seen.

---What the code of files has cost.
---@class Costs
---@field rows Cost[] What was called, the one that took most first.
---@field files table[] The files that are no defaults, by how long they took to load: path, layer, load_ms (with what they required first).
---@field memory integer Bytes that Lua holds.
---@field memory_limit integer Bytes that files may hold at most.
---@field generation integer Number of the world.
---@field prepare_ms number How long the defaults took to load, which is done ahead.
---@field build_ms number How long the other files took to load.

---What one registration has cost, with all that it called.
---@class Cost
---@field kind string `"key"`, `"hook"`, `"method"`, `"timer"`, `"overlay"`, …; `"call"` for what is not registered.
---@field name string Which: `normal ctrl+b n`, `agent:exited note`, `App:render`.
---@field owner string `file:line`.
---@field layer string The file's.
---@field calls integer
---@field errors integer Calls that threw.
---@field ms number Milliseconds in all.
---@field slowest_ms number Of the slowest call; one that waits counts from wait to wait.
---@field last number When it last ran, in epoch seconds.
---@field disabled? boolean It is disabled after repeated errors.

---What is said besides.
---@class (exact) HealthOptions
---@field advice? string|string[] What a person can do about it.

---What one check has said.
---@class HealthReport
---@field name string Of the check.
---@field level "ok"|"info"|"warn"|"error" The worst of what it said.
---@field owner? string `file:line` of the check.
---@field items table[] What it said, in order: level (`"start"` for a heading), text, advice (a list).

---One name in a directory.
---@class FileEntry
---@field name string Without the directory.
---@field type "file"|"directory"|"link"|"other"

---What is known of a file.
---@class FileStat
---@field type "file"|"directory"|"other" Links are followed.
---@field size integer Bytes.
---@field modified number Epoch seconds.
---@field path string Where it really is, links followed.

---What to remove.
---@class (exact) RemoveOptions
---@field recursive? boolean A directory with all that is in it.

---How to copy or move.
---@class (exact) CopyOptions
---@field overwrite? boolean In place of a file that is there. Default false.

---What to watch.
---@class (exact) WatchOptions
---@field recursive? boolean Directories in it too. Default true.
---@field key? string Its name over reloads. Default: made from the path.

---How a program is started.
---@class (exact) PtyOptions
---@field args? string[] Its arguments.
---@field env? table Variables to add.
---@field cwd? string Default: the project of the focused agent, else your home directory.
---@field cols? integer Default 80.
---@field rows? integer Default 24.
---@field key? string Its name over reloads. Default: made from the command.

---A program on a pseudo-terminal of its own, which no list shows.
---@class Pty
---@field key string Its name over reloads.
---@field closed boolean It has ended.
---@field write fun(self: Pty, data: string): boolean Types it into the program.
---@field resize fun(self: Pty, cols: integer, rows: integer): boolean Gives it another size.
---@field kill fun(self: Pty, signal?: string): boolean Ends it; `"KILL"` at once.
---@field on_output fun(self: Pty, handler: fun(data: string)): Pty Calls the handler with all that it prints.
---@field on_exit fun(self: Pty, handler: fun(code?: integer, signal?: string)): Pty Calls the handler once it has ended. A program that cannot be started ends with 127.
---@field pid fun(self: Pty): integer Its process id. Waits.
---@field read_screen fun(self: Pty): string What is on its screen. Waits.

---A program to be shown in front of everything.
---@class (exact) PopupOptions
---@field cmd? string|string[] A command line as a shell splits it (with `|` and the like it is run by `sh`), or its words. Default: your shell.
---@field cwd? string Default: the project of the focused agent, else your home directory.
---@field key? string Its name in this file. Default: the command.
---@field title? string Shown in the border. Default: the key.
---@field width? integer|string Cells, or `"80%"` of the screen, the border included. Default `"80%"`.
---@field height? integer|string As `width`.
---@field capture? boolean Its standard output is not shown but handed to `on_exit`: what fzf and its like print there is what was chosen.
---@field with_agent? boolean Seen only while the agent has the focus that had it when it was shown.
---@field on_exit? fun(code?: integer, output?: string, signal?: string)|string Called when the program has ended, for the view it was in. A function does not outlive a reload; the name of an action does, which gets `{ code, output, signal }`.

---A program in front of the layout.
---@class Popup
---@field key string
---@field unit string The file that opened it.
---@field title string
---@field width integer|string Cells or percent, as it was given.
---@field height integer|string The same.
---@field shown boolean It is to be seen.
---@field with_agent boolean Seen only with the agent it was shown with.
---@field pty Pty For `ui.terminal` alone.

---How written text looks.
---@class (exact) TermStyle
---@field fg? Color
---@field bg? Color
---@field bold? boolean
---@field dim? boolean
---@field italic? boolean
---@field underline? boolean
---@field inverse? boolean

---Which commits.
---@class (exact) GitLogOptions
---@field max_count? integer Default 20, at most 1000.
---@field path? string Those that touched this file or directory. Default: the project.
---@field since? string `"2 weeks ago"` or a date.
---@field ref? string Branch, tag or commit to start from. Default: what is checked out.

---Which changes.
---@class (exact) GitDiffOptions
---@field path? string Only this file or directory. Default: the project.
---@field staged? boolean What the next commit would hold.
---@field from? string Since this commit.
---@field to? string Up to this commit.
---@field stat? boolean Only the files and how many lines.

---How a worktree is made.
---@class (exact) WorktreeAddOptions
---@field from? string What a new branch starts from. Default: what is checked out.

---How a worktree is removed.
---@class (exact) WorktreeRemoveOptions
---@field force? boolean With changes that are in no commit.

---How a repository stands.
---@class GitStatus
---@field root string Its directory.
---@field branch? string Nil where none is checked out.
---@field head? string The commit. Nil before the first.
---@field upstream? string The branch it follows.
---@field ahead integer Commits that the upstream has not.
---@field behind integer Commits that only the upstream has.
---@field clean boolean Nothing differs.
---@field staged integer Files in the next commit.
---@field changed integer Files that differ from it.
---@field untracked integer Files that git does not know.
---@field conflicts integer Files to be merged by hand.
---@field files GitFile[] At most 2000 of them.

---One file that differs.
---@class GitFile
---@field path string From the repository.
---@field index string Git's letter for the next commit: `M`, `A`, `D`, `R`, `?` or `.`.
---@field worktree string Git's letter for the file.
---@field from? string What it was called.

---One commit.
---@class GitCommit
---@field hash string
---@field short string The beginning of it.
---@field author string
---@field email string
---@field at integer Epoch seconds.
---@field subject string The first line of its message.

---One branch.
---@class GitBranch
---@field name string
---@field current boolean It is checked out here.
---@field hash string Beginning of its commit.
---@field upstream? string The branch it follows.
---@field worktree? string Where it is checked out.
---@field at integer Epoch seconds of its commit.

---One worktree.
---@class GitWorktree
---@field path string
---@field branch? string Nil where none is checked out.
---@field head? string The commit.
---@field main boolean The repository itself.

---What to compare a worktree with.
---@class (exact) WorktreeStateOptions
---@field base? string The branch it was made from.

---What a worktree has that would be lost with it.
---@class GitWorktreeState
---@field repo string The main directory of its repository.
---@field path string
---@field branch? string Nil where none is checked out.
---@field base? string Nil where there is no such branch.
---@field changed integer Files that differ from the last commit.
---@field untracked integer Files that git does not know.
---@field unmerged integer Commits that the base does not have; 0 without a base.
---@field unpushed integer Commits that no remote has.

---What a merge came to.
---@class GitMerge
---@field into string
---@field how "nothing"|"fast-forward"|"merge" `nothing`: it had all commits already.
---@field commits integer How many it got.

---A Lua file of a project that is not run as it stands.
---@class WaitingFile
---@field path string Where it really is.
---@field hash string SHA-256 of its text, for `trust.allow`.
---@field changed boolean An earlier text was allowed, and goes on.
---@field project string The repository.

---A file of others.
---@class TrustedText
---@field path string Where it really is.
---@field text string
---@field hash string SHA-256 of the text.
---@field trusted boolean A person has allowed exactly this text.
---@field changed boolean An earlier text was allowed.

---How a request is made. One of `body`, `json` and `form`.
---@class (exact) HttpOptions
---@field headers? table Names and texts. What frames the message (`host`, `content-length`) cannot be given.
---@field body? string Any bytes, at most 5 MB.
---@field json? any Sent as JSON.
---@field form? table Names and values, sent as a form.
---@field timeout? number Seconds, for everything together: default 30, at most 120.
---@field max_bytes? integer Of the body that is answered: default 5 MB, at most 8 MB.
---@field redirects? integer How many are followed: default and most 10, in improvements/ 3. With 0 the redirect is the answer.

---A request, as `HttpOptions`.
---@class (exact) HttpRequest
---@field url string
---@field method? string GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS. Default GET.
---@field headers? table Names and texts. What frames the message (`host`, `content-length`) cannot be given.
---@field body? string Any bytes, at most 5 MB.
---@field json? any Sent as JSON.
---@field form? table Names and values, sent as a form.
---@field timeout? number Seconds, for everything together: default 30, at most 120.
---@field max_bytes? integer Of the body that is answered: default 5 MB, at most 8 MB.
---@field redirects? integer How many are followed: default and most 10, in improvements/ 3. With 0 the redirect is the answer.

---How a connection is made.
---@class (exact) WebSocketOptions
---@field headers? table Names and texts, sent with the first request.
---@field protocols? string[] Those that are offered; the server chooses one.
---@field reconnect? boolean|ReconnectOptions Connects again when the connection is lost, later each time: after 1, 2, 4 … 30 seconds. Default false.
---@field key? string Its name over reloads. Default: made from the URL.

---How long to wait.
---@class (exact) ReconnectOptions
---@field min? number Seconds before the first time: default 1, at least 0.1, in improvements/ 1.
---@field max? number At most so many: default 30.

---A connection to a server.
---@class WebSocket
---@field key string Its name over reloads.
---@field closed boolean It has ended, for good.
---@field send fun(self: WebSocket, data: string, binary?: boolean): boolean Sends a message of at most 1 MB; what is no UTF-8 goes as a binary one. Until it is connected up to 4 MB wait. False where it is closed.
---@field on_open fun(self: WebSocket, handler: fun(protocol: string)): WebSocket Calls the handler whenever it is connected.
---@field on_message fun(self: WebSocket, handler: fun(data: string, binary: boolean)): WebSocket Calls the handler with every message, one after the other. A file that is slow keeps the server waiting.
---@field on_close fun(self: WebSocket, handler: fun(code: integer, reason: string, again_in?: number)): WebSocket Calls the handler when the connection is lost, or could not be made (code 1006); with `reconnect` the third argument is in how many seconds it is tried again.
---@field close fun(self: WebSocket): boolean Closes it; handlers are not called. False where it is closed.

---What a server answered.
---@class HttpResponse
---@field status integer 200 and so on.
---@field ok boolean The status is 200 to 299.
---@field headers table Names in small letters.
---@field body string Any bytes, as they came.
---@field url string Where the answer came from, after redirects.

---How to encrypt.
---@class (exact) EncryptOptions
---@field aad? string What must be given again to decrypt, and is not in the envelope: a name of what it is for.
---@field raw_key? boolean The key is 32 random bytes, used as it is. Default false.

---What an envelope was made with.
---@class (exact) DecryptOptions
---@field aad? string As it was given to `crypto.encrypt`.

---Props of every widget.
---@class WidgetProps
---@field id? string Name of the node, in frames and events.
---@field key? string|number Keeps a node's identity when its siblings change.
---@field width? Size
---@field height? Size
---@field grow? number Share of the space that is left.
---@field padding? integer|table Cells inside the edge: `1`, `{vertical, horizontal}` or `{top, right, bottom, left}`.
---@field margin? integer|table Cells outside the edge, as `padding`.
---@field gap? integer Cells between children.
---@field align? "start"|"center"|"end"|"stretch"|"left"|"right" Across the direction of the children; of the text in a text.
---@field justify? "start"|"center"|"end"|"between"|"around" Along the direction of the children.
---@field border? "single"|"round"|"double"|"bold"|"none"|boolean
---@field title? Text Shown in the border.
---@field style? Style Of the whole rectangle.
---@field hover_style? Style Of what the mouse is over and would act on: the row of a list, a table or tabs, else the whole. Lists, tables, tabs and buttons have `"@hover"`. With one the terminal reports every motion of the mouse while the widget is on the screen.
---@field focusable? boolean Tab reaches it.
---@field visible? boolean `false` leaves it out.
---@field on_click? fun(value: any, ctx: Context)
---@field on_drag? fun(value: any, ctx: Context)
---@field on_wheel? fun(value: any, ctx: Context)
---@field on_hover? fun(value: any, ctx: Context)
---@field on_key? fun(value: any, ctx: Context)
---@field on_focus? fun(value: any, ctx: Context)
---@field on_blur? fun(value: any, ctx: Context)

---Props of `ui.column`.
---@class ColumnProps: WidgetProps
---@field children? Child[]

---Props of `ui.row`.
---@class RowProps: WidgetProps
---@field children? Child[]

---Props of `ui.stack`.
---@class StackProps: WidgetProps
---@field children? Child[]

---Props of `ui.panel`.
---@class PanelProps: WidgetProps
---@field children? Child[]
---@field title_align? "left"|"center"|"right"
---@field border_style? Style Of the border.

---Props of `ui.header`.
---@class HeaderProps: WidgetProps
---@field subtitle? Text After the title, dimmed.
---@field right? Text At the right edge.

---Props of `ui.status_bar`.
---@class StatusBarProps: WidgetProps
---@field text? Text The same as `left`.
---@field left? Text
---@field center? Text
---@field right? Text

---Props of `ui.agent_list`.
---@class AgentListProps: WidgetProps
---@field selected? integer|string Which row: the agent's place in the list, or its id. Default: the view's selection.
---@field format? function `function(agent, index, folded)` returns the row: text, or `{ left, right = … }`. Rows that are folded away are counted after all others.
---@field group_by? function|string A field, or `function(agent)`, whose values become headings.
---@field group_format? function `function(name, agents, folded)` returns the heading of a group. Default: its name.
---@field folded? function `function(name, agents)`: whether the rows of a group are put away under its heading. `/` finds them all the same. A click on a heading is told to `on_heading`: `function(name, agents)`.
---@field empty? Text Shown when there are none.
---@field selected_style? Style
---@field filterable? boolean `/` (the action `filter`) finds a row of it by typing.
---@field search? function `function(agent)` returns more text that a row is found by. Default: name, directory, title, state, group, workspace and labels.
---@field on_select? fun(value: any, ctx: Context)
---@field on_heading? fun(value: any, ctx: Context)

---Props of `ui.terminal`.
---@class TerminalProps: WidgetProps
---@field follow? boolean Stay at the newest output. Default true.
---@field cursor? boolean Show its cursor. Default true.
---@field selection? Style Of what copy mode has selected. Inverse unless given.
---@field match? Style Of what a search in copy mode has found. Underlined and bold unless given.
---@field current_match? Style Of the match at the cursor. Inverse and bold unless given.
---@field keys? boolean It has the keys in place of the focused agent while it is there; of several the one in front. Default false.
---@field placeholder? string Shown when there is no agent, or the program has not begun or has ended.
---@field on_link? fun(value: any, ctx: Context)
---@field on_link_hover? fun(value: any, ctx: Context)

---Props of `ui.text`.
---@class TextProps: WidgetProps
---@field wrap? "wrap"|"truncate"|"truncate_start"|"truncate_middle"|"none"|boolean Default `"wrap"`.
---@field max_lines? integer

---Props of `ui.spans`.
---@class SpansProps: WidgetProps
---@field wrap? "wrap"|"truncate"|"truncate_start"|"truncate_middle"|"none"|boolean Default `"wrap"`.
---@field max_lines? integer

---Props of `ui.list`.
---@class ListProps: WidgetProps
---@field selected? integer Which row, from 1.
---@field format? function `function(item, index)` returns the row: text, or `{ left, right = … }`.
---@field header? Text A heading above.
---@field selected_style? Style
---@field filterable? boolean `/` (the action `filter`) finds a row of it by typing.
---@field on_select? fun(value: any, ctx: Context)

---Props of `ui.table`.
---@class TableProps: WidgetProps
---@field columns? table[] `{ title, width, align }` each, or just the title.
---@field selected? integer
---@field selected_style? Style
---@field filterable? boolean `/` (the action `filter`) finds a row of it by typing.
---@field on_select? fun(value: any, ctx: Context)

---Props of `ui.text_input`.
---@class TextInputProps: WidgetProps
---@field value? string
---@field placeholder? string
---@field mask? boolean|string Show this instead of what is typed.
---@field on_change? fun(value: any, ctx: Context)
---@field on_submit? fun(value: any, ctx: Context)

---Props of `ui.button`.
---@class ButtonProps: WidgetProps
---@field label? Text
---@field action? string The action to run.

---Props of `ui.modal`.
---@class ModalProps: WidgetProps
---@field children? Child[]
---@field child? Child
---@field on_close? fun(value: any, ctx: Context)

---Props of `ui.tabs`.
---@class TabsProps: WidgetProps
---@field selected? integer
---@field on_select? fun(value: any, ctx: Context)

---Props of `ui.split`.
---@class SplitProps: WidgetProps
---@field direction? "row"|"column" Side by side (`row`, the default), or one above the other.
---@field ratio? number Share of the first, 0 to 1. Default 0.5.
---@field a? Child
---@field b? Child
---@field divider? boolean Draw a line between them.
---@field on_resize? fun(value: any, ctx: Context)

---Props of `ui.spinner`.
---@class SpinnerProps: WidgetProps
---@field frames? string[]

---Props of `ui.progress`.
---@class ProgressProps: WidgetProps
---@field value? number
---@field max? number Default 1.

---Props of `ui.badge`.
---@class BadgeProps: WidgetProps

---Props of `ui.divider`.
---@class DividerProps: WidgetProps
---@field direction? "row"|"column" Default `"row"`.

---Props of `ui.spacer`.
---@class SpacerProps: WidgetProps

---Props of `ui.scroll`.
---@class ScrollProps: WidgetProps
---@field children? Child[]
---@field child? Child
---@field offset? integer Rows hidden at the top.

---Props of `ui.keyhints`.
---@class KeyhintsProps: WidgetProps
---@field mode? string Default: the view's.
---@field group? string Only these.
---@field max? integer At most so many.
---@field prefix? boolean With the prefix key before each.

---The view. `function App:render()` overrides the layer below; `App.render`, read in a file, is that layer's. Any other name can be a method too, and any other field you set on `self` is kept with the view (plain data).
---@class App
---@field agents Agent[] Every agent.
---@field selected? integer Place of the selected agent in `agents`. Can be set, to a place, an id or an agent.
---@field selected_agent? Agent The selected agent. Can be set.
---@field focused_agent? Agent The agent that has the keys in `terminal` mode. Can be set.
---@field mode string The view's mode. Can be set.
---@field columns integer Width of the view.
---@field cols integer The same.
---@field rows integer Height of the view.
---@field scroll integer Lines that the focused agent is scrolled back.
---@field copy? table Copy mode, where it is on: agent (its id), selecting (`"char"`, `"line"`, `"block"` or nil), lines (selected), search (pattern, direction, current, total, isCut), count, problem.
---@field unread integer How many agents have printed something unseen.
---@field view string The view's id.
App = {}

---What the view shows, at `self.columns` x `self.rows`.
---@return Child
function App:render() end

---Called once for each view, before anything else, whenever other files are live.
function App:init() end

---Called with each key that an agent does not get and the terminal does not handle by itself (bound to Lua, or to nothing), before its binding, as `{key, keys, mode}`; true: handled.
---@param event table
---@return boolean?
function App:key(event) end

---Called with each click, before the widget's own handler, and with each turn of the wheel outside of panes, as `{type, path, args}`: `type` is `"click"`, `"select"` (a row) or `"wheel"`, `path` the widget's, `args` has `x`, `y` (in the widget), `button`, and `index` for a row. True: handled. A click in a pane focuses it whatever is returned, and is told of only where its program does not ask for the mouse; the wheel in a pane is its history's or its program's.
---@param event table
---@return boolean?
function App:mouse(event) end

---Called after each event of the program, which `message.type` names.
---@param message table
function App:update(message) end

---Widgets, prompts and measuring. Every widget returns a node; `App:render()` returns one.
---@class botster.ui
---@field [string] fun(props?: table): Node Components, as `ui.component` defines them.
ui = {}

---Defines `ui[name]`. One that throws shows an error card in its own rectangle; the rest stays.
---@param name string
---@param render fun(props: table): Child): fun(props?: table
---@return Node
function ui.component(name, render) end

---With a function: adds a segment to a place the default screen has (`"status.left"`, `"status.right"`, `"sidebar"`). Without: what its segments returned, in order.
---@param name string
---@param opts? SlotOptions|function
---@param render? fun(): any
---@return table
function ui.slot(name, opts, render) end

---Draws above every layout, whatever becomes of `App:render`; nil for nothing. Of one name the highest layer has its way.
---@param name string
---@param render fun(self: App): Child?
function ui.overlay(name, render) end

---Asks for a line of text. Without a function it waits for the answer; nil when it was left.
---@param opts InputOptions|string
---@param on_confirm? fun(value: string?)
---@return string?
function ui.input(opts, on_confirm) end

---Asks for one of the items.
---@param items any[]
---@param opts? SelectOptions
---@param on_choice? fun(item: any, index: integer?)
---@return any
function ui.select(items, opts, on_choice) end

---Asks for one of the items in a menu: a text, or `{ label, key = , action = , args = }`. The action of the chosen one is run, and the item returned.
---@param items any[]
---@param opts? MenuOptions
---@param on_choice? fun(item: any, index: integer?)
---@return any
function ui.menu(items, opts, on_choice) end

---Asks yes or no.
---@param opts ConfirmOptions|string
---@param on_choice? fun(yes: boolean)
---@return boolean
function ui.confirm(opts, on_choice) end

---Asks for several things at once, each a field. Returns what was filled in, by the names of the fields (a `select` gives its option, a field that is not shown nothing); nil when it was left. Without a function it waits.
---@param opts FormOptions
---@param on_submit? fun(values: table?)
---@return table?
function ui.form(opts, on_submit) end

---With a function: defines what the pager shows under this name; it is called with every picture of it and must not wait. Of one name the highest layer has its way. With a text or nothing: what it shows for that argument; nil where there is no such page.
---@param name string
---@param render? string|fun(self: App, argument?: string): Page
---@return Page?
function ui.page(name, render) end

---Opens the pager, which shows a page above the layout: it scrolls, finds words (`/`, `n`, `N`), and follows links (tab, enter, backspace).
---@param name string
---@param argument? string
function ui.pager(name, argument) end

---Draws again soon, or in so many seconds, though nothing else has changed. Asked for with every picture of it, something that moves by itself is drawn for as long as it is seen.
---@param after? number
function ui.redraw(after) end

---Columns that the text covers.
---@param text string
---@return integer
function ui.width(text) end

---The text cut to so many columns, with `…` where it was cut.
---@param text string
---@param columns integer
---@param ellipsis? string
---@return string
function ui.truncate(text, columns, ellipsis) end

---Columns and rows of the view.
---@return integer, integer
function ui.size() end

---The key that runs an action, as the help writes it.
---@param action string
---@param mode? string
---@return string?
function ui.key_of(action, mode) end

---Children from top to bottom: `ui.column{ a, b, gap = 1 }`.
---@param props ColumnProps
---@param ... Child
---@return Node
function ui.column(props, ...) end

---Children from left to right.
---@param props RowProps
---@param ... Child
---@return Node
function ui.row(props, ...) end

---Children on top of each other, the last on top.
---@param props StackProps
---@param ... Child
---@return Node
function ui.stack(props, ...) end

---A box with a border: `ui.panel({ title = "Log" }, child)`.
---@param props PanelProps
---@param ... Child
---@return Node
function ui.panel(props, ...) end

---One line: a title, and something at the right.
---@param props HeaderProps|string
---@return Node
function ui.header(props) end

---One line with three parts: `ui.status_bar{ left = "a", right = "b" }`.
---@param props StatusBarProps|string
---@return Node
function ui.status_bar(props) end

---The agents, a row each.
---@param agents? Agent[]
---@param props? AgentListProps
---@return Node
function ui.agent_list(agents, props) end

---The live screen of an agent, or of a program that `pty.spawn` started: that one gets the size of its place and is typed into with `Pty:write`, a click does not focus it. `on_link` is called with the link (`url`, `text`) that is clicked with ctrl, and shift where the program has the mouse; `on_link_hover` with the one that the mouse is over, and with nothing when it has left it.
---@param agent? AgentRef|Pty
---@param props? TerminalProps
---@return Node
function ui.terminal(agent, props) end

---Text, wrapped to its width.
---@param content Text
---@param props? TextProps
---@return Node
function ui.text(content, props) end

---Text of several styles: `ui.spans{ "a ", { "b", bold = true } }`.
---@param spans (string|Span)[]
---@param props? SpansProps
---@return Node
function ui.spans(spans, props) end

---A list of lines, one of them selected.
---@param items any[]
---@param props? ListProps
---@return Node
function ui.list(items, props) end

---Rows and columns.
---@param rows table[]
---@param props? TableProps
---@return Node
function ui.table(rows, props) end

---A line to type in.
---@param props? TextInputProps
---@return Node
function ui.text_input(props) end

---A word to click.
---@param label Text|table
---@param props? ButtonProps
---@return Node
function ui.button(label, props) end

---A box in the middle, above everything in its parent.
---@param props ModalProps
---@param ... Child
---@return Node
function ui.modal(props, ...) end

---Pages with a row of names: `ui.tabs{ { "One", a }, { "Two", b }, selected = 1 }`.
---@param tabs table
---@param props? TabsProps
---@return Node
function ui.tabs(tabs, props) end

---Two children and a line between: `ui.split{ a = x, b = y, ratio = 0.3 }`. With `on_resize` the border between them can be dragged: it is called with `{ratio, done}` as the mouse moves, and once more, `done`, when the button is up. Keep the ratio and pass it as `ratio`.
---@param props SplitProps
---@return Node
function ui.split(props) end

---Something that moves.
---@param props? SpinnerProps
---@return Node
function ui.spinner(props) end

---A bar: `ui.progress{ value = 3, max = 10 }`.
---@param props ProgressProps
---@return Node
function ui.progress(props) end

---A word on a coloured ground.
---@param content Text
---@param props? BadgeProps
---@return Node
function ui.badge(content, props) end

---A line, with a title if you like.
---@param props? DividerProps
---@return Node
function ui.divider(props) end

---Empty space; takes what is left.
---@param props? SpacerProps|integer
---@return Node
function ui.spacer(props) end

---A window on something higher.
---@param props ScrollProps
---@param ... Child
---@return Node
function ui.scroll(props, ...) end

---The keys of a mode, as many as fit.
---@param mode? string|table
---@param props? KeyhintsProps
---@return Node
function ui.keyhints(mode, props) end

---Keys. Chords are written `ctrl+p` or `<C-p>`; several, one after another, as `g g` or `gg`. In `terminal` mode every `normal` binding follows the prefix.
---@class botster.keymap
---@field leader? string What `<leader>` stands for. Default `space`.
keymap = {}

---Binds keys in one mode or several.
---@param modes string|string[]
---@param lhs string
---@param rhs Rhs
---@param opts? KeymapOptions
function keymap.set(modes, lhs, rhs, opts) end

---Takes a binding away, whoever made it.
---@param modes string|string[]
---@param lhs string
function keymap.del(modes, lhs) end

---The binding of these keys.
---@param mode string
---@param lhs string
---@return table?
function keymap.get(mode, lhs) end

---Every binding in force: mode, lhs, desc, group, action, owner.
---@param filter? KeymapFilter
---@return table[]
function keymap.list(filter) end

---Defines a mode with its keys: `{ j = "scroll down", x = { fn, "desc" } }`.
---@param name string
---@param bindings table
---@param opts? ModeOptions
function keymap.table(name, bindings, opts) end

---Enters a key table; `keymap.pop` goes back.
---@param name string
---@param opts? PushOptions
function keymap.push(name, opts) end

---Leaves the key table on top. Returns the mode that is in force now.
---@return string
function keymap.pop() end

---Leaves every pushed key table.
function keymap.clear_stack() end

---The mode in force and the ones below it, top first.
---@return string[]
function keymap.active() end

---Acts as if the keys were typed, where they have bindings.
---@param keys string
---@return boolean
function keymap.feed(keys) end

---The mode a view is in: `terminal` (keys go to the agent), `normal`, and those that are defined.
---@class botster.mode
mode = {}

---The view's mode.
---@return string
function mode.get() end

---Enters a mode.
---@param name string
function mode.set(name) end

---Makes a mode.
---@param name string
---@param opts? ModeOptions
function mode.define(name, opts) end

---Every mode: name, desc, fallback.
---@return table[]
function mode.list() end

---Things that can be done, by name: keys, the `:` line and prompts all run these.
---@class botster.action
action = {}

---Makes an action, or takes the place of one of a lower layer.
---@param name string
---@param run fun(ctx: Context, args: any): any
---@param opts? ActionOptions
function action.register(name, run, opts) end

---Takes your own action away.
---@param name string
---@return boolean
function action.unregister(name) end

---Runs an action.
---@param name string
---@param args? any
---@return any
function action.run(name, args) end

---Every action: name, desc, group, takes, owner.
---@return table[]
function action.list() end

---Commands of the `:` line.
---@class botster.command
command = {}

---Makes a command.
---@param name string
---@param run fun(args: string[], ctx: Context): any
---@param opts? CommandOptions
function command.register(name, run, opts) end

---Runs a line: a command with arguments, or an action.
---@param line string
---@return any
function command.run(line) end

---Every command: name, desc, nargs, alias, owner.
---@return table[]
function command.list() end

---What the last word of a line can become: `items`, and `from`, the byte where that word begins. The first word is a command or an action, the others are what its `complete` says. May wait.
---@param line string
---@return table
function command.complete(line) end

---Named handlers. Returning nothing goes on; `before` events can be cancelled (`return false, "reason"`) or changed (`return { payload = … }`).
---@class botster.hooks
hooks = {}

---Registers a handler under a name. The same event and name again replaces it.
---@param event string
---@param name string
---@param handler function
---@param opts? EventOptions
---@return integer
function hooks.register(event, name, handler, opts) end

---Takes a handler away. Another file's comes back when this file goes.
---@param event string
---@param name string
---@return boolean
function hooks.unregister(event, name) end

---Switches a handler back on.
---@param event string
---@param name string
---@return boolean
function hooks.enable(event, name) end

---Switches a handler off.
---@param event string
---@param name string
---@return boolean
function hooks.disable(event, name) end

---Handlers in the order they run: event, name, priority, pattern, once, fail, timeout_ms, owner, enabled, desc; and what they have cost: calls, errors, ms, slowest_ms.
---@param event? string
---@return table[]
function hooks.list(event) end

---Emits an event and returns what became of it.
---@param event string
---@param payload? any
---@return EventResult
function hooks.call(event, payload) end

---Whether anything listens.
---@param event string
---@return boolean
function hooks.has(event) end

---The same bus, with ids instead of names.
---@class botster.events
events = {}

---Calls the handler at every such event. Returns the id for `events.off`.
---@param event string
---@param handler function
---@param opts? EventOptions
---@return integer
function events.on(event, handler, opts) end

---The same, once.
---@param event string
---@param handler function
---@param opts? EventOptions
---@return integer
function events.once(event, handler, opts) end

---Stops a handler of this file.
---@param id integer
---@return boolean
function events.off(id) end

---Tells every handler.
---@param event string
---@param payload? any
---@param identifier? string
---@return EventResult
function events.emit(event, payload, identifier) end

---Makes an event known, so that its name is no longer warned about.
---@param event string
---@param definition? EventDefinition
function events.define(event, definition) end

---Every known event: name, before, doc, fields, identifier, owner, program (the program tells of it itself), heard (something listens).
---@return table[]
function events.list() end

---The programs that run here. What cannot be done returns `nil, err`.
---@class botster.agents
agents = {}

---Every agent, oldest first.
---@param filter? AgentFilter
---@return Agent[]
function agents.list(filter) end

---One agent.
---@param agent AgentRef
---@return Agent?
function agents.get(agent) end

---The one whose row is selected.
---@return Agent?
function agents.selected() end

---The one that has the keys in `terminal` mode.
---@return Agent?
function agents.focused() end

---Whether somebody can see it: its screen is shown in a terminal that has the focus.
---@param agent AgentRef
---@return boolean
function agents.in_sight(agent) end

---Selects its row.
---@param agent AgentRef
---@return boolean
function agents.select(agent) end

---Shows it and gives it the keys.
---@param agent AgentRef
---@return boolean
function agents.focus(agent) end

---Starts a program. Returns the agent where waiting is possible (keys, timers, handlers), else true.
---In improvements/ it needs the capability `agents.spawn`.
---@param opts SpawnOptions|string
---@return Agent?
function agents.spawn(opts) end

---Starts a program in the background, with all it needs made first: worktree, files, setup commands. What fails is taken back. Returns at once; `launch:ended` tells how it went. Where waiting is impossible it returns true.
---In improvements/ it needs the capability `agents.spawn`.
---@param opts LaunchOptions
---@return Launch?
function agents.launch(opts) end

---Those that are under way, and those that failed, oldest first.
---@return Launch[]
function agents.launches() end

---Gives one up and takes back what was made; takes one that failed off the list.
---In improvements/ it needs the capability `agents.kill`.
---@param id string
---@return boolean
function agents.cancel_launch(id) end

---Waits until it is over: `status` says how.
---@param id string
---@return Launch
function agents.wait_launch(id) end

---Ends it.
---In improvements/ it needs the capability `agents.kill`.
---@param agent AgentRef
---@param opts? KillOptions
---@return boolean
function agents.kill(agent, opts) end

---Starts it again with the same command.
---In improvements/ it needs the capability `agents.spawn`.
---@param agent AgentRef
---@return boolean
function agents.restart(agent) end

---Gives it another name.
---@param agent AgentRef
---@param name string
---@return boolean
function agents.rename(agent, name) end

---Has that detector judge what it does, whatever its program is; without a name the one that knows its program.
---@param agent AgentRef
---@param name? string
---@return boolean
function agents.set_detector(agent, name) end

---Why its state is what it is: state, rule, at (`file:line`), reason, report, now, considered. Waits.
---@param agent AgentRef
---@return table
function agents.explain(agent) end

---Types text into it. With `when_safe` it waits for what comes of it, where it can: nil and why it is not typed, or true and why it is typed later.
---In improvements/ it needs the capability `agents.send`.
---@param agent AgentRef
---@param text string
---@param opts? SendOptions
---@return boolean
function agents.send(agent, text, opts) end

---Answers the question on its screen: `"allow"`, `"always"`, `"deny"`, the label of an answer, one of `agent.options`, or `{ text = "…" }`. Types exactly the keys of that answer, and only while the question is the one of the `agent` that was given (else: the question has changed). Waits until it is gone; returns `{agent, question, answer, by}`.
---In improvements/ it needs the capability `agents.approve`.
---@param agent AgentRef
---@param answer string|AnswerOption|AnswerText
---@param opts? AnswerOptions
---@return table
function agents.answer(agent, answer, opts) end

---Sets what is given for one agent; it is kept with it.
---In improvements/ it needs the capability `agents.approve`.
---@param agent AgentRef
---@param settings AgentSettings
---@return boolean
function agents.set(agent, settings) end

---What is on its screen. Waits.
---@param agent AgentRef
---@param opts? OutputOptions
---@return string
function agents.output(agent, opts) end

---The text that is selected in it in copy mode; nil where none is. Waits.
---@param agent AgentRef
---@return string?
function agents.selection(agent) end

---Every match in its history and screen, the oldest first: line and column (from 1, lines as `output` with `scrollback` has them), text, and row, the whole row. `pattern` is a JavaScript regular expression, or where it is none a text; capitals count if it has some. Waits.
---@param agent AgentRef
---@param pattern string
---@param opts? SearchOptions
---@return table[]
function agents.search(agent, pattern, opts) end

---Links in its history and screen, the newest first: those that are written out, and those that its program made of other words (OSC 8). Waits.
---@param agent AgentRef
---@param opts? LinkOptions
---@return Link[]
function agents.links(agent, opts) end

---Waits until it is quiet (2 seconds unless said otherwise), has ended, or shows a text.
---@param agent AgentRef
---@param opts? WaitOptions
---@return boolean
function agents.wait(agent, opts) end

---What is typed and pasted into the agent in focus goes to other agents too, for the view in which the code runs: keys as each of their programs wants them. Text fields, prompts and programs in front of the layout keep what is typed to themselves. It ends with `stop`, with the terminal, and with the hub.
---@class botster.broadcast
broadcast = {}

---These get what is typed besides the one in focus, from now on and in place of those before; an empty list ends it. All of them must run. One that ends is passed over from then on.
---In improvements/ it needs the capability `agents.send`.
---@param agents AgentRef[]
---@return boolean
function broadcast.set(agents) end

---Those that do, in the order given; empty while it is off.
---@return Agent[]
function broadcast.list() end

---Ends it. Returns whether it was on.
---@return boolean
function broadcast.stop() end

---What was copied in copy mode, with the mouse or by a file. The last 20 texts are kept while the program runs.
---@class botster.clipboard
clipboard = {}

---Copies a text: to the terminal, to `botster.copy_command`, and for `clipboard.paste`.
---In improvements/ it needs the capability `clipboard.write`.
---@param text string
---@return boolean
function clipboard.copy(text) end

---What was copied, the newest first: text, agent (where), at. Waits.
---In improvements/ it needs the capability `clipboard.read`.
---@return table[]
function clipboard.list() end

---Pastes the text that was copied last, or as the `index`th last, into an agent, or a program that a file has started. Waits.
---In improvements/ it needs the capability `agents.send`.
---@param agent AgentRef|Pty
---@param index? integer
---@return boolean
function clipboard.paste(agent, index) end

---Rules that answer the questions of agents in the place of the person. Only those agents are answered for which a person has set `auto_approve`, some seconds after they ask, and only while nobody types there.
---@class botster.approve
approve = {}

---Makes a rule: `function(question, agent)` returns `"allow"`, `"always"`, `"deny"` or nil, and why. `question` has `text`, `lines` and `options`. The rules are asked by layer, the highest first, and by age; the first that answers decides. Where one throws, or none answers, the person is asked.
---In improvements/ it needs the capability `agents.approve`.
---@param name string
---@param rule function
function approve.register(name, rule) end

---Makes a rule of a program. It gets the question on its standard input, as JSON: `text`, `lines`, `options` (label, kind) and `agent` (id, name, cwd, argv). Exit code 0 allows, 1 denies; with any other, or when it takes too long or cannot be run, the person is asked. The first line it prints is the reason that is shown. In improvements/ it takes `pty.spawn` too.
---In improvements/ it needs the capability `agents.approve`.
---@param opts ApproveCommand
function approve.command(opts) end

---The rules: name, owner (`file:line`), layer.
---@return table[]
function approve.list() end

---What the rules say to the question on its screen: `{ answer, reason, rule, owner, question_id }`; nil and why where a person is to be asked (`err.code` is `no_rule` where none had anything to say). Waits for programs.
---@param agent AgentRef
---@return table?
function approve.ask(agent) end

---Detectors tell from what a program shows and tells its terminal whether it works, asks or rests. They are run when a screen has changed, and once more when it has come to rest; a report (`botster-tui report`) goes before what they say, but for a question that stands on the screen. `botster-tui explain ID` shows what they made of it, `botster-tui detect` tries one on a saved screen.
---@class botster.detector
detector = {}

---Makes a detector known. One of the same name in a lower layer is not asked any more, unless `inherit` is set.
---@param name string
---@param detector DetectorOptions
function detector.register(name, detector) end

---The detectors in force: name, owner (`file:line`), layer, desc.
---@return table[]
function detector.list() end

---The program behind the screens, spelled with a colon.
---@class botster.hub
hub = {}

---As `agents.list()`.
---@return Agent[]
function hub.list_agents() end

---As `agents.kill(agent)`.
---In improvements/ it needs the capability `agents.kill`.
---@param agent AgentRef
---@return boolean
function hub.kill_agent(agent) end

---Loads a file again. Saving it does so by itself.
---@param path? string
---@return boolean
function hub.reload_file(path) end

---A copy of everything this file keeps in `state`.
---@return table
function hub.serialize_state() end

---Puts such a copy back.
---@param state table
---@return boolean
function hub.restore_state(state) end

---Does nothing: it is running.
---@return boolean
function hub.run() end

---Plain data that outlives reloads and restarts, private to the file; `state.shared` is for all. `state.agents` and the other names of the App's state read that.
---@class botster.state
---@field shared table The same functions, over what all files share.
---@field agents Agent[] Every agent.
---@field selected_index? integer Place of the selected agent in the list.
---@field focused_agent? Agent The agent that has the keys in `terminal` mode.
---@field mode? string The view's mode.
state = {}

---The value; the default where there is none yet. A table is live: what you change in it is kept.
---@param key string
---@param default? any
---@param opts? StateOptions
---@return any
function state.get(key, default, opts) end

---Keeps a value; nil removes it.
---@param key string
---@param value? any
function state.set(key, value) end

---Keeps what the function makes of the value.
---@param key string
---@param change fun(value: any): any
---@return any
function state.update(key, change) end

---Removes a value.
---@param key string
function state.clear(key) end

---The keys there are, sorted.
---@return string[]
function state.keys() end

---Calls the handler when `state.set`, `update` or `clear` changed the value.
---@param key string
---@param handler fun(value: any, key: string)
---@return integer
function state.on_change(key, handler) end

---Texts by key, private to the file, which outlive reloads, restarts and crashes: at most 1000 keys and 64 KB a file, keys included. What is plain data, and changes often, is better kept by `state`; what is secret by `keyring`. Nothing here waits.
---@class botster.kv
kv = {}

---The text; nil where there is none.
---@param key string
---@return string?
function kv.get(key) end

---Keeps a text, whatever bytes it holds. Past a limit it raises, and what was kept stays.
---@param key string
---@param value string
function kv.set(key, value) end

---Removes a text. False where there was none.
---@param key string
---@return boolean
function kv.del(key) end

---The keys there are, sorted.
---@return string[]
function kv.keys() end

---A repository's own Lua: `<repo>/.botster/*.lua` is loaded once the person has allowed its content (`:trust`), and configures the agents of that repository alone, those in its worktrees too. Such a file has this module, `hooks.register`, `events.on`, `events.once` and `events.off` (for what is about one of its agents, and for `agent:before_spawn` there), `detector`, `agents.list` and `agents.get` (its own agents), `kv`, `notify`, `log`, `inspect`, `json` and `map`. Whatever else it uses raises.
---@class botster.project
---@field root? string The repository; nil in files of no project.
project = {}

---A text to start a prompt to one of its agents from. In a project's files.
---@param name string
---@param text string
function project.snippet(name, text) end

---Variables for the programs that are started there, by name. In a project's files.
---@param vars table
function project.env(vars) end

---What the rows of its agents say after the name; nil leaves it to the layout. In a project's files.
---@param fn fun(agent: Agent): string?
function project.row(fn) end

---The snippets of an agent's project, by name.
---@param agent AgentRef
---@return table<string, string>
function project.snippets(agent) end

---What an agent's project says in its row.
---@param agent AgentRef
---@return string?
function project.row_of(agent) end

---Later and again. A reload that makes the same timer takes the running one over.
---@class botster.timer
timer = {}

---Calls the function once, so many seconds from now.
---@param seconds number
---@param run function
---@return integer
function timer.after(seconds, run) end

---Calls it again and again.
---@param seconds number
---@param run function
---@return integer
function timer.every(seconds, run) end

---Stops a timer.
---@param id integer
---@return boolean
function timer.cancel(id) end

---A function that runs once its calls have paused.
---@param seconds number
---@param run function
---@return function
function timer.debounce(seconds, run) end

---A function that runs at most once in the time.
---@param seconds number
---@param run function
---@return function
function timer.throttle(seconds, run) end

---Waits, where waiting is possible.
---@param seconds number
function timer.sleep(seconds) end

---Seconds from some fixed moment, for measuring.
---@return number
function timer.clock() end

---Messages that go away by themselves, and are kept in a history. The fields are settings.
---@class botster.notify
---@field outer string How notifications are written to the terminal that this one runs in: `"auto"`, `"osc9"`, `"osc777"`, `"bell"` or `"off"`.
---@field when string `"unfocused"`: only while that has not the focus; or `"always"`.
---@field after number Seconds that an agent must have asked, or been done, before that is told.
---@field command? string[] A program to run for them, see NotifySettings.
---@overload fun(message: any, level?: Level, opts?: NotifyOptions): string
notify = {}

---Shows a message. Returns its id.
---@param message any
---@param opts? NotifyOptions
---@return string
function notify.info(message, opts) end

---Shows a warning.
---@param message any
---@param opts? NotifyOptions
---@return string
function notify.warn(message, opts) end

---Shows an error.
---@param message any
---@param opts? NotifyOptions
---@return string
function notify.error(message, opts) end

---Takes a message away.
---@param id string
function notify.dismiss(id) end

---The last 200, newest first, over restarts: at, level, title, text, agent (id) and name of the agent, unit, unread.
---@return table[]
function notify.history() end

---How many of them nobody has looked at.
---@return integer
function notify.unread() end

---Somebody has looked at the history: nothing of it is unread any more.
function notify.seen() end

---Lines in `logs/`, and what happened lately. With more arguments the first is a format: `log.info("%d agents", n)`.
---@class botster.log
log = {}

---Writes a line at level debug.
---@param message any
---@param ... any
function log.debug(message, ...) end

---Writes a line at level info.
---@param message any
---@param ... any
function log.info(message, ...) end

---Writes a line at level warn.
---@param message any
---@param ... any
function log.warn(message, ...) end

---Writes a line at level error.
---@param message any
---@param ... any
function log.error(message, ...) end

---What happened lately, oldest first: lines of the log, errors and events, those of all files and of the program. Used where something is drawn, it is drawn again when there is more.
---In improvements/ it needs the capability `log.read`.
---@param filter? RecentFilter
---@return LogEntry[]
function log.recent(filter) end

---Colours and styles by name, used as `"@accent"`.
---@class botster.theme
theme = {}

---Makes a theme. `extends = "dark"` starts from another.
---@param name string
---@param tokens table
function theme.define(name, tokens) end

---Chooses a theme. `"auto"` follows the terminal: dark or light as its background is. Kept over reloads where it is chosen by a key.
---@param theme string|table
function theme.set(theme) end

---Shows the current view in a theme for as long as it stays in its present mode; without `theme`, no longer.
---@param theme? string
function theme.preview(theme) end

---The colour or style behind a token, of the theme in force or of `theme`.
---@param token string
---@param theme? string
---@return any
function theme.get(token, theme) end

---The themes there are.
---@return string[]
function theme.list() end

---The theme in force in this view: `"mono"` where its terminal shows no colours.
---@return string
function theme.current() end

---What was set: a theme, or `"auto"`.
---@return string
function theme.chosen() end

---Whether a colour `"#rrggbb"` is a light one.
---@param color any
---@return boolean
function theme.is_light(color) end

---Settings and the state of the Lua files. Every other module is in here too: `botster.ui` is `ui`.
---@class botster.botster
---@field version string Of the program.
---@field home string Its directory.
---@field safe boolean Only the files that come with the program are in force (`--safe`).
---@field user_home string The user's home directory: what `~` stands for.
---@field keys? string Which key bindings: `"default"`, `"tmux"`, `"vim"` or `"zellij"`. Set it in `user/init.lua`.
---@field worktree_dir? string Where worktrees of new agents go, from the repository; `{repo}` is its name. Default `"../{repo}.worktrees"`. Set it in `user/init.lua`.
---@field open_command? string What opens links, as `"firefox --new-tab"`. Default: what the desktop has.
---@field copy_keys? "vi"|"emacs" Which keys copy mode has. Default `"vi"`.
---@field copy_on_release? "leave"|"stay"|"off" What letting the mouse button go does with what it selected: copies it and leaves copy mode (default), copies it, or nothing.
---@field copy_command? string A command of the shell that is given each text that is copied, beside the terminal: `"wl-copy"`.
---@field clipboard? "ask"|"allow"|"deny" What becomes of texts that agents put into the clipboard (OSC 52). Default `"ask"`; `agents.set` has it for one agent.
---@field scrollback? integer Lines of history of agents that are started from now on, 0 to 100000. Default 2000; 10000 lines of 200 columns take 27 MB.
---@field notify? NotifySettings How notifications get out; set in `user/init.lua`. Reading it gives the module.
---@field prefix? string The key before bindings in `terminal` mode. Default `ctrl+b`.
botster = {}

---Nothing in a higher layer may override it: `botster.protect("App.render")`.
---@param name string
function botster.protect(name) end

---What the global `setup(options)` of a file gets once every file is loaded: `botster.configure("plugins.clock", { seconds = true })`. Later options go over earlier ones.
---@param file string
---@param options table
function botster.configure(file, options) end

---Reads the Lua files again.
---@param unit? string
---@return boolean
function botster.reload(unit) end

---The files that are live: path, layer, registered.
---@return table[]
function botster.units() end

---Whether the API has this: `botster.has("ui.table")`.
---@param name string
---@return boolean
function botster.has(name) end

---Who owns a key, a method of App, an action, command, hook, component, slot, mode or theme: rows of kind, name, owner (`file:line`), layer, in_force, desc, the one in force first. A key that two files of one layer want has `conflict`, the owner of the other. `botster.who("App.render")`, `botster.who("ctrl+b n")`.
---@param name string
---@return table[]
function botster.who(name) end

---What a file replaces of what files below it made (without `file`, every file): rows of file, kind, name, owner (`file:line`), source (`file` and `lines`, pairs of first and last; or the `text` of a call), and `below`: owner, layer and source of what is replaced. `botster.replaces("user/layout.lua")`.
---@param file? string
---@return table[]
function botster.replaces(file) end

---The page of the reference or the guide about a name, or what a search for it finds, as rows of at most so many columns (80 unless said); without a name an index. Nil and the nearest name where there is nothing. Waits.
---@param name? string
---@param columns? integer
---@return Page?
function botster.help(name, columns) end

---Every name that has such a page. Waits.
---@return string[]
function botster.help_names() end

---What the code of files has cost since this world went live: every registration that was called, the one that took most first, and the memory that Lua holds.
---@return Costs
function botster.costs() end

---Runs Lua as `botster-tui lua repl` does; it may wait. When it has ended, `ended` is told true and the values as text, or false and what went wrong.
---In improvements/ it needs the capability `eval`.
---@param code string
---@param ended fun(ok: boolean, text: string)
function botster.eval(code, ended) end

---Opens a link in the browser, with `botster.open_command` where that is set. Only `http` and `https`; nil and why for others. Waits.
---In improvements/ it needs the capability `open`.
---@param url string
---@return boolean?
function botster.open(url) end

---Asks the person about every capability that files in improvements/ ask for and nobody has answered.
---In improvements/ it needs the capability `grants`.
function botster.review_grants() end

---Checks that say what is well and what is not (`:checkhealth`, `botster-tui checkhealth`): the program has its own, a file may register some, a plugin has them in its `health.lua`, which returns `{ check = function() … end }` and is loaded only for that.
---@class botster.health
health = {}

---Makes a check known. It is run only when somebody asks; it says what it finds with the functions below, and may wait, 5 seconds at most.
---@param name string
---@param check fun()
function health.register(name, check) end

---Begins a part of what the check says, with a heading.
---@param text string
function health.start(text) end

---Says that something is as it should be.
---@param text string
---@param opts? HealthOptions|string[]|string
function health.ok(text, opts) end

---Says something to know.
---@param text string
---@param opts? HealthOptions|string[]|string
function health.info(text, opts) end

---Says that something may go wrong; the advice is what can be done about it.
---@param text string
---@param opts? HealthOptions|string[]|string
function health.warn(text, opts) end

---Says that something does not work; the advice is what can be done about it.
---@param text string
---@param opts? HealthOptions|string[]|string
function health.error(text, opts) end

---Runs all checks, or one, one after the other. One that throws or does not end is reported as that. Waits; nil and why where there is none of that name.
---@param name? string
---@return HealthReport[]
function health.check(name) end

---The names of the checks: `"core"`, those that were registered, and plugins that have some.
---@return string[]
function health.list() end

---Plugins: folders `plugins/NAME` of the home, each loaded from its `init.lua`, added with `botster-tui plugin add`. `require("NAME.mod")` is `plugins/NAME/lua/mod.lua`. Only content that a person agreed to is loaded. A plugin may do what your own files may. Every function waits.
---@class botster.plugin
plugin = {}

---All plugins, by name.
---@return PluginInfo[]
function plugin.list() end

---Loads one again that was disabled; all files are built anew.
---In improvements/ it needs the capability `plugin.write`.
---@param name string
---@return boolean
function plugin.enable(name) end

---Leaves one out from now on, with all that it has registered.
---In improvements/ it needs the capability `plugin.write`.
---@param name string
---@return boolean
function plugin.disable(name) end

---Looks at its files and at the lock again, and builds anew.
---In improvements/ it needs the capability `plugin.write`.
---@param name string
---@return boolean
function plugin.reload(name) end

---What its files have logged and what went wrong in them lately, oldest first: seq, at, kind, level, text, unit.
---In improvements/ it needs the capability `log.read`.
---@param name string
---@return table[]
function plugin.logs(name) end

---A value as text, for looking at.
---@param value? any
---@param opts? InspectOptions
---@return string
function inspect(value, opts) end

---JSON text.
---@class botster.json
---@field null any JSON's null.
json = {}

---A value as JSON.
---@param value? any
---@param opts? JsonOptions
---@return string
function json.encode(value, opts) end

---The value of JSON text. Throws where it is none.
---@param text string
---@return any
function json.decode(text) end

---Marks a table as a list, so that an empty one is `[]`.
---@param list? table
---@return table
function json.array(list) end

---What a function makes of each item of a list.
---@param list table
---@param make fun(item: any, index: integer): any
---@return table
function map(list, make) end

---The files that match, sorted, as `fs.glob`, which waits. A pattern that begins with a layer (`glob("improvements/*.lua")`) means the Lua files of this home, and is answered at once, also while a file is loaded.
---@param pattern string
---@return string[]
function glob(pattern) end

---What the file returned: `dofile("improvements/badges.lua")`. The program loads every file itself, once: one that is loaded is not run again, and one of a higher layer than yours has its turn later (nil until then). Throws where there is no such file, or it failed to load.
---@param path string
---@return any
function dofile(path) end

---Rectangles, for a global `function render(frame)`.
---@class botster.layout
layout = {}

---Cuts an area into rows: `layout.vertical({ "3", "1fr", "3" }, frame.size)`.
---@param sizes Size[]
---@param area Rect
---@return Rect[]
function layout.vertical(sizes, area) end

---Cuts an area into columns.
---@param sizes Size[]
---@param area Rect
---@return Rect[]
function layout.horizontal(sizes, area) end

---What `frame:render(widget, area)` draws in a global `function render(frame)`.
---@class botster.widgets
widgets = {}

---A box: title, borders, style.
---@param props? table
---@return Node
function widgets.block(props) end

---A list; `selected` from 1.
---@param items any[]
---@param props? table
---@return Node
function widgets.list(items, props) end

---Text, wrapped.
---@param content Text
---@param props? table
---@return Node
function widgets.paragraph(content, props) end

---Text files of at most 1 MB, in the projects of the agents, below `~/.botster` and, for your own files, in your home directory. A path that is not absolute is one of the project. All but `join`, `dirname` and `basename` wait.
---@class botster.fs
fs = {}

---The text of a file.
---@param path string
---@return string
function fs.read(path) end

---Makes or replaces a file, whole or not at all.
---In improvements/ it needs the capability `fs.write`.
---@param path string
---@param text string
---@return boolean
function fs.write(path, text) end

---Adds to the end of a file.
---In improvements/ it needs the capability `fs.write`.
---@param path string
---@param text string
---@return boolean
function fs.append(path, text) end

---Whether there is such a file or directory.
---@param path string
---@return boolean
function fs.exists(path) end

---What is known of it.
---@param path string
---@return FileStat
function fs.stat(path) end

---The names in a directory, sorted.
---@param path? string
---@return FileEntry[]
function fs.list(path) end

---Makes a directory and those above it.
---In improvements/ it needs the capability `fs.write`.
---@param path string
---@return boolean
function fs.mkdir(path) end

---Removes a file, a link or an empty directory.
---In improvements/ it needs the capability `fs.write`.
---@param path string
---@param opts? RemoveOptions
---@return boolean
function fs.remove(path, opts) end

---Moves it.
---In improvements/ it needs the capability `fs.write`.
---@param from string
---@param to string
---@param opts? CopyOptions
---@return boolean
function fs.rename(from, to, opts) end

---Copies a file.
---In improvements/ it needs the capability `fs.write`.
---@param from string
---@param to string
---@param opts? CopyOptions
---@return boolean
function fs.copy(from, to, opts) end

---The files that match, sorted: `*`, `?`, `[ab]`, `{a,b}`, and `**` for any directories but hidden ones and `node_modules`.
---@param pattern string
---@return string[]
function fs.glob(pattern) end

---Where a program is that is to be found on the PATH; nil for none.
---@param program string
---@return string?
function fs.which(program) end

---One path of its parts.
---@param ... string
---@return string
function fs.join(...) end

---The directory of a path.
---@param path string
---@return string
function fs.dirname(path) end

---The last part of a path.
---@param path string
---@return string
function fs.basename(path) end

---The project of the focused agent: its repository, or the directory it was started in. Paths are the project's. Every function waits.
---@class botster.workspace
workspace = {}

---Its directory.
---@return string
function workspace.root() end

---A TCP port of this machine that nobody listens on now.
---@return integer
function workspace.free_port() end

---The files that match, from the project, sorted: `workspace.glob("src/**/*.lua")`.
---@param pattern string
---@return string[]
function workspace.glob(pattern) end

---The text of a file.
---@param path string
---@return string
function workspace.read_file(path) end

---Whether there is such a file or directory.
---@param path string
---@return boolean
function workspace.file_exists(path) end

---Makes or replaces a file.
---In improvements/ it needs the capability `fs.write`.
---@param path string
---@param text string
---@return boolean
function workspace.write_file(path, text) end

---The names in a directory, sorted.
---@param path? string
---@return FileEntry[]
function workspace.list(path) end

---Repositories, through the git that is installed. Without a path: the project of the focused agent. Every function waits.
---@class botster.git
git = {}

---Branch, and the files that differ.
---@param path? string
---@return GitStatus
function git.status(path) end

---Commits, newest first, a line each: hash and subject.
---@param opts? GitLogOptions
---@return string[]
function git.log(opts) end

---The same, taken apart.
---@param opts? GitLogOptions
---@return GitCommit[]
function git.log_entries(opts) end

---What has changed, as a patch.
---@param opts? GitDiffOptions|string
---@return string
function git.diff(opts) end

---A commit and its patch.
---@param ref string
---@param path? string
---@return string
function git.show(ref, path) end

---The branches, the latest first.
---@param path? string
---@return GitBranch[]
function git.branches(path) end

---The one that is checked out.
---@param path? string
---@return string?
function git.current_branch(path) end

---The worktrees, the repository itself first.
---@param path? string
---@return GitWorktree[]
function git.worktrees(path) end

---Checks a branch out in a directory of its own, and makes it where there is none. The path may be given from the repository. Returns the path.
---In improvements/ it needs the capability `git.write`.
---@param repo string
---@param path string
---@param branch string
---@param opts? WorktreeAddOptions
---@return string
function git.worktree_add(repo, path, branch, opts) end

---Removes such a directory; the branch stays.
---In improvements/ it needs the capability `git.write`.
---@param path string
---@param opts? WorktreeRemoveOptions
---@return boolean
function git.worktree_remove(path, opts) end

---What would be lost with a worktree: files that are not committed, commits that nobody else has.
---@param path string
---@param opts? WorktreeStateOptions
---@return GitWorktreeState
function git.worktree_state(path, opts) end

---Merges the branch of the worktree at `path` into another, where that is checked out. With conflicts (`err.code == "conflict"`) nothing is changed.
---In improvements/ it needs the capability `git.write`.
---@param path string
---@param into string
---@return GitMerge
function git.merge(path, into) end

---Removes a branch that another has all commits of.
---In improvements/ it needs the capability `git.write`.
---@param repo string
---@param branch string
---@param merged_into string
---@return boolean
function git.branch_remove(repo, branch, merged_into) end

---Files of others that are used only once the person has looked at them: a ledger by the hash of their text.
---@class botster.trust
trust = {}

---Lua files of the projects that agents work in, `<repo>/.botster/*.lua`, that are not run as they stand: nobody has allowed that text. Waits.
---@return WaitingFile[]
function trust.waiting() end

---The text of a file, and whether it is trusted as it is. Waits.
---@param path string
---@return TrustedText
function trust.read(path) end

---Notes that the person trusts this text of it. Ask first. Waits.
---In improvements/ it needs the capability `trust`.
---@param path string
---@param hash string
---@return boolean
function trust.allow(path, hash) end

---Directories, watched. A reload that watches the same again goes on without a gap.
---@class botster.watch
watch = {}

---Calls the handler with the path and `"created"`, `"modified"` or `"deleted"`. The options may be left out. What is hidden, and `node_modules`, is not watched.
---@param path string
---@param opts WatchOptions|function
---@param handler? fun(path: string, event: string)
---@return integer
function watch.directory(path, opts, handler) end

---Ends a watch.
---@param id integer
---@return boolean
function watch.stop(id) end

---Programs on pseudo-terminals that no list shows; agents are `agents.spawn`. A reload that spawns the same again takes the running one over; one that it does not is ended.
---@class botster.pty
pty = {}

---Starts a program. With `args` the command is the program alone, else it is split as a shell does.
---In improvements/ it needs the capability `pty.spawn`.
---@param cmd string
---@param opts? PtyOptions
---@return Pty
function pty.spawn(cmd, opts) end

---As `Pty:write`, of the one that this file spawned last.
---@param data string
---@return boolean
function pty.write(data) end

---As `Pty:resize`, of that one.
---@param cols integer
---@param rows integer
---@return boolean
function pty.resize(cols, rows) end

---As `Pty:kill`, of that one.
---@param signal? string
---@return boolean
function pty.kill(signal) end

---As `Pty:on_output`, of that one.
---@param handler fun(data: string)
---@return Pty
function pty.on_output(handler) end

---As `Pty:on_exit`, of that one.
---@param handler fun(code?: integer, signal?: string)
---@return Pty
function pty.on_exit(handler) end

---Programs in front of every layout, which have the keys while they are seen: a fuzzy finder, a git client, a shell. Each goes on over reloads and with a terminal that comes back, and is gone when its program ends. `which` is its key in this file, or what `popup.list` gave.
---@class botster.popup
popup = {}

---Starts a program and shows it in front of the view; one that is open under the key is shown again.
---In improvements/ it needs the capability `pty.spawn`.
---@param opts PopupOptions
---@return boolean
function popup.open(opts) end

---Takes it out of sight; the program goes on.
---@param which string|Popup
---@return boolean
function popup.hide(which) end

---Ends it. `on_exit` is not called.
---@param which string|Popup
---@return boolean
function popup.close(which) end

---Gives it another size, the border included: cells, or `"80%"` of the screen.
---@param which string|Popup
---@param width? integer|string
---@param height? integer|string
---@return boolean
function popup.resize(which, width, height) end

---What is open in the view, the one on top last.
---@return Popup[]
function popup.list() end

---A canvas over the layout of the view in which the code runs. Columns and rows count from 0. What is drawn shows at the next `flush`, and is gone with a reload.
---@class botster.term
term = {}

---Columns and rows of the view.
---@return integer, integer
function term.size() end

---Wipes the canvas: the layout shows through again.
function term.clear() end

---Where the next text goes.
---@param x integer
---@param y integer
function term.set_cursor(x, y) end

---Draws text at the cursor, which moves behind it. A line feed goes to the start of the next row; what is outside of the view is left out.
---@param text string
---@param style? TermStyle
function term.write(text, style) end

---Shows what was drawn.
function term.flush() end

---Requests to servers. Every function waits; a reload gives up those that are under way. Any answer is a result, whatever its status; where there is none it is `nil, err`, with `err.code` `"denied"`, `"timeout"`, `"too_large"`, `"redirects"`, `"rate"`, `"network"` or `"usage"`. Eight at once of a file, the rest wait in line. Files of improvements/ reach only ports 80 and 443 of the public network, whatever a name leads to, with 60 requests a minute and 3 redirects. Proxies that the environment names are not used.
---@class botster.http
http = {}

---Asks for a page.
---In improvements/ it needs the capability `http`.
---@param url string
---@param opts? HttpOptions
---@return HttpResponse
function http.get(url, opts) end

---Sends a body.
---In improvements/ it needs the capability `http`.
---@param url string
---@param opts? HttpOptions
---@return HttpResponse
function http.post(url, opts) end

---Any method.
---In improvements/ it needs the capability `http`.
---@param opts HttpRequest
---@return HttpResponse
function http.request(opts) end

---Connections to WebSocket servers. A reload that connects to the same again takes the open one over; one that it does not is closed. So give the handlers beside `connect`, not within `on_open`, which is not called then. Files of improvements/ reach what `http` does.
---@class botster.ws
ws = {}

---Begins to connect. What may not be reached is an error of its line.
---In improvements/ it needs the capability `ws`.
---@param url string
---@param opts? WebSocketOptions
---@return WebSocket
function ws.connect(url, opts) end

---As `WebSocket:send`, of the one that this file made last.
---@param data string
---@param binary? boolean
---@return boolean
function ws.send(data, binary) end

---As `WebSocket:on_open`, of that one.
---@param handler fun(protocol: string)
---@return WebSocket
function ws.on_open(handler) end

---As `WebSocket:on_message`, of that one.
---@param handler fun(data: string, binary: boolean)
---@return WebSocket
function ws.on_message(handler) end

---As `WebSocket:on_close`, of that one.
---@param handler fun(code: integer, reason: string, again_in?: number)
---@return WebSocket
function ws.on_close(handler) end

---As `WebSocket:close`, of that one.
---@return boolean
function ws.close() end

---Not available here: every function raises. Peers are reached with `ws` or `http`.
---@class botster.webrtc
webrtc = {}

---Raises.
---@param signal_url string
---@param token? string
function webrtc.connect(signal_url, token) end

---Raises.
---@param channel string
---@param data string
function webrtc.send(channel, data) end

---Raises.
---@param handler fun(data: string)
function webrtc.on_message(handler) end

---Raises.
function webrtc.close() end

---Encryption (AES-256-GCM), hashes and random bytes. Strings may hold any bytes. Every function waits; what cannot be done is `nil, err`.
---@class botster.crypto
crypto = {}

---An envelope that `crypto.decrypt` opens with the same key, of at most 1 MB. The key is a passphrase, made into a key by scrypt (about a tenth of a second), unless `raw_key` says that it is 32 random bytes. Byte by byte: 1 version (1); 1 source of the key (0 raw, 1 scrypt); 3 log2 N, r and p of scrypt; 16 salt; 12 nonce; 16 tag; the rest is the text, encrypted. The 33 bytes before the tag, and `aad` behind them, are authenticated with it.
---In improvements/ it needs the capability `crypto`.
---@param plaintext string
---@param key string
---@param opts? EncryptOptions
---@return string
function crypto.encrypt(plaintext, key, opts) end

---The text in an envelope. `err.code` is `"denied"` where the key or `aad` is another or the envelope was changed, `"format"` where it is none.
---In improvements/ it needs the capability `crypto`.
---@param envelope string
---@param key string
---@param opts? DecryptOptions
---@return string
function crypto.decrypt(envelope, key, opts) end

---So many random bytes, at most 65536.
---In improvements/ it needs the capability `crypto`.
---@param count integer
---@return string
function crypto.random_bytes(count) end

---The hash of a text, as 64 hexadecimal digits.
---@param text string
---@return string
function crypto.sha256(text) end

---HMAC-SHA-256, as 64 hexadecimal digits.
---@param key string
---@param text string
---@return string
function crypto.hmac(key, text) end

---Secrets (tokens, passwords), each by the name of a service and a name there. They are in the keyring of the system: the Secret Service of a Linux desktop, the keychain of macOS. Where there is none, or the environment has `BOTSTER_KEYRING=file`, they are in `keyring.enc` in the home of this program, encrypted, with the key beside it in `keyring.key`: that keeps them from other users, not from programs that read files as you do. Only what was set here is found, by all files alike; nothing asks you for a password. A value may hold any bytes, at most 64 KB (2 KB in the keychain). Every function waits; what cannot be done is `nil, err`: `err.code` is `"locked"` for a keyring that is locked, `"timeout"` for one that does not answer within 5 seconds, `"denied"` or `"damaged"` for a file that others can read or that cannot be decrypted.
---@class botster.keyring
keyring = {}

---The secret; nil where there is none.
---In improvements/ it needs the capability `keyring`.
---@param service string
---@param name string
---@return string?
function keyring.get(service, name) end

---Keeps a secret, in place of an earlier one.
---In improvements/ it needs the capability `keyring`.
---@param service string
---@param name string
---@param value string
---@return boolean
function keyring.set(service, name, value) end

---Forgets a secret; false where there is none.
---In improvements/ it needs the capability `keyring`.
---@param service string
---@param name string
---@return boolean
function keyring.delete(service, name) end

---Where secrets are kept: `"secret-service"`, `"keychain"` or `"file"`.
---In improvements/ it needs the capability `keyring`.
---@return string
function keyring.backend() end

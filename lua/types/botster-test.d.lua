---@meta
-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit.

---What `test.app` starts with.
---@class (exact) TestAppOptions
---@field agents? (string|TestAgentOptions)[] Who runs, oldest first. The first has the focus. None unless given.
---@field columns? integer Width of the screen, 80 unless given.
---@field rows? integer Height of the screen, 24 unless given.
---@field files? table These files above the default ones, and no others: names of files of the home (`{ "user/badge.lua" }`), or names with their text (`{ ["user/badge.lua"] = "…" }`).
---@field mode? string The mode at the start: `terminal` where there is an agent, else `normal`.
---@field focus? string Name of the agent that has the focus.
---@field answers? table What `fs`, `git` and `workspace` answer, by function: `{ ["fs.read"] = "text" }`. The others return nil and why: nothing outside is there.
---@field grants? table Capabilities by file: `{ ["improvements/x.lua"] = { "agents.send" } }`. Without it files have what their headers ask for.

---An agent that only seems to run.
---@class (exact) TestAgentOptions
---@field name? string What the list shows.
---@field argv? string[] Its command; the name unless given.
---@field cwd? string Where it was started.
---@field status? "running"|"exited" Whether it has ended.
---@field exit_code? integer How it ended.
---@field title? string The title it gave its terminal.
---@field output? string What it has printed, escape sequences and all.
---@field unread? boolean It has printed something unseen.
---@field state? "working"|"blocked"|"done"|"idle"|"unknown" What it does.
---@field question? string What it asks.

---How `app:render` draws.
---@class (exact) TestRenderOptions
---@field columns? integer Another width, for this time.
---@field rows? integer Another height, for this time.

---What `app:snapshot` keeps.
---@class (exact) TestSnapshotOptions
---@field looks? boolean Colours and styles too, not only the text.
---@field columns? integer Another width, for this time.
---@field rows? integer Another height, for this time.

---The screen, as `botster-tui frame --json` tells it, and its `text`.
---@class TestFrame
---@field columns integer Width.
---@field rows integer Height.
---@field lines string[] The rows, from the top, without blanks at their ends.
---@field text string The rows as one text, without blanks at its end.
---@field cursor table `{ x, y, visible, shape }`, from 0.
---@field spans table[] For each row, which cells look how: `{ x, width, style }`.
---@field nodes table[] Where each widget is: `{ id, type, rect, file, line }`.

---An agent that only seems to run.
---@class TestAgent
---@field id string Its id.
---@field name string Its name.
---@field prints fun(self: TestAgent, text: string): TestAgent It prints that, escape sequences and all.
---@field exits fun(self: TestAgent, code?: integer): TestAgent It ends, with 0 unless given.
---@field input fun(self: TestAgent): string What was typed into it so far, as the bytes it got.
---@field screen fun(self: TestAgent): string What is on its screen.
---@field info fun(self: TestAgent): Agent Its record.

---A program under test. Each of these returns when all that it leads to has happened; the clock stands still but in `tick`.
---@class TestApp
---@field keys fun(self: TestApp, keys: string): TestApp Presses keys, named as in keymaps: `app:keys("ctrl+b n")`.
---@field type fun(self: TestApp, text: string): TestApp Types a text, character by character.
---@field paste fun(self: TestApp, text: string): TestApp Pastes a text.
---@field click fun(self: TestApp, target: string|integer, y?: integer): TestApp Clicks on the widget with that id, or on a cell (column and row, from 0).
---@field resize fun(self: TestApp, columns: integer, rows: integer): TestApp Gives the terminal another size.
---@field tick fun(self: TestApp, seconds?: number): TestApp Time passes, 1 second unless given: timers that are due run.
---@field emit fun(self: TestApp, event: string, payload?: table, identifier?: string): table Something happens. Returns `{ cancelled, reason, payload }` for a `before` event.
---@field render fun(self: TestApp, opts?: TestRenderOptions): TestFrame The screen as it is now.
---@field text fun(self: TestApp): string The text of the screen, without blanks at its end.
---@field tree fun(self: TestApp): table What `App:render` made.
---@field snapshot fun(self: TestApp, name?: string, opts?: TestSnapshotOptions): nil The screen must be as in the file kept beside the spec, in `snapshots/`. Where there is none yet it is written.
---@field agent fun(self: TestApp, name: string): TestAgent An agent by name or id.
---@field agents fun(self: TestApp): Agent[] The records of all agents.
---@field view fun(self: TestApp): table The view: `mode`, `focus`, `selected`, `scroll`, `fields`.
---@field notifications fun(self: TestApp): table[] What is shown by `notify`, oldest first.
---@field prompt fun(self: TestApp): table? The question that is open: `title`, `kind`, `items`.
---@field answer fun(self: TestApp, value?: any): TestApp Answers it; nil leaves it. A form takes a table: what is not in it stays as it is.
---@field errors fun(self: TestApp): table[] What went wrong in the Lua under test since last asked. A test with errors that it did not ask for fails.
---@field logs fun(self: TestApp): string[] What files have logged or printed.
---@field eval fun(self: TestApp, code: string): any Runs Lua in the program under test and returns its value, plain data.
---@field save fun(self: TestApp, files: table): table Saves files, as a person would (`false` deletes): `{ ok, generation, errors, warnings }`.
---@field close fun(self: TestApp): nil Ends it before the test does.

---A group of tests.
---@param name string
---@param body function
function describe(name, body) end

---A test. Without a function it is still to be written.
---@param name string
---@param body? function
function it(name, body) end

---A test that is not run.
---@param name string
---@param body? function
function pending(name, body) end

---Runs before each test of the group, and of the groups in it.
---@param run function
function before_each(run) end

---Runs after each of them, even where it failed.
---@param run function
function after_each(run) end

---Ends the test where something is not as it should be, and says what was expected and what was got. What is expected comes first. `assert.are`, `assert.is` and `assert.has` are `assert`, for those who like to read it so.
---@class botster.assert
---@field are table The same functions.
---@field is table The same functions.
---@field has table The same functions.
---@overload fun(value?: any, message?: any, ...?: any): any
assert = {}

---The very same value, as `==` says.
---@param expected? any
---@param got? any
---@param message? string
function assert.equals(expected, got, message) end

---As `equals`.
---@param expected? any
---@param got? any
---@param message? string
function assert.equal(expected, got, message) end

---Any value but that one.
---@param unexpected? any
---@param got? any
---@param message? string
function assert.not_equals(unexpected, got, message) end

---An equal value; tables are compared by what is in them.
---@param expected? any
---@param got? any
---@param message? string
function assert.same(expected, got, message) end

---As `same`.
---@param expected? any
---@param got? any
---@param message? string
function assert.deep_equal(expected, got, message) end

---Not such a value.
---@param unexpected? any
---@param got? any
---@param message? string
function assert.not_same(unexpected, got, message) end

---`true` itself.
---@param got? any
---@param message? string
function assert.is_true(got, message) end

---`false` itself.
---@param got? any
---@param message? string
function assert.is_false(got, message) end

---Neither nil nor false.
---@param got? any
---@param message? string
function assert.truthy(got, message) end

---Nil or false.
---@param got? any
---@param message? string
function assert.falsy(got, message) end

---Nil.
---@param got? any
---@param message? string
function assert.is_nil(got, message) end

---Not nil.
---@param got? any
---@param message? string
function assert.is_not_nil(got, message) end

---A value of that type: `"table"`.
---@param expected string
---@param got? any
---@param message? string
function assert.is_type(expected, got, message) end

---A number at most so far away.
---@param expected number
---@param got number
---@param tolerance number
---@param message? string
function assert.near(expected, got, tolerance, message) end

---The text has a part that the Lua pattern matches.
---@param pattern string
---@param got string
---@param message? string
function assert.matches(pattern, got, message) end

---It has none.
---@param pattern string
---@param got string
---@param message? string
function assert.not_matches(pattern, got, message) end

---The text has that part, or the list that item.
---@param part? any
---@param got? any
---@param message? string
function assert.contains(part, got, message) end

---It has not.
---@param part? any
---@param got? any
---@param message? string
function assert.not_contains(part, got, message) end

---The function raises an error; with a text, one that has that text in it. Returns the error.
---@param run function
---@param expected? string
function assert.has_error(run, expected) end

---It raises none. Returns what the function returned.
---@param run function
function assert.has_no_error(run) end

---Ends the test.
---@param message? string
function assert.fail(message) end

---The program, to be tried out.
---@class botster.test
test = {}

---A fresh program: its own Lua, its own agents, its own clock, and nothing of it left after the test. Its Lua is what a start would load now, or `files`; in a spec that lies in a plugin, that plugin, and `files`.
---@param opts? TestAppOptions
---@return TestApp
function test.app(opts) end

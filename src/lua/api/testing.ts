// What specs see besides the API: `describe`, `it`, `assert`, `test.app` and what that hands out. Only the files
// that `botster-tui test` runs have these, so they are a manifest of their own.
import type { Manifest } from './index.ts';
import { type ApiClass, type ApiModule, fields, fn } from './model.ts';

const callable = (signature: string, doc: string): ApiModule => {
  const call = fn(signature, doc);
  return { name: call.name, doc, functions: [], fields: [], call };
};

const assert: ApiModule = {
  name: 'assert',
  doc: 'Ends the test where something is not as it should be, and says what was expected and what was got. What is expected comes first. `assert.are`, `assert.is` and `assert.has` are `assert`, for those who like to read it so.',
  fields: fields({
    are: ['table', 'The same functions.'],
    is: ['table', 'The same functions.'],
    has: ['table', 'The same functions.'],
  }),
  call: fn(
    'assert(value?: any, message?: any, ...?: any): any',
    "Lua's own: the value must not be nil or false.",
  ),
  functions: [
    fn('equals(expected?: any, got?: any, message?: string)', 'The very same value, as `==` says.'),
    fn('equal(expected?: any, got?: any, message?: string)', 'As `equals`.'),
    fn('not_equals(unexpected?: any, got?: any, message?: string)', 'Any value but that one.'),
    fn(
      'same(expected?: any, got?: any, message?: string)',
      'An equal value; tables are compared by what is in them.',
    ),
    fn('deep_equal(expected?: any, got?: any, message?: string)', 'As `same`.'),
    fn('not_same(unexpected?: any, got?: any, message?: string)', 'Not such a value.'),
    fn('is_true(got?: any, message?: string)', '`true` itself.'),
    fn('is_false(got?: any, message?: string)', '`false` itself.'),
    fn('truthy(got?: any, message?: string)', 'Neither nil nor false.'),
    fn('falsy(got?: any, message?: string)', 'Nil or false.'),
    fn('is_nil(got?: any, message?: string)', 'Nil.'),
    fn('is_not_nil(got?: any, message?: string)', 'Not nil.'),
    fn('is_type(expected: string, got?: any, message?: string)', 'A value of that type: `"table"`.'),
    fn(
      'near(expected: number, got: number, tolerance: number, message?: string)',
      'A number at most so far away.',
    ),
    fn(
      'matches(pattern: string, got: string, message?: string)',
      'The text has a part that the Lua pattern matches.',
    ),
    fn('not_matches(pattern: string, got: string, message?: string)', 'It has none.'),
    fn('contains(part?: any, got?: any, message?: string)', 'The text has that part, or the list that item.'),
    fn('not_contains(part?: any, got?: any, message?: string)', 'It has not.'),
    fn(
      'has_error(run: function, expected?: string)',
      'The function raises an error; with a text, one that has that text in it. Returns the error.',
    ),
    fn('has_no_error(run: function)', 'It raises none. Returns what the function returned.'),
    fn('fail(message?: string)', 'Ends the test.'),
  ],
};

const test: ApiModule = {
  name: 'test',
  doc: 'The program, to be tried out.',
  fields: [],
  functions: [
    fn(
      'app(opts?: TestAppOptions): TestApp',
      'A fresh program: its own Lua, its own agents, its own clock, and nothing of it left after the test. Its Lua is what a start would load now, or `files`; in a spec that lies in a plugin, that plugin, and `files`.',
    ),
  ],
};

const options = (name: string, doc: string, rows: Parameters<typeof fields>[0]): ApiClass => ({
  name,
  doc,
  fields: fields(rows),
  methods: [],
  closed: true,
});

/** Types that only specs see. */
export const testClasses: readonly ApiClass[] = [
  options('TestAppOptions', 'What `test.app` starts with.', {
    'agents?': [
      '(string|TestAgentOptions)[]',
      'Who runs, oldest first. The first has the focus. None unless given.',
    ],
    'columns?': ['integer', 'Width of the screen, 80 unless given.'],
    'rows?': ['integer', 'Height of the screen, 24 unless given.'],
    'files?': [
      'table',
      'These files above the default ones, and no others: names of files of the home (`{ "user/badge.lua" }`), or names with their text (`{ ["user/badge.lua"] = "…" }`).',
    ],
    'mode?': ['string', 'The mode at the start: `terminal` where there is an agent, else `normal`.'],
    'focus?': ['string', 'Name of the agent that has the focus.'],
    'answers?': [
      'table',
      'What `fs`, `git` and `workspace` answer, by function: `{ ["fs.read"] = "text" }`. The others return nil and why: nothing outside is there.',
    ],
    'grants?': [
      'table',
      'Capabilities by file: `{ ["improvements/x.lua"] = { "agents.send" } }`. Without it files have what their headers ask for.',
    ],
  }),
  options('TestAgentOptions', 'An agent that only seems to run.', {
    'name?': ['string', 'What the list shows.'],
    'argv?': ['string[]', 'Its command; the name unless given.'],
    'cwd?': ['string', 'Where it was started.'],
    'status?': ['"running"|"exited"', 'Whether it has ended.'],
    'exit_code?': ['integer', 'How it ended.'],
    'title?': ['string', 'The title it gave its terminal.'],
    'output?': ['string', 'What it has printed, escape sequences and all.'],
    'unread?': ['boolean', 'It has printed something unseen.'],
    'state?': ['"working"|"blocked"|"done"|"idle"|"unknown"', 'What it does.'],
    'question?': ['string', 'What it asks.'],
  }),
  options('TestRenderOptions', 'How `app:render` draws.', {
    'columns?': ['integer', 'Another width, for this time.'],
    'rows?': ['integer', 'Another height, for this time.'],
  }),
  options('TestSnapshotOptions', 'What `app:snapshot` keeps.', {
    'looks?': ['boolean', 'Colours and styles too, not only the text.'],
    'columns?': ['integer', 'Another width, for this time.'],
    'rows?': ['integer', 'Another height, for this time.'],
  }),
  {
    name: 'TestFrame',
    doc: 'The screen, as `botster-tui frame --json` tells it, and its `text`.',
    closed: false,
    fields: fields({
      columns: ['integer', 'Width.'],
      rows: ['integer', 'Height.'],
      lines: ['string[]', 'The rows, from the top, without blanks at their ends.'],
      text: ['string', 'The rows as one text, without blanks at its end.'],
      cursor: ['table', '`{ x, y, visible, shape }`, from 0.'],
      spans: ['table[]', 'For each row, which cells look how: `{ x, width, style }`.'],
      nodes: ['table[]', 'Where each widget is: `{ id, type, rect, file, line }`.'],
    }),
    methods: [],
  },
  {
    name: 'TestAgent',
    doc: 'An agent that only seems to run.',
    closed: false,
    fields: fields({ id: ['string', 'Its id.'], name: ['string', 'Its name.'] }),
    methods: [
      fn('prints(text: string): TestAgent', 'It prints that, escape sequences and all.'),
      fn('exits(code?: integer): TestAgent', 'It ends, with 0 unless given.'),
      fn('input(): string', 'What was typed into it so far, as the bytes it got.'),
      fn('screen(): string', 'What is on its screen.'),
      fn('info(): Agent', 'Its record.'),
    ],
  },
  {
    name: 'TestApp',
    doc: 'A program under test. Each of these returns when all that it leads to has happened; the clock stands still but in `tick`.',
    closed: false,
    fields: [],
    methods: [
      fn('keys(keys: string): TestApp', 'Presses keys, named as in keymaps: `app:keys("ctrl+b n")`.'),
      fn('type(text: string): TestApp', 'Types a text, character by character.'),
      fn('paste(text: string): TestApp', 'Pastes a text.'),
      fn(
        'click(target: string|integer, y?: integer): TestApp',
        'Clicks on the widget with that id, or on a cell (column and row, from 0).',
      ),
      fn('resize(columns: integer, rows: integer): TestApp', 'Gives the terminal another size.'),
      fn('tick(seconds?: number): TestApp', 'Time passes, 1 second unless given: timers that are due run.'),
      fn(
        'emit(event: string, payload?: table, identifier?: string): table',
        'Something happens. Returns `{ cancelled, reason, payload }` for a `before` event.',
      ),
      fn('render(opts?: TestRenderOptions): TestFrame', 'The screen as it is now.'),
      fn('text(): string', 'The text of the screen, without blanks at its end.'),
      fn('tree(): table', 'What `App:render` made.'),
      fn(
        'snapshot(name?: string, opts?: TestSnapshotOptions)',
        'The screen must be as in the file kept beside the spec, in `snapshots/`. Where there is none yet it is written.',
      ),
      fn('agent(name: string): TestAgent', 'An agent by name or id.'),
      fn('agents(): Agent[]', 'The records of all agents.'),
      fn('view(): table', 'The view: `mode`, `focus`, `selected`, `scroll`, `fields`.'),
      fn('notifications(): table[]', 'What is shown by `notify`, oldest first.'),
      fn('prompt(): table?', 'The question that is open: `title`, `kind`, `items`.'),
      fn(
        'answer(value?: any): TestApp',
        'Answers it; nil leaves it. A form takes a table: what is not in it stays as it is.',
      ),
      fn(
        'errors(): table[]',
        'What went wrong in the Lua under test since last asked. A test with errors that it did not ask for fails.',
      ),
      fn('logs(): string[]', 'What files have logged or printed.'),
      fn('eval(code: string): any', 'Runs Lua in the program under test and returns its value, plain data.'),
      fn(
        'save(files: table): table',
        'Saves files, as a person would (`false` deletes): `{ ok, generation, errors, warnings }`.',
      ),
      fn('close()', 'Ends it before the test does.'),
    ],
  },
];

/** The manifest of specs. */
export const testing: Manifest = {
  modules: [
    callable('describe(name: string, body: function)', 'A group of tests.'),
    callable('it(name: string, body?: function)', 'A test. Without a function it is still to be written.'),
    callable('pending(name: string, body?: function)', 'A test that is not run.'),
    callable('before_each(run: function)', 'Runs before each test of the group, and of the groups in it.'),
    callable('after_each(run: function)', 'Runs after each of them, even where it failed.'),
    assert,
    test,
  ],
  classes: testClasses,
  aliases: [],
  widgets: [],
  commonProps: [],
  commonEvents: [],
  events: [],
};

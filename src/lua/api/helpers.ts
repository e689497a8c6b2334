// The small modules: what is kept, when things happen, what is told, and how it looks.
import { type ApiModule, fields, fn } from './model.ts';

export const state: ApiModule = {
  name: 'state',
  doc: "Plain data that outlives reloads and restarts, private to the file; `state.shared` is for all. `state.agents` and the other names of the App's state read that.",
  fields: fields({
    shared: ['table', 'The same functions, over what all files share.'],
    agents: ['Agent[]', 'Every agent.'],
    'selected_index?': ['integer', 'Place of the selected agent in the list.'],
    'focused_agent?': ['Agent', 'The agent that has the keys in `terminal` mode.'],
    'mode?': ['string', "The view's mode."],
  }),
  functions: [
    fn(
      'get(key: string, default?: any, opts?: StateOptions): any',
      'The value; the default where there is none yet. A table is live: what you change in it is kept.',
    ),
    fn('set(key: string, value?: any)', 'Keeps a value; nil removes it.'),
    fn(
      'update(key: string, change: fun(value: any): any): any',
      'Keeps what the function makes of the value.',
    ),
    fn('clear(key: string)', 'Removes a value.'),
    fn('keys(): string[]', 'The keys there are, sorted.'),
    fn(
      'on_change(key: string, handler: fun(value: any, key: string)): integer',
      'Calls the handler when `state.set`, `update` or `clear` changed the value.',
    ),
  ],
};

export const timer: ApiModule = {
  name: 'timer',
  doc: 'Later and again. A reload that makes the same timer takes the running one over.',
  fields: [],
  functions: [
    fn(
      'after(seconds: number, run: function): integer',
      'Calls the function once, so many seconds from now.',
    ),
    fn('every(seconds: number, run: function): integer', 'Calls it again and again.'),
    fn('cancel(id: integer): boolean', 'Stops a timer.'),
    fn(
      'debounce(seconds: number, run: function): function',
      'A function that runs once its calls have paused.',
    ),
    fn(
      'throttle(seconds: number, run: function): function',
      'A function that runs at most once in the time.',
    ),
    fn('sleep(seconds: number)', 'Waits, where waiting is possible.'),
    fn('clock(): number', 'Seconds from some fixed moment, for measuring.'),
  ],
};

const notifyCall = fn(
  'notify(message: any, level?: Level, opts?: NotifyOptions): string',
  'Shows a message. Also in one table: `notify{ title = "Build", content = "done" }`.',
);

export const notify: ApiModule = {
  name: 'notify',
  doc: 'Messages that go away by themselves, and are kept in a history. The fields are settings.',
  fields: fields({
    outer: [
      'string',
      'How notifications are written to the terminal that this one runs in: `"auto"`, `"osc9"`, `"osc777"`, `"bell"` or `"off"`.',
    ],
    when: ['string', '`"unfocused"`: only while that has not the focus; or `"always"`.'],
    after: ['number', 'Seconds that an agent must have asked, or been done, before that is told.'],
    'command?': ['string[]', 'A program to run for them, see NotifySettings.'],
  }),
  call: notifyCall,
  functions: [
    fn('info(message: any, opts?: NotifyOptions): string', 'Shows a message. Returns its id.'),
    fn('warn(message: any, opts?: NotifyOptions): string', 'Shows a warning.'),
    fn('error(message: any, opts?: NotifyOptions): string', 'Shows an error.'),
    fn('dismiss(id: string)', 'Takes a message away.'),
    fn(
      'history(): table[]',
      'The last 200, newest first, over restarts: at, level, title, text, agent (id) and name of the agent, unit, unread.',
    ),
    fn('unread(): integer', 'How many of them nobody has looked at.'),
    fn('seen()', 'Somebody has looked at the history: nothing of it is unread any more.'),
  ],
};

export const log: ApiModule = {
  name: 'log',
  doc: 'Lines in `logs/`, and what happened lately. With more arguments the first is a format: `log.info("%d agents", n)`.',
  fields: [],
  functions: [
    ...['debug', 'info', 'warn', 'error'].map((level) =>
      fn(`${level}(message: any, ...?: any)`, `Writes a line at level ${level}.`),
    ),
    fn(
      'recent(filter?: RecentFilter): LogEntry[]',
      'What happened lately, oldest first: lines of the log, errors and events, those of all files and of the program. Used where something is drawn, it is drawn again when there is more.',
      { capability: 'log.read' },
    ),
  ],
};

export const theme: ApiModule = {
  name: 'theme',
  doc: 'Colours and styles by name, used as `"@accent"`.',
  fields: [],
  functions: [
    fn('define(name: string, tokens: table)', 'Makes a theme. `extends = "dark"` starts from another.'),
    fn(
      'set(theme: string|table)',
      'Chooses a theme. `"auto"` follows the terminal: dark or light as its background is. Kept over reloads where it is chosen by a key.',
    ),
    fn(
      'preview(theme?: string)',
      'Shows the current view in a theme for as long as it stays in its present mode; without `theme`, no longer.',
    ),
    fn(
      'get(token: string, theme?: string): any',
      'The colour or style behind a token, of the theme in force or of `theme`.',
    ),
    fn('list(): string[]', 'The themes there are.'),
    fn('current(): string', 'The theme in force in this view: `"mono"` where its terminal shows no colours.'),
    fn('chosen(): string', 'What was set: a theme, or `"auto"`.'),
    fn('is_light(color: any): boolean', 'Whether a colour `"#rrggbb"` is a light one.'),
  ],
};

export const inspect: ApiModule = {
  name: 'inspect',
  doc: 'A value as text, for looking at.',
  fields: [],
  call: fn('inspect(value?: any, opts?: InspectOptions): string', 'A value as text, for looking at.'),
  functions: [],
};

export const map: ApiModule = {
  name: 'map',
  doc: 'What a function makes of each item of a list.',
  fields: [],
  call: fn(
    'map(list: table, make: fun(item: any, index: integer): any): table',
    'What a function makes of each item of a list.',
  ),
  functions: [],
};

export const glob: ApiModule = {
  name: 'glob',
  doc: 'Files by pattern.',
  fields: [],
  call: fn(
    'glob(pattern: string): string[]',
    'The files that match, sorted, as `fs.glob`, which waits. A pattern that begins with a layer (`glob("improvements/*.lua")`) means the Lua files of this home, and is answered at once, also while a file is loaded.',
  ),
  functions: [],
};

export const dofile: ApiModule = {
  name: 'dofile',
  doc: 'One of the Lua files of this home, by its path.',
  fields: [],
  call: fn(
    'dofile(path: string): any',
    'What the file returned: `dofile("improvements/badges.lua")`. The program loads every file itself, once: one that is loaded is not run again, and one of a higher layer than yours has its turn later (nil until then). Throws where there is no such file, or it failed to load.',
  ),
  functions: [],
};

export const json: ApiModule = {
  name: 'json',
  doc: 'JSON text.',
  fields: fields({ null: ['any', "JSON's null."] }),
  functions: [
    fn('encode(value?: any, opts?: JsonOptions): string', 'A value as JSON.'),
    fn('decode(text: string): any', 'The value of JSON text. Throws where it is none.'),
    fn('array(list?: table): table', 'Marks a table as a list, so that an empty one is `[]`.'),
  ],
};

export const layout: ApiModule = {
  name: 'layout',
  doc: 'Rectangles, for a global `function render(frame)`.',
  fields: [],
  functions: [
    fn(
      'vertical(sizes: Size[], area: Rect): Rect[]',
      'Cuts an area into rows: `layout.vertical({ "3", "1fr", "3" }, frame.size)`.',
    ),
    fn('horizontal(sizes: Size[], area: Rect): Rect[]', 'Cuts an area into columns.'),
  ],
};

export const lowWidgets: ApiModule = {
  name: 'widgets',
  doc: 'What `frame:render(widget, area)` draws in a global `function render(frame)`.',
  fields: [],
  functions: [
    fn('block(props?: table): Node', 'A box: title, borders, style.'),
    fn('list(items: any[], props?: table): Node', 'A list; `selected` from 1.'),
    fn('paragraph(content: Text, props?: table): Node', 'Text, wrapped.'),
  ],
};

// `App`: what a view shows. Its methods are overridden layer by layer; these are the ones with a meaning,
// and the fields that `self` has.
import { type ApiModule, fields, fn } from './model.ts';

export const app: ApiModule = {
  name: 'App',
  doc: "The view. `function App:render()` overrides the layer below; `App.render`, read in a file, is that layer's. Any other name can be a method too, and any other field you set on `self` is kept with the view (plain data).",
  fields: fields({
    agents: ['Agent[]', 'Every agent.'],
    'selected?': [
      'integer',
      'Place of the selected agent in `agents`. Can be set, to a place, an id or an agent.',
    ],
    'selected_agent?': ['Agent', 'The selected agent. Can be set.'],
    'focused_agent?': ['Agent', 'The agent that has the keys in `terminal` mode. Can be set.'],
    mode: ['string', "The view's mode. Can be set."],
    columns: ['integer', 'Width of the view.'],
    cols: ['integer', 'The same.'],
    rows: ['integer', 'Height of the view.'],
    scroll: ['integer', 'Lines that the focused agent is scrolled back.'],
    'copy?': [
      'table',
      'Copy mode, where it is on: agent (its id), selecting (`"char"`, `"line"`, `"block"` or nil), lines (selected), search (pattern, direction, current, total, isCut), count, problem.',
    ],
    unread: ['integer', 'How many agents have printed something unseen.'],
    view: ['string', "The view's id."],
  }),
  functions: [
    fn('render(self: App): Child', 'What the view shows, at `self.columns` x `self.rows`.'),
    fn('init(self: App)', 'Called once for each view, before anything else, whenever other files are live.'),
    fn(
      'key(self: App, event: table): boolean?',
      'Called with each key that an agent does not get and the terminal does not handle by itself (bound to Lua, or to nothing), before its binding, as `{key, keys, mode}`; true: handled.',
    ),
    fn(
      'mouse(self: App, event: table): boolean?',
      'Called with each click, before the widget\'s own handler, and with each turn of the wheel outside of panes, as `{type, path, args}`: `type` is `"click"`, `"select"` (a row) or `"wheel"`, `path` the widget\'s, `args` has `x`, `y` (in the widget), `button`, and `index` for a row. True: handled. A click in a pane focuses it whatever is returned, and is told of only where its program does not ask for the mouse; the wheel in a pane is its history\'s or its program\'s.',
    ),
    fn(
      'update(self: App, message: table)',
      'Called after each event of the program, which `message.type` names.',
    ),
  ],
};

// The widgets: how each is called and which props it takes. Kinds of props are the types' names; Lua checks
// them when the node is made, so a wrong one is told with the file and line that wrote it.
import { fields, params, type Widget } from './model.ts';

/** Props that every widget takes. */
export const commonProps = fields({
  'id?': ['string', 'Name of the node, in frames and events.'],
  'key?': ['string|number', "Keeps a node's identity when its siblings change."],
  'width?': ['Size', ''],
  'height?': ['Size', ''],
  'grow?': ['number', 'Share of the space that is left.'],
  'padding?': [
    'integer|table',
    'Cells inside the edge: `1`, `{vertical, horizontal}` or `{top, right, bottom, left}`.',
  ],
  'margin?': ['integer|table', 'Cells outside the edge, as `padding`.'],
  'gap?': ['integer', 'Cells between children.'],
  'align?': [
    '"start"|"center"|"end"|"stretch"|"left"|"right"',
    'Across the direction of the children; of the text in a text.',
  ],
  'justify?': ['"start"|"center"|"end"|"between"|"around"', 'Along the direction of the children.'],
  'border?': ['"single"|"round"|"double"|"bold"|"none"|boolean', ''],
  'title?': ['Text', 'Shown in the border.'],
  'style?': ['Style', 'Of the whole rectangle.'],
  'hover_style?': [
    'Style',
    'Of what the mouse is over and would act on: the row of a list, a table or tabs, else the whole. Lists, tables, tabs and buttons have `"@hover"`. With one the terminal reports every motion of the mouse while the widget is on the screen.',
  ],
  'focusable?': ['boolean', 'Tab reaches it.'],
  'visible?': ['boolean', '`false` leaves it out.'],
});

/**
 * Events that every widget can have. `hover` is told when the mouse comes and goes: with the row's item and index in
 * lists and tables, with the tab's index, else with true; with nothing when it has left.
 */
export const commonEvents = ['click', 'drag', 'wheel', 'hover', 'key', 'focus', 'blur'] as const;

const widget = (
  name: string,
  call: string,
  doc: string,
  props: Parameters<typeof fields>[0] = {},
  events: readonly string[] = [],
): Widget => ({ name, doc, params: params(call), props: fields(props), events });

const container = 'props: table, ...?: Child';

export const widgets: readonly Widget[] = [
  widget('column', container, 'Children from top to bottom: `ui.column{ a, b, gap = 1 }`.', {
    'children?': ['Child[]', ''],
  }),
  widget('row', container, 'Children from left to right.', { 'children?': ['Child[]', ''] }),
  widget('stack', container, 'Children on top of each other, the last on top.', {
    'children?': ['Child[]', ''],
  }),
  widget('panel', container, 'A box with a border: `ui.panel({ title = "Log" }, child)`.', {
    'children?': ['Child[]', ''],
    'title_align?': ['"left"|"center"|"right"', ''],
    'border_style?': ['Style', 'Of the border.'],
  }),
  widget('header', 'props: table|string', 'One line: a title, and something at the right.', {
    'subtitle?': ['Text', 'After the title, dimmed.'],
    'right?': ['Text', 'At the right edge.'],
  }),
  widget(
    'status_bar',
    'props: table|string',
    'One line with three parts: `ui.status_bar{ left = "a", right = "b" }`.',
    {
      'text?': ['Text', 'The same as `left`.'],
      'left?': ['Text', ''],
      'center?': ['Text', ''],
      'right?': ['Text', ''],
    },
  ),
  widget(
    'agent_list',
    'agents?: Agent[], props?: table',
    'The agents, a row each.',
    {
      'selected?': [
        'integer|string',
        "Which row: the agent's place in the list, or its id. Default: the view's selection.",
      ],
      'format?': [
        'function',
        '`function(agent, index, folded)` returns the row: text, or `{ left, right = … }`. Rows that are folded away are counted after all others.',
      ],
      'group_by?': ['function|string', 'A field, or `function(agent)`, whose values become headings.'],
      'group_format?': [
        'function',
        '`function(name, agents, folded)` returns the heading of a group. Default: its name.',
      ],
      'folded?': [
        'function',
        '`function(name, agents)`: whether the rows of a group are put away under its heading. `/` finds them all the same. A click on a heading is told to `on_heading`: `function(name, agents)`.',
      ],
      'empty?': ['Text', 'Shown when there are none.'],
      'selected_style?': ['Style', ''],
      'filterable?': ['boolean', '`/` (the action `filter`) finds a row of it by typing.'],
      'search?': [
        'function',
        '`function(agent)` returns more text that a row is found by. Default: name, directory, title, state, group, workspace and labels.',
      ],
    },
    ['select', 'heading'],
  ),
  widget(
    'terminal',
    'agent?: AgentRef|Pty, props?: table',
    'The live screen of an agent, or of a program that `pty.spawn` started: that one gets the size of its place and is typed into with `Pty:write`, a click does not focus it. `on_link` is called with the link (`url`, `text`) that is clicked with ctrl, and shift where the program has the mouse; `on_link_hover` with the one that the mouse is over, and with nothing when it has left it.',
    {
      'follow?': ['boolean', 'Stay at the newest output. Default true.'],
      'cursor?': ['boolean', 'Show its cursor. Default true.'],
      'selection?': ['Style', 'Of what copy mode has selected. Inverse unless given.'],
      'match?': ['Style', 'Of what a search in copy mode has found. Underlined and bold unless given.'],
      'current_match?': ['Style', 'Of the match at the cursor. Inverse and bold unless given.'],
      'keys?': [
        'boolean',
        'It has the keys in place of the focused agent while it is there; of several the one in front. Default false.',
      ],
      'placeholder?': ['string', 'Shown when there is no agent, or the program has not begun or has ended.'],
    },
    ['link', 'link_hover'],
  ),
  widget('text', 'content: Text, props?: table', 'Text, wrapped to its width.', {
    'wrap?': ['"wrap"|"truncate"|"truncate_start"|"truncate_middle"|"none"|boolean', 'Default `"wrap"`.'],
    'max_lines?': ['integer', ''],
  }),
  widget(
    'spans',
    'spans: (string|Span)[], props?: table',
    'Text of several styles: `ui.spans{ "a ", { "b", bold = true } }`.',
    {
      'wrap?': ['"wrap"|"truncate"|"truncate_start"|"truncate_middle"|"none"|boolean', 'Default `"wrap"`.'],
      'max_lines?': ['integer', ''],
    },
  ),
  widget(
    'list',
    'items: any[], props?: table',
    'A list of lines, one of them selected.',
    {
      'selected?': ['integer', 'Which row, from 1.'],
      'format?': ['function', '`function(item, index)` returns the row: text, or `{ left, right = … }`.'],
      'header?': ['Text', 'A heading above.'],
      'selected_style?': ['Style', ''],
      'filterable?': ['boolean', '`/` (the action `filter`) finds a row of it by typing.'],
    },
    ['select'],
  ),
  widget(
    'table',
    'rows: table[], props?: table',
    'Rows and columns.',
    {
      'columns?': ['table[]', '`{ title, width, align }` each, or just the title.'],
      'selected?': ['integer', ''],
      'selected_style?': ['Style', ''],
      'filterable?': ['boolean', '`/` (the action `filter`) finds a row of it by typing.'],
    },
    ['select'],
  ),
  widget(
    'text_input',
    'props?: table',
    'A line to type in.',
    {
      'value?': ['string', ''],
      'placeholder?': ['string', ''],
      'mask?': ['boolean|string', 'Show this instead of what is typed.'],
    },
    ['change', 'submit'],
  ),
  widget('button', 'label: Text|table, props?: table', 'A word to click.', {
    'label?': ['Text', ''],
    'action?': ['string', 'The action to run.'],
  }),
  widget(
    'modal',
    container,
    'A box in the middle, above everything in its parent.',
    {
      'children?': ['Child[]', ''],
      'child?': ['Child', ''],
    },
    ['close'],
  ),
  widget(
    'tabs',
    'tabs: table, props?: table',
    'Pages with a row of names: `ui.tabs{ { "One", a }, { "Two", b }, selected = 1 }`.',
    {
      'selected?': ['integer', ''],
    },
    ['select'],
  ),
  widget(
    'split',
    'props: table',
    'Two children and a line between: `ui.split{ a = x, b = y, ratio = 0.3 }`. With `on_resize` the border between them can be dragged: it is called with `{ratio, done}` as the mouse moves, and once more, `done`, when the button is up. Keep the ratio and pass it as `ratio`.',
    {
      'direction?': ['"row"|"column"', 'Side by side (`row`, the default), or one above the other.'],
      'ratio?': ['number', 'Share of the first, 0 to 1. Default 0.5.'],
      'a?': ['Child', ''],
      'b?': ['Child', ''],
      'divider?': ['boolean', 'Draw a line between them.'],
    },
    ['resize'],
  ),
  widget('spinner', 'props?: table', 'Something that moves.', { 'frames?': ['string[]', ''] }),
  widget('progress', 'props: table', 'A bar: `ui.progress{ value = 3, max = 10 }`.', {
    'value?': ['number', ''],
    'max?': ['number', 'Default 1.'],
  }),
  widget('badge', 'content: Text, props?: table', 'A word on a coloured ground.', {}),
  widget('divider', 'props?: table', 'A line, with a title if you like.', {
    'direction?': ['"row"|"column"', 'Default `"row"`.'],
  }),
  widget('spacer', 'props?: table|integer', 'Empty space; takes what is left.', {}),
  widget('scroll', 'props: table, ...?: Child', 'A window on something higher.', {
    'children?': ['Child[]', ''],
    'child?': ['Child', ''],
    'offset?': ['integer', 'Rows hidden at the top.'],
  }),
  widget('keyhints', 'mode?: string|table, props?: table', 'The keys of a mode, as many as fit.', {
    'mode?': ['string', "Default: the view's."],
    'group?': ['string', 'Only these.'],
    'max?': ['integer', 'At most so many.'],
    'prefix?': ['boolean', 'With the prefix key before each.'],
  }),
];

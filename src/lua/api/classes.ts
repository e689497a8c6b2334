// The tables that cross the API by name: options that functions take (closed: a key they do not know is an
// error) and records that they hand out.

import { agentClass, answerClasses } from './agent-classes.ts';
import { agentOptions } from './agent-options.ts';
import { detectorClasses } from './detectors.ts';
import { healthClasses } from './health.ts';
import { launchClasses } from './launch-classes.ts';
import { logClasses } from './log-classes.ts';
import { type Alias, type ApiClass, closed, fields, fn } from './model.ts';
import { networkClasses } from './network.ts';
import { pluginClasses } from './plugins.ts';
import { primitiveClasses } from './primitive-classes.ts';
import { questionClasses } from './question-classes.ts';
import { secretClasses } from './secrets.ts';
import { toolClasses } from './tool-classes.ts';

export const aliases: readonly Alias[] = [
  {
    name: 'Completer',
    type: 'string|string[]|function',
    doc: 'What a text can become: `"agent"`, `"theme"`, `"mode"`, `"command"`, `"action"`, `"file"` (a Lua file), `"path"` or `"directory"`; a list of words; or a function that returns either, called with the text before the cursor: for arguments with the word and the list of those before it. It may wait.',
  },
  {
    name: 'Size',
    type: 'integer|string',
    doc: '`20`, `"20"`, `"30%"`, `"1fr"`, `"min:10"`, `"max:80"` or `"auto"`.',
  },
  {
    name: 'Color',
    type: 'string|integer',
    doc: 'A colour name, `#rrggbb`, 0 to 255, or a theme token `"@accent"`.',
  },
  {
    name: 'Style',
    type: 'string|StyleTable',
    doc: '`"bold"`, `"bold @accent"`, a token that is a style (`"@selected"`), or a table.',
  },
  {
    name: 'Text',
    type: 'string|number|Span|(string|Span)[]',
    doc: 'A string, one styled span, or a list of both.',
  },
  {
    name: 'Child',
    type: 'Node|string|false',
    doc: 'A widget, or a string that becomes a `ui.text`. `false` is left out.',
  },
  { name: 'Level', type: '"info"|"warn"|"error"', doc: 'How bad it is.' },
  { name: 'AgentRef', type: 'Agent|string', doc: 'An agent, its id, or its name.' },
  {
    name: 'Rhs',
    type: 'string|fun(ctx: Context)',
    doc: 'The name of an action, with its argument after a space, or a function.',
  },
];

export const classes: readonly ApiClass[] = [
  agentClass,
  {
    name: 'Node',
    doc: 'A widget, as `ui.*` returns it.',
    closed: false,
    fields: fields({ type: ['string', 'Its widget.'] }),
    methods: [],
  },
  {
    name: 'Context',
    doc: 'What a key, an action or an event handler is called with.',
    closed: false,
    fields: fields({
      'view?': ['string', 'The view it happened in.'],
      'mode?': ['string', 'The mode that view was in.'],
      'keys?': ['string[]', 'The keys that were typed.'],
      'agent?': ['Agent', 'The agent that has the keys there.'],
      'selected?': ['Agent', 'The agent whose row is selected there.'],
      'app?': ['App', 'That view: the `self` of its App.'],
    }),
    methods: [
      fn('on(event: string, handler: function, opts?: EventOptions): integer', 'As `events.on`.'),
      fn('off(id: integer): boolean', 'As `events.off`.'),
      fn('emit(event: string, payload?: any): EventResult', 'As `events.emit`.'),
      fn('now(): number', 'Epoch seconds.'),
      fn('log(level: string, message: string)', 'Writes one line to the log.'),
    ],
  },
  {
    name: 'EventResult',
    doc: 'What became of an event.',
    closed: false,
    fields: fields({
      payload: ['any', 'The payload as the last handler left it.'],
      'cancelled?': ['boolean', 'A handler of a `before` event said no.'],
      'reason?': ['string', 'Why.'],
      'handled?': ['boolean', 'A handler took the place of the default action.'],
      'result?': ['any', 'What that handler returned.'],
    }),
    methods: [],
  },
  closed('StyleTable', 'How text looks.', {
    'fg?': ['Color', 'Colour of the text.'],
    'bg?': ['Color', 'Colour behind it.'],
    'bold?': ['boolean', ''],
    'dim?': ['boolean', ''],
    'italic?': ['boolean', ''],
    'underline?': ['boolean', ''],
    'inverse?': ['boolean', 'Colours swapped.'],
    'strikethrough?': ['boolean', ''],
  }),
  closed('Span', 'Text with one style.', {
    '[1]?': ['string', 'The text, where `text` is not given.'],
    'text?': ['string', 'The text.'],
    'style?': ['Style', ''],
    'fg?': ['Color', ''],
    'bg?': ['Color', ''],
    'bold?': ['boolean', ''],
    'dim?': ['boolean', ''],
    'italic?': ['boolean', ''],
    'underline?': ['boolean', ''],
    'inverse?': ['boolean', ''],
    'strikethrough?': ['boolean', ''],
  }),
  closed('KeymapOptions', 'What `keymap.set` takes besides the keys.', {
    'desc?': ['string', 'Shown in the help. A binding without one is a warning.'],
    'group?': ['string', 'Heading in the help.'],
    'when?': ['WhenOptions', 'Only while all of this holds.'],
    'once?': ['boolean', 'Gone after its first use.'],
    'args?': ['any', 'Argument for the action.'],
  }),
  closed('WhenOptions', 'A condition on the view, which the terminal checks by itself.', {
    'focused?': ['boolean', 'An agent has the keys.'],
    'selected?': ['boolean', 'A row is selected.'],
    'alternate?': ['boolean', 'The focused agent shows its alternate screen (an editor, a pager).'],
    'scrolled?': ['boolean', 'The focused agent is scrolled back.'],
  }),
  closed('KeymapFilter', 'Which bindings to list.', {
    'mode?': ['string', ''],
    'group?': ['string', ''],
  }),
  closed('PushOptions', 'How a key table is entered.', {
    'one_shot?': ['boolean', 'Left after one key.'],
    'timeout_ms?': ['integer', 'Left when no key came for so long.'],
    'until_unknown?': ['boolean', 'Left by a key it does not bind, which then does what it did before.'],
    'prevent_fallback?': ['boolean', 'Keys it does not bind do nothing.'],
    'replace_current?': ['boolean', 'Takes the place of the table on top.'],
  }),
  closed('ModeOptions', 'What a mode is.', {
    'desc?': ['string', 'Shown in the help.'],
    'fallback?': [
      'string',
      'Where a key without a binding goes: `"pty"`, `"swallow"` or a mode. Default `"swallow"`.',
    ],
  }),
  closed('ActionOptions', 'What the help and the palette say of an action.', {
    'desc?': ['string', ''],
    'group?': ['string', ''],
    'takes?': ['string', 'What its argument is, in a few words: the palette asks for it.'],
    'complete?': ['Completer', 'What it can be: Tab at the `:` line and in the palette.'],
  }),
  closed('CommandOptions', 'What the `:` line knows of a command.', {
    'desc?': ['string', ''],
    'nargs?': ['integer|string', 'How many arguments: a number, `"?"`, `"*"` or `"+"`. Default `"*"`.'],
    'complete?': ['Completer', 'What its arguments can be: Tab at the `:` line and in the palette.'],
    'alias?': ['string|string[]', 'Other names.'],
  }),
  closed('EventOptions', 'How a handler is called.', {
    'priority?': ['number', 'Lower runs first. Default 0; equal ones in the order registered.'],
    'pattern?': ['string', 'A glob on what the event is about (an agent\'s name), as `"claude*"`.'],
    'once?': ['boolean', 'Gone after its first call.'],
    'fail?': ['"open"|"closed"', 'When it throws: skip it (`open`), or cancel the action (`closed`).'],
    'timeout_ms?': ['integer', 'A tighter time limit than the usual.'],
    'desc?': ['string', ''],
  }),
  closed('EventDefinition', 'What is known of an event.', {
    'before?': ['boolean', 'Handlers may cancel or change what is to happen.'],
    'fields?': ['table', "Names and types of the payload's fields."],
    'identifier?': ['string', 'The payload field that `pattern` looks at.'],
    'doc?': ['string', ''],
  }),
  ...answerClasses,
  closed('WaitOptions', 'What to wait for.', {
    'idle?': ['number', 'No output for so many seconds.'],
    'exited?': ['boolean', 'Its end.'],
    'text?': ['string', 'A regular expression on its screen.'],
    'state?': [
      '"working"|"blocked"|"done"|"idle"',
      'That it does that. `idle` also takes `done`; `done` is rest after work that was seen.',
    ],
    'timeout?': ['number', 'Seconds. Default 60.'],
  }),
  closed('StateOptions', 'How a value is kept.', {
    'version?': ['integer', 'Raise it when the shape changes.'],
    'migrate?': ['function', '`function(old, from) return new end`'],
  }),
  closed('NotifyOptions', 'How a notification shows.', {
    '[1]?': ['string', 'The text, in the one-table form.'],
    'title?': ['string', ''],
    'content?': ['string', 'The text, in the one-table form.'],
    'text?': ['string', 'The same.'],
    'level?': ['string', '`"info"`, `"warn"` or `"error"`.'],
    'timeout?': ['number', 'Seconds it stays. Default 5.'],
    'agent?': ['AgentRef', 'The agent it is about.'],
    'outer?': [
      'boolean',
      'Where nobody looks it is also handed on: to the terminal that this one runs in, and to `notify.command`.',
    ],
    'desktop?': ['boolean', 'The same.'],
    'keep?': ['boolean', 'Whether the history has it. Default true.'],
    'id?': ['string', 'One with the same id is replaced.'],
  }),
  closed('NotifySettings', 'How notifications get out, as `botster.notify = { … }`.', {
    'outer?': [
      '"auto"|"osc9"|"osc777"|"bell"|"off"',
      'How they are written to the terminal that this one runs in. Default `"auto"`: as that is known to take them, else the bell.',
    ],
    'when?': ['"unfocused"|"always"', 'Only while that terminal has not the focus (the default), or always.'],
    'after?': [
      'number',
      'Seconds that an agent must have asked, or been done, before that is told. Default 0.3.',
    ],
    'command?': [
      'string[]|false',
      'A program and its arguments to run for them, without a shell: `{ "notify-send", "{title}", "{message}" }`, also `{agent}` and `{level}`. In improvements/ it takes the capability `pty.spawn`.',
    ],
  }),
  closed('InspectOptions', 'How deep to look.', { 'depth?': ['integer', 'Default 6.'] }),
  closed('JsonOptions', 'How JSON is written.', { 'pretty?': ['boolean', 'Over several lines.'] }),
  ...questionClasses,
  ...launchClasses,
  closed('SlotOptions', 'Where a segment goes.', {
    'order?': ['number', 'Lower comes first. Default 0.'],
  }),
  closed('Rect', 'A rectangle of cells, zero-based.', {
    x: ['integer', ''],
    y: ['integer', ''],
    width: ['integer', ''],
    height: ['integer', ''],
  }),
  ...agentOptions,
  ...detectorClasses,
  ...logClasses,
  ...pluginClasses,
  ...toolClasses,
  ...healthClasses,
  ...primitiveClasses,
  ...networkClasses,
  ...secretClasses,
];

// What questions to the person are made of: a line, choices, yes or no, a menu, a form.
import { type ApiClass, closed } from './model.ts';

export const questionClasses: readonly ApiClass[] = [
  closed('InputOptions', 'A question with a line of text for an answer.', {
    'prompt?': ['string', 'The question.'],
    'title?': ['string', 'The same.'],
    'default?': ['string', 'Text to start with.'],
    'placeholder?': ['string', 'Shown while it is empty.'],
    'history?': ['string[]', 'Earlier answers, newest first.'],
    'complete?': [
      'Completer',
      'What Tab makes of the text before the cursor. A function may also return `{ from = , items = }` as `command.complete` does: words from that byte on.',
    ],
    'action?': ['string', 'An action to run with the answer; it survives a reload.'],
    'args?': ['any', 'Its argument, as `args` beside `value`.'],
  }),
  closed('SelectOptions', 'A question with choices.', {
    'prompt?': ['string', 'The question.'],
    'title?': ['string', 'The same.'],
    'format_item?': ['function', 'Turns an item into a line.'],
    'placeholder?': ['string', 'What stands where the filter is typed, while nothing is.'],
    'action?': ['string', 'An action to run with the answer; it survives a reload.'],
    'args?': ['any', 'Its argument.'],
  }),
  closed('ConfirmOptions', 'A yes or no.', {
    '[1]?': ['string', 'The question.'],
    'prompt?': ['string', 'The question.'],
    'title?': ['string', 'The same.'],
    'default?': ['boolean', 'What Enter means. Default false.'],
    'action?': ['string', 'An action to run on yes; it survives a reload.'],
    'args?': ['any', 'Its argument.'],
  }),
  closed('MenuOptions', 'A menu.', {
    'title?': ['string', 'What stands in the border.'],
    'prompt?': ['string', 'The same.'],
    'at?': ['table', '`{ x = , y = }`: the cell of the screen that it is opened at. Default: the middle.'],
  }),
  closed('FormOptions', 'A question with several fields.', {
    'title?': ['string', 'What stands in the border.'],
    'prompt?': ['string', 'The same.'],
    'submit?': ['string', 'The word on the button. Default `"OK"`.'],
    fields: ['FormField[]', 'What is to be filled in, in the order of Tab.'],
    'action?': [
      'string',
      'An action to run with the values (`args.value`); the form then survives a reload, after which a `select` gives its line.',
    ],
    'args?': ['any', 'Its argument, as `args` beside `value`.'],
  }),
  closed('FormField', 'One field of a form.', {
    name: ['string', 'The key of its value.'],
    'label?': ['string', 'What stands before it. Default: its name.'],
    'type?': [
      '"text"|"multiline"|"select"|"toggle"|"path"',
      'A line, a text of several lines, one of `options`, yes or no, or a path (`~` is made whole). Default `"text"`.',
    ],
    'default?': [
      'any',
      'What it starts with; for a `select` an option or its line. `function(values)`: the same, and followed until the person changes the field.',
    ],
    'options?': [
      'any[]|function',
      'For a `select`: the choices, or `function(values)` that returns them, called again when another field was changed. A `path` with options is a list in which any other path can be typed.',
    ],
    'format_item?': ['function', 'Turns an option into a line. Default: its `label`, `name` or `[1]`.'],
    'placeholder?': ['string', 'Shown while it is empty.'],
    'history?': ['string[]', 'Earlier texts, newest first: up and down.'],
    'complete?': [
      'Completer',
      'What Tab makes of the text before the cursor; a function gets the values of the form after it. Default for a `path`: `"path"`; `"directory"` offers directories only.',
    ],
    'help?': ['string', 'One line under it while it has the keys.'],
    'validate?': [
      'function',
      '`function(value, values)`: a text, or false and a text, is why it is not accepted. Called when it is left, and on submit. It may wait.',
    ],
    'when?': ['function', '`function(values)`: whether it is shown. Called when another field was changed.'],
  }),
];

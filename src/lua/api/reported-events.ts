// The events that plugins, and what agents report with `botster-tui event emit`, tell of.
import { type Rows, reported } from './event-rows.ts';
import type { ApiEvent } from './model.ts';

const tool: Rows = {
  name: ['string', "The tool's name; what `pattern` looks at."],
  'args?': ['any', 'What it is called with.'],
};
const note: Rows = { path: ['string', 'Its file; what `pattern` looks at.'] };
const byPath = { identifier: 'path', positional: ['path'] };

export const reportedEvents: readonly ApiEvent[] = [
  reported(
    'note:before_save',
    'A note is about to be saved.',
    { ...note, 'content?': ['string', 'Can be changed.'] },
    { before: true, identifier: 'path' },
  ),
  reported('note:saved', 'It was saved.', note, byPath),
  reported('note:before_delete', 'A note is about to be deleted.', note, {
    before: true,
    identifier: 'path',
  }),
  reported('note:deleted', 'It was deleted.', note, byPath),
  reported('note:parsed', 'It was read.', note, byPath),
  reported(
    'tool:before',
    'An agent is about to use a tool. `{ handled = true, result = … }` takes its place.',
    tool,
    { before: true, identifier: 'name' },
  ),
  reported('tool:after', 'It has.', { ...tool, 'result?': ['any', ''] }, { identifier: 'name' }),
  reported('tool:error', 'It could not.', { ...tool, 'error?': ['string', ''] }, { identifier: 'name' }),
  reported(
    'chat:message',
    'Somebody said something.',
    { 'from?': ['string', ''], text: ['string', ''] },
    { identifier: 'from', positional: ['from', 'text'] },
  ),
  reported(
    'flow:transition',
    'A flow has gone to another state.',
    { 'flow?': ['string', ''], 'from?': ['string', ''], to: ['string', ''] },
    { identifier: 'flow' },
  ),
  reported('flow:completed', 'A flow is done.', { 'flow?': ['string', ''] }, { identifier: 'flow' }),
  reported(
    'rule:evaluated',
    'A rule has decided.',
    { name: ['string', ''], decision: ['string', ''] },
    { identifier: 'name' },
  ),
  reported(
    'generation:chunk',
    'A piece of a generated text.',
    { 'id?': ['string', ''], text: ['string', ''] },
    { identifier: 'id' },
  ),
  reported(
    'generation:completed',
    'A generated text is whole.',
    { 'id?': ['string', ''], 'text?': ['string', ''] },
    { identifier: 'id' },
  ),
];

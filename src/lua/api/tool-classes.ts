// What the pager shows, and what `botster.costs` gives.
import { type ApiClass, closed, fields } from './model.ts';

export const toolClasses: readonly ApiClass[] = [
  closed('Page', 'What the pager shows.', {
    'title?': ['Text', 'Shown in the border. Default: the name of the page.'],
    lines: [
      'table',
      'A list of texts, a row each. A span with `link`, `{ "ui.text", link = "ui.text" }`, leads to the same page with that argument.',
    ],
    'head?': ['table', 'Rows above that stay where they are.'],
    'follow?': [
      'fun(self: App, link: string)',
      'Called with the link that was chosen, in place of the page being shown with it.',
    ],
    'redraw?': ['number', 'Draws it again after so many seconds, while it is seen.'],
  }),
  {
    name: 'Costs',
    doc: 'What the code of files has cost.',
    closed: false,
    fields: fields({
      rows: ['Cost[]', 'What was called, the one that took most first.'],
      files: [
        'table[]',
        'The files that are no defaults, by how long they took to load: path, layer, load_ms (with what they required first).',
      ],
      memory: ['integer', 'Bytes that Lua holds.'],
      memory_limit: ['integer', 'Bytes that files may hold at most.'],
      generation: ['integer', 'Number of the world.'],
      prepare_ms: ['number', 'How long the defaults took to load, which is done ahead.'],
      build_ms: ['number', 'How long the other files took to load.'],
    }),
    methods: [],
  },
  {
    name: 'Cost',
    doc: 'What one registration has cost, with all that it called.',
    closed: false,
    fields: fields({
      kind: [
        'string',
        '`"key"`, `"hook"`, `"method"`, `"timer"`, `"overlay"`, …; `"call"` for what is not registered.',
      ],
      name: ['string', 'Which: `normal ctrl+b n`, `agent:exited note`, `App:render`.'],
      owner: ['string', '`file:line`.'],
      layer: ['string', "The file's."],
      calls: ['integer', ''],
      errors: ['integer', 'Calls that threw.'],
      ms: ['number', 'Milliseconds in all.'],
      slowest_ms: ['number', 'Of the slowest call; one that waits counts from wait to wait.'],
      last: ['number', 'When it last ran, in epoch seconds.'],
      'disabled?': ['boolean', 'It is disabled after repeated errors.'],
    }),
    methods: [],
  },
];

// What `log.recent` takes and gives.
import { type ApiClass, fields } from './model.ts';

export const logClasses: readonly ApiClass[] = [
  {
    name: 'LogEntry',
    doc: 'Something that happened: a line of the log, an error, or an event that was told of.',
    closed: false,
    fields: fields({
      seq: ['integer', 'Numbers all entries in the order they came.'],
      at: ['number', 'Epoch seconds.'],
      time: ['string', 'The time of day: `14:03:22`.'],
      kind: ['"log"|"error"|"event"', 'What it is.'],
      level: [
        '"debug"|"info"|"warn"|"error"',
        'A refused event, and one with a handler that threw, is a warning.',
      ],
      text: ['string', "The line; an error's first line; an event's main fields."],
      'unit?': ['string', 'The file that logged it or failed; `hub` for the program itself.'],
      'error?': [
        'table',
        'Of an error: unit, line, message, phase, where, source (rows of n, text, mark), traceback, hint, action, count.',
      ],
      'name?': ['string', "An event's name."],
      'told?': ['string[]', 'The handlers that were called, as `file:line`; at most 8.'],
      'told_count?': ['integer', 'How many there were.'],
      'failed?': ['string[]', 'Those of them that threw.'],
      'cancelled_by?': ['string', 'The handler that refused it.'],
      'reason?': ['string', 'Why it did.'],
    }),
    methods: [],
  },
  {
    name: 'RecentFilter',
    doc: 'Which entries to list.',
    closed: true,
    fields: fields({
      'kind?': ['"log"|"error"|"event"', 'Only these.'],
      'level?': ['"debug"|"info"|"warn"|"error"', 'Only these and worse ones.'],
      'matching?': ['string', 'Only those that hold every one of these words, in small letters or capitals.'],
      'since?': ['integer', 'Only those after the entry of this number.'],
      'limit?': ['integer', 'Only so many, the newest.'],
    }),
    methods: [],
  },
];

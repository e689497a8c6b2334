// Checks of what is well and what is not.
import { type ApiClass, type ApiModule, closed, fields, fn } from './model.ts';

const say = 'text: string, opts?: HealthOptions|string[]|string';

export const health: ApiModule = {
  name: 'health',
  doc: 'Checks that say what is well and what is not (`:checkhealth`, `botster-tui checkhealth`): the program has its own, a file may register some, a plugin has them in its `health.lua`, which returns `{ check = function() … end }` and is loaded only for that.',
  fields: [],
  functions: [
    fn(
      'register(name: string, check: fun())',
      'Makes a check known. It is run only when somebody asks; it says what it finds with the functions below, and may wait, 5 seconds at most.',
    ),
    fn('start(text: string)', 'Begins a part of what the check says, with a heading.'),
    fn(`ok(${say})`, 'Says that something is as it should be.'),
    fn(`info(${say})`, 'Says something to know.'),
    fn(`warn(${say})`, 'Says that something may go wrong; the advice is what can be done about it.'),
    fn(`error(${say})`, 'Says that something does not work; the advice is what can be done about it.'),
    fn(
      'check(name?: string): HealthReport[]',
      'Runs all checks, or one, one after the other. One that throws or does not end is reported as that. Waits; nil and why where there is none of that name.',
    ),
    fn(
      'list(): string[]',
      'The names of the checks: `"core"`, those that were registered, and plugins that have some.',
    ),
  ],
};

export const healthClasses: readonly ApiClass[] = [
  closed('HealthOptions', 'What is said besides.', {
    'advice?': ['string|string[]', 'What a person can do about it.'],
  }),
  {
    name: 'HealthReport',
    doc: 'What one check has said.',
    closed: false,
    fields: fields({
      name: ['string', 'Of the check.'],
      level: ['"ok"|"info"|"warn"|"error"', 'The worst of what it said.'],
      'owner?': ['string', '`file:line` of the check.'],
      items: ['table[]', 'What it said, in order: level (`"start"` for a heading), text, advice (a list).'],
    }),
    methods: [],
  },
];

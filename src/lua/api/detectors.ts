// `detector`: what finds out from an agent's screen what it does, and the screen that it is given.
import { type ApiClass, type ApiModule, fields, fn } from './model.ts';

export const detector: ApiModule = {
  name: 'detector',
  doc: 'Detectors tell from what a program shows and tells its terminal whether it works, asks or rests. They are run when a screen has changed, and once more when it has come to rest; a report (`botster-tui report`) goes before what they say, but for a question that stands on the screen. `botster-tui explain ID` shows what they made of it, `botster-tui detect` tries one on a saved screen.',
  fields: [],
  functions: [
    fn(
      'register(name: string, detector: DetectorOptions)',
      'Makes a detector known. One of the same name in a lower layer is not asked any more, unless `inherit` is set.',
    ),
    fn('list(): table[]', 'The detectors in force: name, owner (`file:line`), layer, desc.'),
  ],
};

const optionsOf = (name: string, doc: string, rows: Parameters<typeof fields>[0]): ApiClass => ({
  name,
  doc,
  fields: fields(rows),
  methods: [],
  closed: true,
});

export const detectorClasses: readonly ApiClass[] = [
  optionsOf('DetectorOptions', 'A detector.', {
    'match?': [
      'string|string[]|function',
      "Which programs it knows: globs on the name of the program in the foreground, or a function that is given `{id, name, argv, program, title, cwd, is_shell}`. Default: the detector's name.",
    ],
    'rules?': ['DetectorRule[]', 'Tried in order; the first that matches decides.'],
    'detect?': [
      'function',
      '`function(screen, prev)`, asked where no rule matched. Returns a state, or a table with `state` and, as a rule has them, `rule`, `source`, `visible`, `keep`; `evidence`, the text it was found by; and `question`, `options`, `lines`. Nil: nothing can be said.',
    ],
    'inherit?': [
      'boolean',
      'Where it says nothing, the detector of the same name in the next lower layer is asked.',
    ],
    'desc?': ['string', ''],
  }),
  optionsOf('DetectorRule', 'One rule of a detector.', {
    'rule?': ['string', 'Its name, which `explain` shows.'],
    'state?': ['"working"|"blocked"|"idle"|"unknown"', 'What the program does when it matches.'],
    'test?': [
      'function',
      '`function(screen, prev)`: nil or false where it does not match; else the text it was found by, true, or a table with `evidence`, `question`, `options` (a list of AnswerOption: what can be answered), `lines` (the rows of the dialog), and what differs from the rule. `require("default.detectors.answers")` reads menus.',
    ],
    'source?': [
      '"osc"|"screen"|"process"|"silence"',
      'What it goes by: what the program told its terminal, its screen, the program in the foreground, or that nothing moves. Default `"screen"`.',
    ],
    'visible?': [
      'boolean',
      'What shows the state is there to be seen. Where it is not, rest is believed only after a while. Default true, for silence false.',
    ],
    'keep?': [
      'boolean',
      'It says nothing, and what was known stays: for a screen that hides what the program does.',
    ],
  }),
  {
    name: 'Screen',
    doc: 'What a detector is given: the live screen, never scrolled back. Regions are texts, their rows divided by line feeds.',
    closed: false,
    fields: fields({
      lines: ['string[]', 'The rows, trailing blanks trimmed.'],
      columns: ['integer', ''],
      rows: ['integer', ''],
      cursor: ['table', '`{x, y, visible}`, from 0.'],
      alt: ['boolean', 'It is the alternate screen.'],
      title: ['string', 'What the program calls itself.'],
      'progress?': [
        'table',
        '`{state, value}` of OSC 9;4: 0 none, 1 so much, 2 an error, 3 working, 4 paused.',
      ],
      'mark?': [
        'string',
        'The last OSC 133 mark: `A` a prompt begins, `B` it ends, `C` a command runs, `D` it has ended.',
      ],
      'exit_code?': ['integer', 'Of that command.'],
      'quiet?': ['number', 'Seconds since it last printed.'],
      'typed?': ['number', 'Seconds since somebody last typed into it.'],
      content_seq: ['integer', 'Counts the different screens that were looked at.'],
      'program?': ['string', 'Name of the program in the foreground.'],
      argv: ['string[]', 'Its command line.'],
      is_shell: ['boolean', 'It is a shell that waits for commands.'],
      'is_leader?': ['boolean', 'It is the program that the agent was started with.'],
      'report?': ['table', '`{state, reason, age}`: what was reported last, and stands.'],
      'prev?': ['table', '`{state, rule, age}`: what is said of the agent now. Also the second argument.'],
    }),
    methods: [
      fn('text(): string', 'All of it.'),
      fn('bottom(rows: integer): string', 'The last rows, down to the last one with text.'),
      fn('bottom_non_empty(rows: integer): string', 'The last rows that have text.'),
      fn('top_non_empty(rows: integer): string', 'The first rows that have text.'),
      fn(
        'prompt_box(): string?',
        'What stands in the box for typing: between the last two rules, or in the last box.',
      ),
      fn('above_prompt_box(rows?: integer): string?', 'What stands above that box, or its last rows.'),
      fn('after_last_rule(): string', 'What follows the last horizontal rule.'),
      fn(
        'after_last_prompt(): string?',
        'What follows the last row that begins with a prompt (`❯`, `›`, `>`, `$` …).',
      ),
      fn(
        'line(pattern: string, region?: string): string?',
        'The first row, of the screen or a region, that matches a Lua pattern.',
      ),
      fn(
        'has(text: string, region?: string): string?',
        'The first row that has the text in it, in capitals or not.',
      ),
    ],
  },
];

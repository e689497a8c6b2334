// Agents as Lua sees them, and the answers that one which asks can be given.
import { type ApiClass, closed, fields, fn } from './model.ts';

export const agentClass: ApiClass = {
  name: 'Agent',
  doc: 'A program that runs in a terminal of ours. A copy: read it again to see changes.',
  closed: false,
  fields: fields({
    id: ['string', 'Stable, sorts by time of start.'],
    name: ['string', 'What the list shows.'],
    argv: ['string[]', 'The command and its arguments.'],
    cwd: ['string', 'Directory it was started in.'],
    'pid?': ['integer', 'Process id while it runs.'],
    status: ['"starting"|"running"|"exited"|"failed"', 'The life of its process.'],
    'state?': [
      '"working"|"blocked"|"done"|"idle"|"unknown"',
      'What it does, while it runs: `blocked` asks something, `idle` rests, `done` rests and nobody has looked since.',
    ],
    'question?': ['string', 'What it asks, where that is known.'],
    'question_id?': ['string', 'Names that question: another one for each time something is asked.'],
    'question_lines?': ['string[]', 'The rows of the dialog, as the program shows them.'],
    'options?': ['AnswerOption[]', 'What can be answered, where that could be read off its screen.'],
    'settings?': ['table', 'What is set for it (`agents.set`), where anything is.'],
    'state_since?': ['number', 'Epoch seconds.'],
    'state_stale?': ['string', 'Why the state may be out of date: its detector failed.'],
    'exit_code?': ['integer', 'How it ended.'],
    'signal?': ['string', 'The signal that ended it.'],
    title: ['string', 'What the program calls itself, without a spinner before it.'],
    unread: ['boolean', 'It has printed something since it was last shown.'],
    created_at: ['number', 'Epoch seconds.'],
    'last_output_at?': ['number', 'Epoch seconds.'],
    group: ['string', 'What it is grouped by.'],
    'preset?': ['string', 'The preset it was started with.'],
    'labels?': ['string[]', 'Words to tell it by.'],
    'workspace?': ['string', 'The workspace that started it.'],
    'worktree?': ['AgentWorktree', 'The worktree that was made for it.'],
  }),
  methods: [
    fn('send(text: string, opts?: SendOptions): boolean', 'Types text into it.', {
      capability: 'agents.send',
    }),
    fn('kill(opts?: KillOptions): boolean', 'Ends it.', { capability: 'agents.kill' }),
    fn('restart(): boolean', 'Starts it again with the same command.', { capability: 'agents.spawn' }),
    fn('rename(name: string): boolean', 'Gives it another name.'),
    fn('select(): boolean', 'Selects its row.'),
    fn('focus(): boolean', 'Shows it and gives it the keys.'),
    fn(
      'answer(answer: string|AnswerOption|AnswerText): table',
      'Answers its question, as `agents.answer`. Waits.',
      {
        capability: 'agents.approve',
      },
    ),
    fn('set(settings: AgentSettings): boolean', 'Sets what is given for it.', {
      capability: 'agents.approve',
    }),
    fn('output(opts?: OutputOptions): string', 'What is on its screen. Waits.'),
    fn('selection(): string?', 'As `agents.selection`. Waits.'),
    fn('search(pattern: string, opts?: SearchOptions): table[]', 'As `agents.search`. Waits.'),
    fn('links(opts?: LinkOptions): Link[]', 'As `agents.links`. Waits.'),
  ],
};

export const answerClasses: readonly ApiClass[] = [
  {
    name: 'AnswerOption',
    doc: 'One answer to a question.',
    closed: false,
    fields: fields({
      label: ['string', 'As the program words it.'],
      kind: [
        '"allow"|"always"|"deny"|"other"',
        'What it means: this once, from now on, no, or something else.',
      ],
      'keys?': ['string[]', 'The keys that choose it from how the screen stands, as keymaps name them.'],
      'key?': ['string', 'The same, where it is one.'],
      'takes_text?': ['boolean', 'After the keys a text is typed, and Enter.'],
      'from_start?': [
        'boolean',
        'The screen does not show which answer is chosen: the keys hold as long as nobody has typed there.',
      ],
    }),
    methods: [],
  },
  {
    name: 'AnswerOptions',
    doc: 'How a question is answered.',
    closed: true,
    fields: fields({
      'untouched?': ['boolean', 'Only as long as nobody has typed into the agent since it asked.'],
      'by?': ['string', "Who answers. Only the program's own files may say so."],
    }),
    methods: [],
  },
  closed('ApproveCommand', 'A program that judges questions.', {
    '[1]?': ['string', 'The command, where `cmd` is not given.'],
    'cmd?': [
      'string|string[]',
      'A command line as a shell splits it (with `|` and the like it is run by `sh`), or its words. Run in the directory of the agent.',
    ],
    'timeout?': ['number', 'Seconds that it may take, at most 600. Default 10.'],
    'name?': ['string', 'Named as the rule that answered. Default: the name of the program.'],
  }),
  {
    name: 'AnswerText',
    doc: "An answer in one's own words.",
    closed: false,
    fields: fields({ 'text?': ['string', ''] }),
    methods: [],
  },
  {
    name: 'AgentSettings',
    doc: 'What is set for one agent.',
    closed: true,
    fields: fields({
      'may_answer?': ['boolean', 'It may answer the questions of other agents. Default false.'],
      'auto_approve?': ['boolean', 'Its questions are put to the rules of `approve`. Default false.'],
      'notify?': [
        '"all"|"blocked"|"none"',
        'What of it is worth a notification: `"blocked"` is only that it asks. Default `"all"`.',
      ],
      'clipboard?': [
        '"allow"|"deny"|false',
        'What becomes of texts that it puts into the clipboard (OSC 52). Default: as `botster.clipboard` says.',
      ],
    }),
    methods: [],
  },
];

// What functions about agents take.
import { type ApiClass, closed, fields } from './model.ts';

export const agentOptions: readonly ApiClass[] = [
  closed('SpawnOptions', 'A program to start.', {
    '[1]?': ['string', 'The command, where `cmd` is not given.'],
    'name?': ['string', 'Default: made from the command by `policy.default_name`.'],
    'cmd?': ['string|string[]', 'A command line, or the command and its arguments. Default `$SHELL`.'],
    'args?': ['string[]', 'Arguments; `cmd` is then the program alone.'],
    'cwd?': ['string', "Default: the focused agent's."],
    'env?': ['table', 'Variables to add.'],
    'focus?': ['boolean', 'Show it at once. Default true where there is a view.'],
    'size?': ['table', '`{columns=, rows=}` until a client shows it.'],
    'scrollback?': ['integer', 'Lines of history. Default `botster.scrollback`.'],
  }),
  closed('AgentFilter', 'Which agents: all that is given must hold.', {
    'status?': ['string', ''],
    'state?': ['string', ''],
    'group?': ['string', ''],
    'workspace?': ['string', ''],
    'label?': ['string', 'One of its labels.'],
    'cwd?': ['string', ''],
    'name?': ['string', 'A glob.'],
    'unread?': ['boolean', ''],
  }),
  closed('SendOptions', 'How text is typed.', {
    'enter?': ['boolean', 'Enter after it. Default false.'],
    'when_safe?': ['boolean', 'As soon as nobody types there and no question is open.'],
    'queue?': ['boolean', 'With `when_safe`: false fails at once where it is not safe now. Default true.'],
  }),
  closed('KillOptions', 'How an agent is ended.', { 'force?': ['boolean', 'At once, without asking it.'] }),
  closed('OutputOptions', 'What to read.', {
    'lines?': ['integer', 'The last so many lines.'],
    'scrollback?': ['boolean', 'The history too.'],
    'ansi?': ['boolean', 'With colours, as escape sequences.'],
    'from?': ['integer', 'The first row of history and screen to read, from 1 at the oldest.'],
    'to?': ['integer', 'The last one.'],
  }),
  closed('SearchOptions', 'How much to find.', {
    'limit?': ['integer', 'The latest so many matches, 1 to 1000. Default 100.'],
  }),
  closed('LinkOptions', 'Which links.', {
    'lines?': ['integer', 'Those in the last so many rows. Default 2000.'],
    'limit?': ['integer', 'The newest so many, 1 to 1000. Default 200.'],
  }),
  {
    name: 'Link',
    doc: 'A link on a screen.',
    closed: false,
    fields: fields({
      url: ['string', 'Where it leads, as the program gave it: of any scheme.'],
      text: [
        'string',
        'What is written there: `url` itself, unless the program made the link of other words.',
      ],
      'line?': ['integer', 'The row that it begins in, as `search` counts them.'],
      'column?': ['integer', 'Likewise.'],
    }),
    methods: [],
  },
];

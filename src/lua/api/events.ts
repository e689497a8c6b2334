// The events there are: what each is about, what its payload has, and who tells of it. Other names can be
// used too; files make them known with `events.define`.
import { program, type Rows, reported } from './event-rows.ts';
import type { ApiEvent } from './model.ts';
import { reportedEvents } from './reported-events.ts';

const agent: Rows = { agent: ['Agent', 'The agent.'] };
const view = ['string', "The view's id."] as const;
const byPath = { identifier: 'path', positional: ['path'] };

export const knownEvents: readonly ApiEvent[] = [
  program('app:start', 'The Lua files are live for the first time.', {
    generation: ['integer', 'Number of the world.'],
  }),
  program('app:ready', 'The Lua files are live and the agents are known.', {
    agents: ['integer', 'How many agents there are.'],
  }),
  program('app:quit', 'The program ends. There is no time to wait for anything.', {
    all: ['boolean', 'The agents end too.'],
  }),
  program('app:attach', 'A terminal shows a view.', { view }),
  program('app:detach', 'A terminal has left its view: detached, closed, or lost.', { view }),
  program(
    'app:resize',
    'A view has another size.',
    { columns: ['integer', ''], rows: ['integer', ''], view },
    { positional: ['columns', 'rows'] },
  ),
  program('app:focus', 'The terminal of a view got the focus.', { view }, { positional: ['view'] }),
  program('app:blur', 'The terminal of a view lost the focus.', { view }, { positional: ['view'] }),
  program(
    'app:idle',
    'Nobody has typed or clicked for a minute. Told once, until somebody does.',
    { seconds: ['integer', 'For how long.'] },
    { positional: ['seconds'] },
  ),
  program(
    'agent:before_spawn',
    'A program is about to start; the payload is what `agents.spawn` takes.',
    {
      argv: ['string[]', 'Command and arguments. Can be changed.'],
      cwd: ['string', 'Can be changed.'],
      'name?': ['string', 'Can be changed.'],
      'env?': ['table', 'Variables to add. Can be given.'],
    },
    { before: true, identifier: 'name' },
  ),
  program('agent:spawned', 'It runs.', agent, { positional: ['agent'] }),
  program(
    'agent:exited',
    'It has ended.',
    {
      ...agent,
      'code?': ['integer', 'Its exit status.'],
      'signal?': ['string', 'What ended it, where a signal did.'],
    },
    { positional: ['agent', 'code'] },
  ),
  program('agent:before_kill', 'It is about to be ended.', agent, { before: true, positional: ['agent'] }),
  program(
    'agent:status',
    'Its status changed.',
    { ...agent, status: ['string', '`running`, `exited` or `failed`.'] },
    { positional: ['agent', 'status'] },
  ),
  program(
    'agent:state',
    'It does something else now.',
    {
      ...agent,
      state: ['string', '`working`, `blocked`, `done`, `idle` or `unknown`.'],
      previous: ['string', 'What it did before.'],
      'question?': ['string', 'What it asks, where it is blocked.'],
      rule: ['string', 'The rule that found it, or `report STATE`.'],
      in_sight: ['boolean', 'Its screen is shown in a terminal that has the focus.'],
    },
    { positional: ['agent', 'state', 'previous'] },
  ),
  program(
    'agent:question',
    'It asks something that can be answered, or something else than before.',
    {
      ...agent,
      'question?': ['string', ''],
      question_id: ['string', 'Names it.'],
      in_sight: ['boolean', 'Its screen is shown in a terminal that has the focus.'],
    },
    { positional: ['agent', 'question'] },
  ),
  program(
    'agent:answered',
    'Its question was answered from elsewhere: by the person in a list or on the command line, by another agent, or by a Lua file.',
    {
      ...agent,
      question: ['string', ''],
      answer: ['string', 'The label of what was chosen, or the text.'],
      by: ['string', '`user`, the name of an agent, or a Lua file.'],
    },
    { positional: ['agent', 'answer', 'by'] },
  ),
  program(
    'agent:title',
    'It calls itself something else now.',
    { ...agent, title: ['string', ''] },
    { positional: ['agent', 'title'] },
  ),
  program(
    'agent:notification',
    'It rang the bell or sent a notification.',
    {
      ...agent,
      'title?': ['string', ''],
      'text?': ['string', ''],
      focused: ['boolean', 'Somebody is typing into it.'],
      in_sight: ['boolean', 'Its screen is shown in a terminal that has the focus.'],
    },
    { positional: ['agent', 'event'] },
  ),
  program(
    'agent:clipboard',
    'It wants a text to be put into the clipboard (OSC 52), told once a second at most. It is there only once something copies it: `clipboard.copy(event.text)`.',
    {
      ...agent,
      'text?': ['string', 'Absent where it is longer than 100 KB.'],
      bytes: ['integer', 'How long it is.'],
    },
    { positional: ['agent', 'event'] },
  ),
  program(
    'notify:asked',
    'An agent or a script wants a person told something: `notify` of MCP, or a message to `user`.',
    {
      'agent?': ['Agent', 'Which, where it is one.'],
      title: ['string', ''],
      text: ['string', ''],
      level: ['string', '`info`, `warn` or `error`.'],
      note: ['string', 'Names it.'],
    },
  ),
  program(
    'notify:before',
    'A person is about to be told something by `notify`; also spelled `on_notify`. False keeps it away. Its own notifications are not asked about.',
    {
      'agent?': ['Agent', 'What it is about.'],
      'title?': ['string', 'Can be changed.'],
      text: ['string', 'Can be changed.'],
      level: ['string', '`info`, `warn` or `error`. Can be changed.'],
      timeout: ['number', 'Seconds it is shown. Can be changed.'],
      outer: ['boolean', 'Whether it is handed on where nobody looks. Can be changed.'],
      keep: ['boolean', 'Whether the history has it. Can be changed.'],
      unit: ['string', 'The file that tells it.'],
    },
    { before: true },
  ),
  program(
    'agent:output',
    'It printed something: text without control sequences, at most every 50 ms.',
    {
      ...agent,
      output: ['string', ''],
      'output_dropped?': ['integer', 'So much before it was left out.'],
    },
    { positional: ['agent', 'output'] },
  ),
  program('clipboard:copied', 'A person copied so many lines from it.', { ...agent, lines: ['integer', ''] }),
  program(
    'agent:input',
    'Somebody typed into it, told within two seconds; not what was typed.',
    { ...agent, at: ['number', 'When, in epoch seconds.'] },
    { positional: ['agent', 'at'] },
  ),
  program('agent:selected', 'Its row was selected.', { ...agent, view }, { positional: ['agent'] }),
  reported(
    'agent:task_started',
    'It has begun to work on something.',
    { ...agent, 'task?': ['string', ''] },
    { positional: ['agent', 'task'] },
  ),
  reported(
    'agent:task_completed',
    'It is done with that.',
    { ...agent, 'task?': ['string', ''] },
    { positional: ['agent', 'task'] },
  ),
  program(
    'launch:ended',
    'An agent in the making runs now, or has failed or was cancelled: then what was made for it is taken back.',
    {
      launch: ['Launch', ''],
      'agent?': ['string', 'The id of the agent; where a setup command failed, its session.'],
    },
    { positional: ['launch'] },
  ),
  program('launch:prompt_lost', 'The prompt that a new agent was to get could not be typed.', {
    ...agent,
    prompt: ['string', ''],
    reason: ['string', ''],
  }),
  program(
    'worktree:before_create',
    '`git.worktree_add` is about to make a worktree.',
    { repo: ['string', ''], path: ['string', 'Can be changed.'], 'branch?': ['string', 'Can be changed.'] },
    { before: true, identifier: 'path' },
  ),
  program(
    'worktree:created',
    'It is there.',
    { repo: ['string', ''], path: ['string', ''], 'branch?': ['string', ''] },
    byPath,
  ),
  program('worktree:removed', '`git.worktree_remove` has taken it away.', { path: ['string', ''] }, byPath),
  program(
    'workspace:file_changed',
    'A file is another in a repository that an agent works in. `watch.directory` tells of any folder.',
    {
      path: ['string', 'What `pattern` looks at.'],
      event: ['string', '`created`, `modified` or `deleted`.'],
      project: ['string', 'The repository.'],
    },
    { identifier: 'path', positional: ['path', 'event'] },
  ),
  program(
    'mode:changed',
    'A view is in another mode.',
    { mode: ['string', ''], previous: ['string', ''], view },
    { identifier: 'mode', positional: ['mode', 'previous'] },
  ),
  program(
    'key:unmapped',
    'A key was typed that nothing is bound to and no agent gets.',
    { key: ['string', 'As `keymap.set` writes it.'], keys: ['string[]', ''], mode: ['string', ''] },
    { identifier: 'key', positional: ['key', 'mode'] },
  ),
  program(
    'command:before',
    'A line is about to be run, of `:` or `command.run`.',
    {
      name: ['string', 'The command; what `pattern` looks at.'],
      args: ['string[]', 'Can be changed.'],
      line: ['string', 'All of it.'],
    },
    { before: true, identifier: 'name' },
  ),
  program(
    'command:after',
    'It was run.',
    { name: ['string', ''], args: ['string[]', ''], line: ['string', ''] },
    { identifier: 'name', positional: ['name', 'args'] },
  ),
  program(
    'lua:loaded',
    'A file is live that was not, or with another text.',
    { unit: ['string', 'The file.'], generation: ['integer', ''] },
    { identifier: 'unit', positional: ['unit'] },
  ),
  program('lua:reloaded', 'Other Lua files are live now.', { generation: ['integer', ''] }),
  program(
    'lua:load_failed',
    'A saved file was refused; the payload is the error.',
    { unit: ['string', ''], line: ['integer', ''], message: ['string', ''], phase: ['string', ''] },
    { identifier: 'unit', positional: ['unit', 'message'] },
  ),
  program(
    'lua:rolled_back',
    'A file was put back to an earlier text.',
    { unit: ['string', ''], 'to?': ['integer', 'The number of that text in `lua history`.'] },
    { identifier: 'unit', positional: ['unit'] },
  ),
  program(
    'lua:quarantined',
    'A file is left out until it changes: it ended the Lua machine twice.',
    { unit: ['string', ''], message: ['string', ''] },
    { identifier: 'unit', positional: ['unit', 'message'] },
  ),
  ...reportedEvents,
];

// `approve`: rules that answer questions in the person's place.
import { type ApiModule, fn } from './model.ts';

export const approve: ApiModule = {
  name: 'approve',
  doc: 'Rules that answer the questions of agents in the place of the person. Only those agents are answered for which a person has set `auto_approve`, some seconds after they ask, and only while nobody types there.',
  fields: [],
  functions: [
    fn(
      'register(name: string, rule: function)',
      'Makes a rule: `function(question, agent)` returns `"allow"`, `"always"`, `"deny"` or nil, and why. `question` has `text`, `lines` and `options`. The rules are asked by layer, the highest first, and by age; the first that answers decides. Where one throws, or none answers, the person is asked.',
      { capability: 'agents.approve' },
    ),
    fn(
      'command(opts: ApproveCommand)',
      'Makes a rule of a program. It gets the question on its standard input, as JSON: `text`, `lines`, `options` (label, kind) and `agent` (id, name, cwd, argv). Exit code 0 allows, 1 denies; with any other, or when it takes too long or cannot be run, the person is asked. The first line it prints is the reason that is shown. In improvements/ it takes `pty.spawn` too.',
      { capability: 'agents.approve' },
    ),
    fn('list(): table[]', 'The rules: name, owner (`file:line`), layer.'),
    fn(
      'ask(agent: AgentRef): table?',
      'What the rules say to the question on its screen: `{ answer, reason, rule, owner, question_id }`; nil and why where a person is to be asked (`err.code` is `no_rule` where none had anything to say). Waits for programs.',
    ),
  ],
};

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
    fn('list(): table[]', 'The rules: name, owner (`file:line`), layer.'),
    fn(
      'ask(agent: AgentRef): table?',
      'What the rules say to the question on its screen: `{ answer, reason, rule, owner }`; nil and why where a person is to be asked.',
    ),
  ],
};

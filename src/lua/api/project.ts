// `project`: what a repository's own Lua says about its agents, and what the layout reads of it.
import { type ApiModule, fn } from './model.ts';

export const project: ApiModule = {
  name: 'project',
  doc: "A repository's own Lua: `<repo>/.botster/*.lua` is loaded once the person has allowed its content (`:trust`), and configures the agents of that repository alone, those in its worktrees too. Such a file has this module, `hooks.register`, `events.on`, `events.once` and `events.off` (for what is about one of its agents, and for `agent:before_spawn` there), `detector`, `agents.list` and `agents.get` (its own agents), `kv`, `notify`, `log`, `inspect`, `json` and `map`. Whatever else it uses raises.",
  fields: [
    { name: 'root', type: 'string', optional: true, doc: 'The repository; nil in files of no project.' },
  ],
  functions: [
    fn(
      'snippet(name: string, text: string)',
      "A text to start a prompt to one of its agents from. In a project's files.",
    ),
    fn(
      'env(vars: table)',
      "Variables for the programs that are started there, by name. In a project's files.",
    ),
    fn(
      'row(fn: fun(agent: Agent): string?)',
      "What the rows of its agents say after the name; nil leaves it to the layout. In a project's files.",
    ),
    fn('snippets(agent: AgentRef): table<string, string>', "The snippets of an agent's project, by name."),
    fn('row_of(agent: AgentRef): string?', "What an agent's project says in its row."),
  ],
};

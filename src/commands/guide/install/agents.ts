// Which files each agent reads, and what of them is ours: the entry of the MCP server, a short text that tells the
// agent what there is, and hooks by which it tells what it does.
import { removeBlock, setBlock } from './block.ts';
import { removeEntry, setEntry } from './json-edit.ts';
import { claudeHooks, codexHooks, geminiHooks, opencodePlugin, withoutCodexNotify } from './state-hooks.ts';
import { removeTable, setTable } from './toml-edit.ts';

export const agentNames = ['claude', 'codex', 'gemini', 'opencode'] as const;
export type AgentName = (typeof agentNames)[number];

/** One file of an agent's. Both throw ScanError where the text cannot be read. */
export interface FileEdit {
  /** Below the home directory; where there are several, the first that exists, else the first. */
  readonly paths: readonly [string, ...string[]];
  install(text: string): string;
  /** A blank text means that the file may go. */
  remove(text: string): string;
  /** What a person has to do besides. */
  readonly remark?: string;
}

/** How a program of ours is started. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

const NAME = 'botster-tui';
/** By these a server knows whose it is; one agent passes on only what is named. */
const VARIABLES = ['BOTSTER_HOME', 'BOTSTER_SOCKET', 'BOTSTER_AGENT_ID', 'BOTSTER_RUNTIME_DIR'];

/** `program` is how this program is started, without a verb. */
export function editsFor(agent: AgentName, program: ServerCommand): readonly FileEdit[] {
  const { command } = program;
  const args = [...program.args, 'mcp'];
  const server = { command, args };
  switch (agent) {
    case 'claude':
      return [
        json(['.claude.json'], 'mcpServers', false, { type: 'stdio', command, args }),
        ownFile('.claude/skills/botster-tui/SKILL.md', `${skillHead}${instructions}`),
        claudeHooks(program),
      ];
    case 'codex':
      return [
        both(toml('.codex/config.toml', server), withoutCodexNotify),
        block('.codex/AGENTS.md'),
        codexHooks(program),
      ];
    case 'gemini':
      return [
        both(json(['.gemini/settings.json'], 'mcpServers', true, { command, args }), geminiHooks(program)),
        block('.gemini/GEMINI.md'),
      ];
    case 'opencode':
      return [
        json(['.config/opencode/opencode.json', '.config/opencode/opencode.jsonc'], 'mcp', true, {
          type: 'local',
          command: [command, ...args],
          enabled: true,
        }),
        block('.config/opencode/AGENTS.md'),
        opencodePlugin(program),
      ];
  }
}

/** Two edits of one file. */
function both(first: FileEdit, second: FileEdit): FileEdit {
  return {
    paths: first.paths,
    install: (text) => second.install(first.install(text)),
    remove: (text) => first.remove(second.remove(text)),
  };
}

function json(
  paths: FileEdit['paths'],
  table: string,
  comments: boolean,
  fields: Readonly<Record<string, unknown>>,
): FileEdit {
  const place = { table, key: NAME, comments };
  return {
    paths,
    install: (text) => setEntry(text, place, fields),
    remove: (text) => removeEntry(text, place),
  };
}

function toml(path: string, { command, args }: ServerCommand): FileEdit {
  const table = ['mcp_servers', NAME];
  const keys = {
    command: JSON.stringify(command),
    args: list(args),
    env_vars: list(VARIABLES),
  };
  return {
    paths: [path],
    install: (text) => setTable(text, table, keys),
    remove: (text) => removeTable(text, table),
  };
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
}

function block(path: string): FileEdit {
  return { paths: [path], install: (text) => setBlock(text, instructions), remove: removeBlock };
}

/** A file that is ours alone. */
function ownFile(path: string, content: string): FileEdit {
  return { paths: [path], install: () => content, remove: () => '' };
}

const skillHead = `---
name: botster-tui
description: Use when you run in a pane of botster-tui (BOTSTER_AGENT_ID is set) and are asked to change its screen, keys, theme or behaviour, or to see, start, wait for or talk to other agents.
---

`;

const instructions = `# botster-tui

Where \`BOTSTER_AGENT_ID\` is set you run in a pane of botster-tui. Its screen, keys and hooks are Lua files that you may
change while it runs, when you are asked to:

- \`botster-tui guide\` is the manual, with ten recipes; \`botster-tui lua docs QUERY\` searches the API.
- Write one file to \`$BOTSTER_HOME/improvements/\`, run \`botster-tui lua wait FILE\`, then look: \`botster-tui frame\`.
- A mistake changes nothing and is told with file and line. Deleting the file undoes all of it.
- The MCP server \`botster-tui\` has the same as tools (\`lua_write\`, \`frame\`, \`lua_errors\`, …), and others for the agents
  beside you (\`list_agents\`, \`read_screen\`, \`send_text\`, \`wait_for\`, \`post_message\`).
`;

// The hooks by which agents tell what they do: each runs `botster-tui report --hook NAME`, which reads what the hook
// was given (commands/hook-reports.ts) and says nothing outside of a session.
import type { FileEdit, ServerCommand } from './agents.ts';
import { removeHooks, setHooks } from './json-hooks.ts';
import { removeRootKey, setRootKey } from './toml-edit.ts';

/** A hook that takes longer is given up by the program that called it: it is not to be kept waiting. */
const SECONDS = 10;

const claudeEvents = [
  'SessionStart',
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'Notification',
  'Stop',
  'SessionEnd',
];
const geminiEvents = [
  'SessionStart',
  'BeforeAgent',
  'BeforeTool',
  'AfterTool',
  'Notification',
  'AfterAgent',
  'SessionEnd',
];

/** Hooks of Claude Code. */
export function claudeHooks(program: ServerCommand): FileEdit {
  const hook = { type: 'command', command: shellCommand(program, 'claude'), timeout: SECONDS };
  return hooksIn('.claude/settings.json', claudeEvents, false, hook, 'claude');
}

/** Hooks of Gemini CLI, which counts in milliseconds. */
export function geminiHooks(program: ServerCommand): FileEdit {
  const hook = {
    name: 'botster-tui',
    type: 'command',
    command: shellCommand(program, 'gemini'),
    timeout: SECONDS * 1000,
  };
  return hooksIn('.gemini/settings.json', geminiEvents, true, hook, 'gemini');
}

/** The notification program of Codex. There is but one: somebody else's stays. */
export function codexNotify({ command, args }: ServerCommand): FileEdit {
  const value = JSON.stringify([command, ...args, 'report', '--hook', 'codex']).replaceAll(',', ', ');
  const isOurs = (text: string): boolean => /"report",\s*"--hook",\s*"codex"/.test(text);
  return {
    paths: ['.codex/config.toml'],
    install: (text) => setRootKey(text, 'notify', value, isOurs),
    remove: (text) => removeRootKey(text, 'notify', isOurs),
    remark: (text) =>
      setRootKey(text, 'notify', value, isOurs).includes('"--hook"')
        ? undefined
        : 'notify is in use and stays as it is: what codex does is told by its screen alone',
  };
}

/** A plugin of opencode: a file of ours. */
export function opencodePlugin({ command, args }: ServerCommand): FileEdit {
  const text = plugin.replace('COMMAND', JSON.stringify([command, ...args, 'report']));
  return { paths: ['.config/opencode/plugin/botster-tui.js'], install: () => text, remove: () => '' };
}

function hooksIn(
  path: string,
  events: readonly string[],
  comments: boolean,
  hook: Readonly<Record<string, unknown>>,
  name: string,
): FileEdit {
  const place = { events, comments, mark: `report --hook ${name}` };
  return {
    paths: [path],
    install: (text) => setHooks(text, place, { hooks: [hook] }),
    remove: (text) => removeHooks(text, place),
  };
}

function shellCommand({ command, args }: ServerCommand, name: string): string {
  return [command, ...args, 'report', '--hook', name].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const plugin = `// Tells botster-tui what opencode does. Made by botster-tui guide --install opencode; --remove takes it away.
import { spawn } from "node:child_process"

const [command, ...args] = COMMAND

export const BotsterTui = async () => {
  if (!process.env.BOTSTER_SOCKET) return {}
  // Sessions of agents that an agent has started: their end is not the end of the work.
  const children = new Set()
  let last = ""
  const report = (state, reason) => {
    const said = state + (reason ?? "")
    if (said === last) return
    last = said
    const child = spawn(command, [...args, state, ...(reason ? ["--reason", reason] : [])], { stdio: "ignore" })
    child.on("error", () => {})
    child.unref()
  }
  return {
    event: async ({ event: { type, properties = {} } }) => {
      if (properties.info?.parentID) children.add(properties.info.id)
      if (type.startsWith("permission.") && type !== "permission.replied")
        return report("blocked", String(properties.title ?? properties.permission ?? "permission required"))
      if (type === "question.asked") return report("blocked", properties.questions?.[0]?.question)
      if (type === "permission.replied" || type === "question.replied") return report("working")
      if (children.has(properties.sessionID)) return
      if (type === "session.idle") report("done")
      if (type === "session.status" && properties.status?.type !== "idle") report("working")
    },
  }
}
`;

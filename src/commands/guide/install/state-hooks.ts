// The hooks by which agents tell what they do: each runs `botster-tui report --hook NAME`, which reads what the hook
// was given (commands/hook-reports.ts) and says nothing outside of a session.
import type { FileEdit, ServerCommand } from './agents.ts';
import { removeHooks, setHooks } from './json-hooks.ts';
import { removeRootKey } from './toml-edit.ts';

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
const codexEvents = [
  'SessionStart',
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'Stop',
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

/** Hooks of Codex, which runs them once the person has looked at them there (`/hooks`). */
export function codexHooks(program: ServerCommand): FileEdit {
  const hook = { type: 'command', command: shellCommand(program, 'codex'), timeout: SECONDS };
  const edit = hooksIn('.codex/hooks.json', codexEvents, false, hook, 'codex');
  return { ...edit, remark: 'codex runs these hooks once you have allowed them in it: /hooks' };
}

/**
 * What earlier versions had put into Codex's settings is taken out: its notification program is told of the end
 * of asides too (the title of a conversation), and of nothing else.
 */
export const withoutCodexNotify: FileEdit = {
  paths: ['.codex/config.toml'],
  install: (text) => removeRootKey(text, 'notify', isOurNotify),
  remove: (text) => removeRootKey(text, 'notify', isOurNotify),
};

function isOurNotify(text: string): boolean {
  return /"report",\s*"--hook",\s*"codex"/.test(text);
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

// What the hooks of programs mean, in our words. Each is called with JSON on standard input.
import type { FoundState } from '../core/agent.ts';

export interface HookReport {
  readonly state: FoundState | 'done';
  readonly reason?: string;
}

type Fields = Readonly<Record<string, unknown>>;
type States = Readonly<Record<string, HookReport['state']>>;

const readers: Readonly<Record<string, (event: string, given: Fields) => HookReport | null>> = {
  claude,
  codex: claude,
  gemini,
};

/** The programs whose hooks are understood. */
export const hookNames: readonly string[] = Object.keys(readers);

/** What a hook of `program` says; null where that is nothing, or cannot be read. Never throws. */
export function reportOfHook(program: string, json: string): HookReport | null {
  const read = Object.hasOwn(readers, program) ? readers[program] : undefined;
  try {
    const given: unknown = JSON.parse(json);
    if (typeof given !== 'object' || given === null) return null;
    const fields = given as Fields;
    return read?.(text(fields['hook_event_name']) ?? '', fields) ?? null;
  } catch {
    return null;
  }
}

/** Events of a session's beginning and end, named alike everywhere. */
const session: States = { SessionStart: 'idle', SessionEnd: 'unknown' };

// https://docs.anthropic.com/en/docs/claude-code/hooks; those of Codex are named and shaped alike:
// https://developers.openai.com/codex/hooks
const claudeStates: States = {
  ...session,
  UserPromptSubmit: 'working',
  PreToolUse: 'working',
  PostToolUse: 'working',
  Stop: 'done',
};

function claude(event: string, given: Fields): HookReport | null {
  if (event === 'PermissionRequest') return blocked(`May it use ${text(given['tool_name']) ?? 'a tool'}?`);
  // The other kinds tell that it has waited for a minute, or signed in.
  if (event === 'Notification') return isQuestion(given) ? blocked(text(given['message'])) : null;
  return stateOf(claudeStates, event);
}

function isQuestion(given: Fields): boolean {
  const kind = given['notification_type'];
  if (typeof kind === 'string') return kind === 'permission_prompt' || kind === 'elicitation_dialog';
  return /permission|approv/i.test(text(given['message']) ?? '');
}

// https://geminicli.com/docs/hooks
const geminiStates: States = {
  ...session,
  BeforeAgent: 'working',
  BeforeTool: 'working',
  AfterTool: 'working',
  AfterAgent: 'done',
};

function gemini(event: string, given: Fields): HookReport | null {
  if (event !== 'Notification') return stateOf(geminiStates, event);
  return given['notification_type'] === 'ToolPermission' ? blocked(text(given['message'])) : null;
}

function stateOf(states: States, event: string): HookReport | null {
  const state = Object.hasOwn(states, event) ? states[event] : undefined;
  return state === undefined ? null : { state };
}

function blocked(reason: string | undefined): HookReport {
  return { state: 'blocked', ...(reason === undefined ? {} : { reason }) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined;
}

// What the hooks of programs mean, in our words. Each is called with JSON on standard input.
import type { FoundState } from '../core/agent.ts';

export interface HookReport {
  readonly state: FoundState | 'done';
  readonly reason?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<string, (given: Fields) => HookReport | null>> = {
  claude,
  codex: claude,
  gemini,
};

/** The programs whose hooks are understood. */
export const hookNames: readonly string[] = Object.keys(readers);

/** What a hook of `program` says; null where that is nothing, or cannot be read. Never throws. */
export function reportOfHook(program: string, text: string): HookReport | null {
  const read = Object.hasOwn(readers, program) ? readers[program] : undefined;
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === 'object' && given !== null ? (read?.(given as Fields) ?? null) : null;
  } catch {
    return null;
  }
}

// https://docs.anthropic.com/en/docs/claude-code/hooks; those of Codex are named and shaped alike:
// https://developers.openai.com/codex/hooks
function claude(given: Fields): HookReport | null {
  switch (given['hook_event_name']) {
    case 'UserPromptSubmit':
    case 'PreToolUse':
    case 'PostToolUse':
      return { state: 'working' };
    case 'PermissionRequest':
      return blocked(`May it use ${text(given['tool_name']) ?? 'a tool'}?`);
    case 'Notification':
      // The other kinds tell that it has waited for a minute, or signed in.
      return isQuestion(given) ? blocked(text(given['message'])) : null;
    case 'Stop':
      return { state: 'done' };
    case 'SessionStart':
      return { state: 'idle' };
    case 'SessionEnd':
      return { state: 'unknown' };
    default:
      return null;
  }
}

function isQuestion(given: Fields): boolean {
  const kind = given['notification_type'];
  if (typeof kind === 'string') return kind === 'permission_prompt' || kind === 'elicitation_dialog';
  return /permission|approv/i.test(text(given['message']) ?? '');
}

// https://geminicli.com/docs/hooks
function gemini(given: Fields): HookReport | null {
  switch (given['hook_event_name']) {
    case 'BeforeAgent':
    case 'BeforeTool':
    case 'AfterTool':
      return { state: 'working' };
    case 'Notification':
      return given['notification_type'] === 'ToolPermission' ? blocked(text(given['message'])) : null;
    case 'AfterAgent':
      return { state: 'done' };
    case 'SessionStart':
      return { state: 'idle' };
    case 'SessionEnd':
      return { state: 'unknown' };
    default:
      return null;
  }
}

function blocked(reason: string | undefined): HookReport {
  return { state: 'blocked', ...(reason === undefined ? {} : { reason }) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined;
}

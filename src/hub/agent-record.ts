// What the hub makes of a session: the agent that everybody sees, and the metadata kept with the session.
import type { Agent } from '../core/agent.ts';
import { type AgentSettings, readSettings } from '../core/agent-settings.ts';
import type { AgentOrigin, AgentWorktree } from '../core/launch.ts';
import { plainTitle } from '../core/title.ts';
import type { SessionInfo } from '../protocol/host-api.ts';
import type { Doing } from './detection/doing.ts';

/** What the hub keeps in a session's metadata. */
export interface AgentMeta extends AgentOrigin {
  readonly name: string;
  readonly group: string;
  readonly created_at: number;
  /** What it was started with, to start it again. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** What it calls itself, in place of what its program does. */
  readonly title?: string | undefined;
  /** The detector that judges it, in place of the one that knows its program. */
  readonly detector?: string | undefined;
  /** What takes up its conversation again, in place of its command, when it is restarted. */
  readonly resume?: readonly string[] | undefined;
  readonly settings?: AgentSettings | undefined;
  /** Lines of history that were asked for. */
  readonly scrollback?: number | undefined;
}

/** The field, where it is known. */
export function withScrollback(scrollback: number | undefined): { scrollback?: number } {
  return scrollback === undefined ? {} : { scrollback };
}

/** The host takes no more. */
const MAX_META = 65_536;

/** The metadata as text; without the environment where that is too large to go with it. */
export function packMeta(meta: AgentMeta): string {
  const text = JSON.stringify(meta);
  if (text.length <= MAX_META) return text;
  return JSON.stringify({ ...meta, env: undefined });
}

/** What the metadata says; a session that something else started has a sensible default for each field. */
export function parseMeta(session: SessionInfo, knownEnv: AgentMeta['env']): AgentMeta {
  const given = parseObject(session.meta);
  const { name, group, created_at, argv, cwd, env = knownEnv, title, detector, scrollback } = given;
  const settings = readSettings(given['settings']);
  return {
    name: typeof name === 'string' && name !== '' ? name : nameOf(session.argv),
    group: typeof group === 'string' ? group : session.cwd,
    created_at: isTime(created_at) ? created_at : session.created_at,
    argv: isTexts(argv) && argv.length > 0 ? argv : session.argv,
    cwd: typeof cwd === 'string' ? cwd : session.cwd,
    ...(isRecord(env) ? { env: env as Record<string, string> } : {}),
    ...(typeof title === 'string' && title !== '' ? { title } : {}),
    ...(typeof detector === 'string' && detector !== '' ? { detector } : {}),
    ...(isTexts(given['resume']) && given['resume'].length > 0 ? { resume: given['resume'] } : {}),
    ...originOf(given),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
    ...(typeof scrollback === 'number' ? { scrollback } : {}),
  };
}

/** What of an origin can be believed. */
export function originOf(given: Readonly<Record<string, unknown>>): AgentOrigin {
  const { preset, labels, workspace, worktree } = given;
  return {
    ...(typeof preset === 'string' && preset !== '' ? { preset } : {}),
    ...(isTexts(labels) && labels.length > 0 ? { labels } : {}),
    ...(typeof workspace === 'string' && workspace !== '' ? { workspace } : {}),
    ...(isWorktree(worktree) ? { worktree } : {}),
  };
}

function isWorktree(value: unknown): value is AgentWorktree {
  if (!isRecord(value)) return false;
  const { repo, path, branch, base } = value;
  return (
    [repo, path, branch].every((one) => typeof one === 'string' && one !== '') &&
    (base === undefined || typeof base === 'string')
  );
}

/** The name an agent gets from its command: the program's, without its folder; of a command line its first one's. */
export function nameOf([program = '', option, line]: readonly string[]): string {
  const first =
    option === '-c' && line !== undefined ? /^\s*(?:\w+=\S*\s+)*([\w./-]+)/.exec(line)?.[1] : undefined;
  return (first ?? program).split('/').filter(Boolean).at(-1) ?? 'agent';
}

/** The record that users, scripts and Lua see. */
export function toAgent(entry: {
  readonly session: SessionInfo;
  readonly meta: AgentMeta;
  readonly unread: boolean;
  readonly lost: boolean;
  readonly doing: Doing | null;
}): Agent {
  const { session, meta, unread, lost, doing } = entry;
  const { id, argv, cwd, pid, columns, rows } = session;
  const signal = lost ? 'host died' : session.signal;
  return {
    id,
    name: meta.name,
    argv,
    cwd,
    pid: lost ? null : pid,
    status: lost ? 'failed' : session.status,
    ...(typeof session.exit_code === 'number' ? { exit_code: session.exit_code } : {}),
    ...(signal ? { signal } : {}),
    title: meta.title ?? plainTitle(session.title),
    ...(lost || session.status !== 'running' ? {} : stateOf(doing)),
    created_at: new Date(meta.created_at).toISOString(),
    last_output_at: session.last_output_at ? new Date(session.last_output_at).toISOString() : null,
    unread,
    group: meta.group,
    ...originOf({ ...meta }),
    ...(meta.settings ? { settings: meta.settings } : {}),
    size: { columns, rows },
  };
}

function stateOf(doing: Doing | null): Partial<Agent> {
  if (!doing) return { state: 'unknown' };
  const { state, since, question, asked, stale } = doing;
  return {
    state,
    state_since: new Date(since).toISOString(),
    ...(question === undefined ? {} : { question }),
    ...(asked ? { question_id: asked.id, question_lines: asked.lines, options: asked.options } : {}),
    ...(stale === undefined ? {} : { state_stale: stale }),
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** A time that a Date can hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

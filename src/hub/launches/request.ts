// What a launch is asked for with, read from plain data.
import { isAbsolute } from 'node:path';
import type { AgentOrigin } from '../../core/launch.ts';
import { refuse } from '../../protocol/rpc.ts';
import { maybeText, type Params } from '../params.ts';

export interface LaunchRequest extends Omit<AgentOrigin, 'worktree'> {
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly detector?: string;
  readonly resume?: readonly string[];
  /** Absent: it runs in `cwd` itself. */
  readonly worktree?: {
    readonly branch: string;
    readonly base?: string;
    readonly fresh?: boolean;
    readonly directory?: string;
  };
  /** Shell commands, one after another, in the directory it will run in. */
  readonly setup: readonly string[];
  readonly copy: readonly string[];
  readonly link: readonly string[];
  /** Typed into it when it is ready. */
  readonly type?: string;
  /** Shown to whoever asked, if they have not turned elsewhere meanwhile. */
  readonly focus: boolean;
}

/** `environment` is what programs get beside `env`. Throws RpcError `usage` that names the field. */
export function launchRequest(params: Params, environment: Readonly<Record<string, string>>): LaunchRequest {
  const argv = texts(params, 'argv');
  const cwd = maybeText(params, 'cwd') || environment['HOME'] || '';
  if (!isAbsolute(cwd)) throw refuse('usage', `cwd: an absolute path expected, got "${cwd}"`);
  const worktree = params['worktree'] as Params | undefined;
  if (worktree !== undefined && (typeof worktree !== 'object' || typeof worktree['branch'] !== 'string'))
    throw refuse('usage', 'worktree: {branch = "name"} expected');
  const optional = ['name', 'detector', 'preset', 'workspace', 'type'] as const;
  const resume = texts(params, 'resume');
  const labels = texts(params, 'labels');
  return {
    argv: argv.length > 0 ? argv : [environment['SHELL'] || 'sh'],
    cwd,
    env: { ...environment, ...environmentOf(params['env']) },
    setup: texts(params, 'setup'),
    copy: texts(params, 'copy'),
    link: texts(params, 'link'),
    focus: params['focus'] === true,
    ...Object.fromEntries(optional.flatMap((key) => entry(key, maybeText(params, key)))),
    ...(resume.length > 0 ? { resume } : {}),
    ...(labels.length > 0 ? { labels } : {}),
    ...(worktree ? { worktree: treeOf(worktree) } : {}),
  };
}

function treeOf(params: Params): NonNullable<LaunchRequest['worktree']> {
  const branch = maybeText(params, 'branch')!;
  return {
    branch,
    fresh: params['fresh'] === true,
    ...Object.fromEntries(
      (['base', 'directory'] as const).flatMap((key) => entry(key, maybeText(params, key))),
    ),
  };
}

function entry(key: string, value: string | undefined): [string, string][] {
  return value ? [[key, value]] : [];
}

function texts(params: Params, key: string): string[] {
  const value = params[key];
  // An empty table of Lua is an object.
  if (value === undefined || value === null || (isRecord(value) && Object.keys(value).length === 0))
    return [];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw refuse('usage', `${key}: a list of texts expected`);
  return value;
}

function environmentOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

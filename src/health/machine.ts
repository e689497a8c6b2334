// What is checked of the machine, by `doctor`, by `checkhealth` and within the program. Each check looks at one thing and
// never throws: what it could not look at is its text.
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Check } from './check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface MachineOptions {
  /** Of the person's shell: programs are looked for on its PATH. */
  readonly env: Environment;
  /** What `botster.copy_command` is. */
  readonly copyCommand?: string | undefined;
}

/** All of them, in the order printed. */
export async function machineChecks({ env, copyCommand }: MachineOptions): Promise<Check[]> {
  const found = agents.filter(({ program }) => onPath(program, env));
  return [
    checkNode(process.versions.node),
    await checkGit(env),
    checkAgents(found.map(({ program }) => program)),
    ...found.map((agent) => checkHooks(agent, env['HOME'] ?? homedir())),
    checkClipboard(env, copyCommand),
    ...checkInotify(),
  ];
}

/** Node 20.19 is the first 20 that loads what we are built on. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isFine = major > 20 || (major === 20 && minor >= 19);
  const text = `${version} (${process.platform} ${process.arch})`;
  return isFine
    ? { level: 'ok', name: 'node', text }
    : { level: 'error', name: 'node', text, fix: 'install Node.js 20.19 or later' };
}

/** Where a program is on the PATH; null for nowhere. */
function onPath(program: string, env: Environment): string | null {
  const places = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const GIT_MS = 3000;

/** Worktrees are listed with all that is wanted since git 2.36. */
async function checkGit(env: Environment): Promise<Check> {
  const git = onPath('git', env);
  if (!git)
    return {
      level: 'warn',
      name: 'git',
      text: 'not on the PATH: no worktrees, no changes',
      fix: 'install git',
    };
  try {
    const { stdout } = await promisify(execFile)(git, ['--version'], { timeout: GIT_MS });
    return judgeGit(stdout.trim());
  } catch (error) {
    return { level: 'warn', name: 'git', text: `${git} does not answer: ${(error as Error).message}` };
  }
}

/** `said` is what `git --version` prints. */
export function judgeGit(said: string): Check {
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(said) ?? []).map(Number);
  const text = said.replace(/^git version /, '');
  return major > 2 || (major === 2 && minor >= 36)
    ? { level: 'ok', name: 'git', text }
    : { level: 'warn', name: 'git', text: `${text}: worktrees may fail`, fix: 'install git 2.36 or later' };
}

interface AgentProgram {
  readonly program: string;
  /** The file within the home directory that its hooks are in, and what of it is ours. */
  readonly hooks: string;
  readonly mark: string;
}

const agents: readonly AgentProgram[] = [
  { program: 'claude', hooks: '.claude/settings.json', mark: 'report --hook claude' },
  { program: 'codex', hooks: '.codex/hooks.json', mark: 'report --hook codex' },
  { program: 'gemini', hooks: '.gemini/settings.json', mark: 'report --hook gemini' },
  { program: 'opencode', hooks: '.config/opencode/plugin/botster-tui.js', mark: 'report' },
];

function checkAgents(found: readonly string[]): Check {
  if (found.length > 0) return { level: 'ok', name: 'agents', text: `${found.join(', ')} on the PATH` };
  const known = agents.map(({ program }) => program).join(', ');
  return { level: 'info', name: 'agents', text: `none of ${known} is on the PATH; any program can be run` };
}

/** Hooks tell what an agent does; without them its screen does. */
export function checkHooks({ program, hooks, mark }: AgentProgram, home: string): Check {
  const name = 'hooks';
  try {
    const path = join(home, hooks);
    if (existsSync(path) && readFileSync(path, 'utf8').includes(mark))
      return { level: 'ok', name, text: `${program} tells what it does (${hooks})` };
  } catch (error) {
    return { level: 'warn', name, text: `~/${hooks} cannot be read: ${(error as Error).message}` };
  }
  return {
    level: 'info',
    name,
    text: `${program} has no hooks of ours: what it does is read from its screen`,
    fix: `botster-tui guide --install ${program}`,
  };
}

/** Copied text goes to the terminal (OSC 52), and to the command that was set. */
export function checkClipboard(env: Environment, copyCommand: string | undefined): Check {
  const name = 'clipboard';
  if (copyCommand) {
    const [program = ''] = copyCommand.trim().split(/\s+/);
    const isThere = program.includes('/') ? isProgram(program) : onPath(program, env) !== null;
    return isThere
      ? { level: 'ok', name, text: `the terminal (OSC 52), and ${copyCommand}` }
      : {
          level: 'warn',
          name,
          text: `botster.copy_command is "${copyCommand}", and there is no ${program}`,
          fix: `install ${program}, or set botster.copy_command in user/init.lua`,
        };
  }
  const around = env['TMUX'] ? 'tmux' : /^screen/.test(env['TERM'] ?? '') ? 'screen' : null;
  if (around === 'tmux')
    return {
      level: 'info',
      name,
      text: 'the terminal (OSC 52), which tmux around this one hands on only where it is told to',
      fix: 'tmux set -s set-clipboard on, or set botster.copy_command',
    };
  if (around === 'screen')
    return {
      level: 'warn',
      name,
      text: 'screen around this terminal does not hand on copied text (OSC 52)',
      fix: 'set botster.copy_command in user/init.lua',
    };
  return { level: 'ok', name, text: 'the terminal (OSC 52), where it allows that' };
}

function checkInotify(): Check[] {
  if (process.platform !== 'linux') return [];
  const limit = (name: string): number => {
    try {
      return Number(readFileSync(`/proc/sys/fs/inotify/${name}`, 'utf8'));
    } catch {
      return Number.NaN;
    }
  };
  const watches = limit('max_user_watches');
  const instances = limit('max_user_instances');
  if (Number.isNaN(watches) || Number.isNaN(instances)) return [];
  const text = `${watches} watches, ${instances} instances`;
  return watches >= 8192 && instances >= 64
    ? [{ level: 'ok', name: 'inotify', text }]
    : [
        {
          level: 'warn',
          name: 'inotify',
          text: `${text}: saved files may be noticed late`,
          fix: 'sysctl fs.inotify.max_user_watches=65536 fs.inotify.max_user_instances=256',
        },
      ];
}

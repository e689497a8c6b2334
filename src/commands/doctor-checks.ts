// The checks of doctor. Each looks at one thing and never throws: what it could not look at is its text.
import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Check } from '../health/check.ts';
import { machineChecks } from '../health/machine.ts';
import { connectHost } from '../protocol/host-client.ts';
import { connectHub } from '../protocol/hub-client.ts';
import { answers } from '../protocol/listen.ts';
import { ensureRuntimeDirectory, type RuntimePaths, runtimePaths } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import { fromEnvironment } from '../tui/terminal/probe.ts';
import type { Context } from './verb.ts';

/** All checks, in the order printed. */
export async function readDiagnostics(context: Context): Promise<Check[]> {
  const checks = [
    { level: 'ok', name: 'version', text: `botster-tui ${VERSION}` } as const,
    ...checkPackage(context.entries),
    checkHome(context.home),
    ...checkRuntime(context),
    checkTerminal(context.env, process.stdout.columns, process.stdout.rows),
    ...(await machineChecks({ env: context.env })),
  ];
  const paths = pathsIfAny(context);
  return paths ? [...checks, await checkHost(paths), await checkHub(paths)] : checks;
}

function checkPackage(entries: string): Check[] {
  const missing = ['host.js', 'hub.js', 'lua-worker.js'].filter((file) => !existsSync(join(entries, file)));
  const lua = join(dirname(entries), 'lua');
  if (!existsSync(lua)) missing.push('lua/');
  return missing.length === 0
    ? [{ level: 'ok', name: 'package', text: dirname(entries) }]
    : [
        {
          level: 'error',
          name: 'package',
          text: `${missing.join(', ')} missing in ${dirname(entries)}`,
          fix: 'run npm ci',
        },
      ];
}

function checkHome(home: string): Check {
  if (!existsSync(home)) return { level: 'ok', name: 'home', text: `${home} (made at the first start)` };
  try {
    if (!statSync(home).isDirectory()) {
      return {
        level: 'error',
        name: 'home',
        text: `${home} is not a directory`,
        fix: 'remove it, or set BOTSTER_HOME',
      };
    }
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return { level: 'error', name: 'home', text: (error as Error).message, fix: `chmod u+rwx ${home}` };
  }
  const open = (statSync(home).mode & 0o022) !== 0;
  return open
    ? {
        level: 'warn',
        name: 'home',
        text: `${home} can be written to by others, and its Lua runs as you`,
        fix: `chmod go-w ${home}`,
      }
    : { level: 'ok', name: 'home', text: home };
}

function pathsIfAny(context: Context): RuntimePaths | undefined {
  try {
    return runtimePaths(context.home, context.env);
  } catch {
    return undefined;
  }
}

function checkRuntime(context: Context): Check[] {
  if (!existsSync(context.home)) return [];
  try {
    const paths = runtimePaths(context.home, context.env);
    if (existsSync(paths.directory)) ensureRuntimeDirectory(paths, context.env);
    return [
      { level: 'ok', name: 'runtime', text: paths.directory },
      ...[paths.hostSocket, paths.hubSocket].filter((path) => existsSync(path)).map(checkSocket),
    ];
  } catch (error) {
    // The message ends with its own fix.
    const [text = '', fix = 'see BOTSTER_RUNTIME_DIR'] = (error as Error).message.split(
      /: (?=set|remove|run)/,
    );
    return [{ level: 'error', name: 'runtime', text, fix }];
  }
}

function checkSocket(path: string): Check {
  const { mode, uid } = lstatSync(path);
  if (uid !== userInfo().uid)
    return { level: 'error', name: 'socket', text: `${path} belongs to user ${uid}`, fix: `remove ${path}` };
  return (mode & 0o077) === 0
    ? { level: 'ok', name: 'socket', text: path }
    : { level: 'error', name: 'socket', text: `${path} is open to others`, fix: `chmod 600 ${path}` };
}

async function checkHost(paths: RuntimePaths): Promise<Check> {
  return daemonCheck('host', paths.hostSocket, paths.hostPid, async () => {
    const { host, close } = await connectHost({ socket: paths.hostSocket, client: 'cli' });
    close();
    return host;
  });
}

async function checkHub(paths: RuntimePaths): Promise<Check> {
  return daemonCheck('hub', paths.hubSocket, paths.hubPid, async () => {
    const hub = await connectHub({ socket: paths.hubSocket, client: 'cli' });
    return hub.peer.call('status', {}).finally(() => hub.close());
  });
}

async function daemonCheck(
  name: 'host' | 'hub',
  socket: string,
  pidFile: string,
  ask: () => Promise<{ readonly pid: number; readonly version: string }>,
): Promise<Check> {
  if (!(await answers(socket))) {
    const left = existsSync(pidFile) ? ' (it did not end in order: see botster-tui logs)' : '';
    return { level: left ? 'warn' : 'ok', name, text: `not running${left}` };
  }
  try {
    const { pid, version } = await ask();
    const text = `running, pid ${pid}, version ${version}`;
    if (version === VERSION) return { level: 'ok', name, text };
    const fix =
      name === 'hub'
        ? 'botster-tui stop, then botster-tui'
        : 'botster-tui stop --all ends it, and all agents';
    return { level: 'warn', name, text: `${text}, not ${VERSION}`, fix };
  } catch (error) {
    return {
      level: 'error',
      name,
      text: `answers wrongly: ${(error as Error).message}`,
      fix: 'botster-tui stop --all',
    };
  }
}

/** What the terminal says of itself; `columns` is undefined where output is not a terminal. */
export function checkTerminal(
  env: NodeJS.ProcessEnv,
  columns: number | undefined,
  rows: number | undefined,
): Check {
  const term = env['TERM'] ?? '';
  const colors = env['NO_COLOR'] ? 'none (NO_COLOR)' : fromEnvironment(env).colors;
  const size = columns === undefined ? 'no terminal' : `${columns}x${rows}`;
  const text = `TERM=${term || '(unset)'}, colours ${colors}, ${size}`;
  if (term === '' || term === 'dumb') {
    return {
      level: 'warn',
      name: 'terminal',
      text,
      fix: 'use a terminal that sets TERM, such as xterm-256color',
    };
  }
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  if (!/utf-?8/i.test(locale)) {
    return {
      level: 'warn',
      name: 'terminal',
      text: `${text}, locale "${locale}"`,
      fix: 'set LANG to a UTF-8 locale, such as C.UTF-8',
    };
  }
  return { level: 'ok', name: 'terminal', text };
}

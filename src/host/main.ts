// The host process: owns the pseudo-terminals and their screens, and nothing else. Outlives every client.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inSteps } from '../core/in-steps.ts';
import { AlreadyRunningError, listenOn } from '../protocol/listen.ts';
import { redirectConsole } from '../protocol/quiet-console.ts';
import { ensureRuntimeDirectory, homeDirectory, runtimePaths } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import { serveConnection } from './connection.ts';
import { createContext } from './context.ts';
import { createLogFile } from './log-file.ts';
import { warmUp } from './warm-up.ts';

/** How long programs have to end themselves at a shutdown, before they are killed. */
const SHUTDOWN_MS = 2500;

/** Once the first program is on the screen. */
const WARM_UP_AFTER_MS = 700;

async function main(): Promise<void> {
  process.title = 'botster-host';
  const home = homeDirectory(flag('--home'));
  mkdirSync(join(home, 'logs'), { recursive: true });
  const paths = runtimePaths(home);
  ensureRuntimeDirectory(paths);
  const log = createLogFile(join(home, 'logs', 'host.log'));

  const context = createContext({
    version: VERSION,
    log: (error) => log(error.stack ?? error.message),
    shutdown: () => shutdown(),
  });
  process.on('SIGHUP', () => {});
  process.on('SIGINT', () => {});
  const listener = await listenOn(
    paths.hostSocket,
    paths.hostPid,
    (socket) => serveConnection(socket, context),
    () => ensureRuntimeDirectory(paths),
  );
  redirectConsole((level, text) => log(`${level} ${text}`));
  log(`host ${VERSION} started, pid ${process.pid}`);
  inSteps(warmUp, {
    delayMs: WARM_UP_AFTER_MS,
    isBusy: () => [...context.sessions.values()].some((session) => session.quietMs() < WARM_UP_AFTER_MS),
    onError: (error) => log(`warm-up: ${error.stack}`),
  });

  // A host that dies takes every agent with it: whatever goes wrong is written down, and it lives on.
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => log(`unhandled: ${String(reason)}`));
  process.on('SIGTERM', () => shutdown());

  let stopping = false;
  function shutdown(): void {
    if (stopping) return;
    stopping = true;
    log('host is ending');
    const running = [...context.sessions.values()].filter((session) => session.running);
    for (const session of running) session.kill(false);
    const leave = (): void => {
      // Also what outlived the leader of its group.
      for (const session of running) session.kill(true);
      listener.close();
      process.exit(0);
    };
    const check = (): void => {
      if (running.every((session) => !session.running)) leave();
    };
    context.journal.listen(check);
    check();
    setTimeout(leave, SHUTDOWN_MS);
  }
}

function flag(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

main().catch((error: Error) => {
  const text =
    error instanceof AlreadyRunningError
      ? `botster-host: not started: ${error.message}`
      : `botster-host: ${error.message}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});

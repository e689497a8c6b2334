// The host process: owns the pseudo-terminals and their screens, and nothing else. Outlives every client.
import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { inSteps } from '../core/in-steps.ts';
import { listenOn, succeedOn } from '../protocol/listen.ts';
import { redirectConsole } from '../protocol/quiet-console.ts';
import { refuse } from '../protocol/rpc.ts';
import { flag, runDaemon } from '../protocol/run-daemon.ts';
import { ensureRuntimeDirectory, homeDirectory, runtimePaths } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import { createClients } from './clients.ts';
import { serveConnection } from './connection.ts';
import { createContext, type HostContext } from './context.ts';
import { createHandoff } from './hand-over.ts';
import { createLogFile } from './log-file.ts';
import { inherit } from './take-over.ts';
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

  process.on('SIGHUP', () => {});
  process.on('SIGINT', () => {});
  const terminals = flag('--take-over');
  const inheritance = terminals === undefined ? null : await inherit(Number(terminals), VERSION);
  const context = createContext({
    version: VERSION,
    log: (error) => log(error.stack ?? error.message),
    shutdown: () => void shutdown(),
    handOver: (options) => handOver(options),
    from: inheritance?.host,
  });
  let stopping = false;
  const clients = createClients();
  const handoff = createHandoff(context, home, paths.directory, () => listener);
  const handOver: HostContext['handOver'] = async (options) => {
    if (stopping) throw refuse('failed', 'the host is ending');
    try {
      const next = await handoff.run(options);
      // Programs are the new host's now: a late SIGTERM must not end them.
      stopping = true;
      log(`handed ${next.sessions} sessions over to host ${next.version}, pid ${next.pid}`);
      // After the answer is on its way. Neither socket nor pid file is ours any more.
      setImmediate(() => clients.dismiss(() => process.exit(0)));
      return next;
    } catch (error) {
      log(`handoff: ${(error as Error).message}`);
      throw error;
    }
  };

  const serve = (socket: Socket): void => {
    clients.add(socket);
    serveConnection(socket, context);
  };
  const prepare = (): void => ensureRuntimeDirectory(paths);
  const { hostSocket, hostPid } = paths;
  const listener = inheritance
    ? await inheritance.enter(context, () => succeedOn(hostSocket, hostPid, serve, prepare))
    : await listenOn(hostSocket, hostPid, serve, prepare);
  redirectConsole((level, text) => log(`${level} ${text}`));
  const took = inheritance ? `, took over ${context.sessions.size} sessions` : '';
  log(`host ${VERSION} started, pid ${process.pid}${took}`);
  inSteps(warmUp, {
    delayMs: WARM_UP_AFTER_MS,
    isBusy: () =>
      [...context.sessions.values()].some(
        (session) => Date.now() - session.info().last_output_at < WARM_UP_AFTER_MS,
      ),
    onError: (error) => log(`warm-up: ${error.stack}`),
  });

  // A host that dies takes every agent with it: whatever goes wrong is written down, and it lives on.
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => log(`unhandled: ${String(reason)}`));
  process.on('SIGTERM', () => void shutdown());

  async function shutdown(): Promise<void> {
    if (stopping) return;
    stopping = true;
    await handoff.abort();
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

runDaemon('botster-host', main);

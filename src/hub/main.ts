// The hub process: what the agents are called, who looks at them, and what the outside may ask of them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLuaWorld } from '../lua/supervisor.ts';
import { entryDirectory } from '../protocol/daemon.ts';
import { type Listener, listenOn } from '../protocol/listen.ts';
import { redirectConsole } from '../protocol/quiet-console.ts';
import { flag, runDaemon } from '../protocol/run-daemon.ts';
import { ensureRuntimeDirectory, homeDirectory, runtimePaths } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import { serveClient } from './client.ts';
import { createHub, type Hub } from './hub.ts';
import { openLog } from './log.ts';
import { openStore } from './store.ts';

const FOLDERS = ['user', 'improvements', 'plugins', 'logs'];

async function main(): Promise<void> {
  process.title = 'botster-hub';
  const home = homeDirectory(flag('--home'));
  for (const folder of FOLDERS) mkdirSync(join(home, folder), { recursive: true });
  const paths = runtimePaths(home);
  ensureRuntimeDirectory(paths);
  const listeners = new Set<Listener>();
  let hub: Hub;
  const listen = async (path: string, pidFile: string | null, agent: string | null): Promise<Listener> => {
    const prepare = (): void => ensureRuntimeDirectory(paths);
    const listener = await listenOn(path, pidFile, (socket) => serveClient(socket, hub, agent), prepare);
    listeners.add(listener);
    return listener;
  };
  // Before anything else is loaded: whoever started us waits for it. Nobody is served before the hub is
  // made below, in the same turn.
  await listen(paths.hubSocket, paths.hubPid, null);

  const log = openLog(home);
  redirectConsole((level, text) => log('info', `${level} ${text}`));
  process.on('uncaughtException', (error) => log('error', `uncaught: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) =>
    log('error', `unhandled: ${reason instanceof Error ? reason.stack : String(reason)}`),
  );
  hub = createHub({
    home,
    paths,
    entries: entryDirectory(),
    safe: process.argv.includes('--safe'),
    openStore: (onTrouble) => openStore(home, { onTrouble }),
    createWorld: createLuaWorld,
    log,
    listenFor(agent) {
      const opened = listen(paths.sessionSocket(agent), null, agent).catch((error: Error) => {
        log('warn', `socket of ${agent}: ${error.message}`);
        return null;
      });
      return () =>
        void opened.then((listener) => {
          if (!listener) return;
          listeners.delete(listener);
          listener.close();
        });
    },
    exit() {
      for (const listener of listeners) listener.close();
      process.exit(0);
    },
  });
  log('info', `hub ${VERSION} started, pid ${process.pid}`);
  process.on('SIGHUP', () => {});
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void hub.stop(false));
}

runDaemon('botster-hub', main);

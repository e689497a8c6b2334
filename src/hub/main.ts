// The hub process: what the agents are called, who looks at them, and what the outside may ask of them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { entryDirectory } from '../protocol/daemon.ts';
import { AlreadyRunningError, type Listener, listenOn } from '../protocol/listen.ts';
import { redirectConsole } from '../protocol/quiet-console.ts';
import { ensureRuntimeDirectory, homeDirectory, runtimePaths } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import { serveClient } from './client.ts';
import { createHub } from './hub.ts';
import { openLog } from './log.ts';
import { openStore } from './store.ts';

async function main(): Promise<void> {
  process.title = 'botster-hub';
  const home = homeDirectory(flag('--home'));
  for (const folder of ['user', 'improvements', 'plugins', 'logs'])
    mkdirSync(join(home, folder), { recursive: true });
  const paths = runtimePaths(home);
  ensureRuntimeDirectory(paths);
  const logger = openLog(home);
  const log = (text: string): void => logger.info(text);
  const listeners = new Set<Listener>();

  const listen = async (path: string, pidFile: string | null, agent: string | null): Promise<Listener> => {
    const listener = await listenOn(path, pidFile, (socket) => serveClient(socket, hub, agent));
    listeners.add(listener);
    return listener;
  };
  // A socket is listened on before anything else is loaded: whoever started us waits for it.
  let hub: ReturnType<typeof createHub>;
  const ready = listen(paths.hubSocket, paths.hubPid, null);
  hub = createHub({
    home,
    paths,
    entries: entryDirectory(),
    safe: process.argv.includes('--safe'),
    store: openStore(home, log),
    log,
    listenFor(agent) {
      const opened = listen(paths.sessionSocket(agent), null, agent).catch((error: Error) => {
        log(`socket of ${agent}: ${error.message}`);
        return null;
      });
      return () => void opened.then((listener) => listener?.close());
    },
    exit() {
      for (const listener of listeners) listener.close();
      process.exit(0);
    },
  });
  await ready;
  redirectConsole((level, text) => log(`${level} ${text}`));
  log(`hub ${VERSION} started, pid ${process.pid}`);
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) =>
    log(`unhandled: ${reason instanceof Error ? reason.stack : String(reason)}`),
  );
  process.on('SIGHUP', () => {});
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void hub.stop(false));
}

function flag(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

main().catch((error: Error) => {
  const text =
    error instanceof AlreadyRunningError
      ? `botster-hub: not started: ${error.message}`
      : `botster-hub: ${error.message}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});

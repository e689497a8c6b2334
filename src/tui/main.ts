// One terminal's view of the sessions: joins the terminal, the host and the painter.
import { setFlagsFromString } from 'node:v8';
import type { Size } from '../core/size.ts';
import type { HostClient } from '../protocol/host-client.ts';
import { redirectConsole } from '../protocol/quiet-console.ts';
import { linkHost } from './host-link.ts';
import { createEmitter } from './output/emitter.ts';
import type { ColorDepth } from './output/sgr.ts';
import { createPaintScheduler } from './paint-scheduler.ts';
import { clearTouched } from './panes/pane-grid.ts';
import { createPanes } from './panes/panes.ts';
import { createPrefix } from './prefix.ts';
import { createModeMirror } from './terminal/mirror.ts';
import { ENTER, LEAVE, restoreOnExit } from './terminal/restore.ts';
import { openTty } from './terminal/tty.ts';

export interface AttachOptions {
  readonly home: string;
  readonly safe: boolean;
  /** Started as a session and shown; without it the newest running one, else a shell. */
  readonly command?: readonly string[];
}

/** Shows the sessions in this terminal until the user detaches or the session ends; the exit code. */
export function attach(options: AttachOptions): Promise<number> {
  // A key now and then never makes code hot: compile it at once, if simply.
  setFlagsFromString('--always-sparkplug');
  return new Promise((resolve) => run(options, resolve));
}

function run(options: AttachOptions, leave: (code: number) => void): void {
  redirectConsole(() => {});
  const emitter = createEmitter({ colors: colorDepth(process.env), bce: true, synchronized: true });
  const mirror = createModeMirror({ kitty: () => false });
  const typed = createPrefix();
  let agent: string | null = null;

  const panes = createPanes(() => scheduler.dirty());
  const scheduler = createPaintScheduler({ busy: () => tty.busy(), paint });

  function paint(): void {
    const screen = agent === null ? null : panes.screen(agent);
    if (!screen) return;
    const whole = { x: 0, y: 0, columns: screen.grid.columns, rows: screen.grid.rows };
    const out =
      mirror.set(screen.modes) + emitter.render(screen.grid, screen.cursor, [whole], screen.touched);
    clearTouched(screen);
    panes.painted();
    if (out) tty.write(out);
  }

  const tty = openTty({
    onData(bytes) {
      for (const item of typed(bytes)) {
        if (item.type === 'detach') end(0);
        else if (agent !== null) {
          scheduler.typed();
          panes.input(agent, mirror.now(), [{ type: 'raw', raw: item.bytes }]);
        }
      }
    },
    onResize(size) {
      emitter.invalidate();
      if (agent !== null) host.resize(agent, size);
    },
    onDrain: () => scheduler.drained(),
    onHangup: () => end(129),
  });
  const stopRestoring = restoreOnExit(() => tty.writeNow(LEAVE));
  tty.write(ENTER);

  const host = linkHost({
    home: options.home,
    panes,
    onUp(client) {
      void show(client, options, tty.size())
        .then((id) => {
          agent = id;
          panes.want([id]);
          host.resize(id, tty.size());
        })
        .catch((error: Error) => end(1, error.message));
    },
    onDown: () => {},
    onFailed: (error) => end(1, error.message),
  });

  let ended = false;
  function end(code: number, message?: string): void {
    if (ended) return;
    ended = true;
    stopRestoring();
    scheduler.close();
    host.close();
    tty.writeNow(LEAVE);
    tty.close();
    if (message) process.stderr.write(`${message}\n`);
    leave(code);
  }
}

/** The session to show: the command's, else the newest that runs, else a new shell. */
async function show(client: HostClient, { command }: AttachOptions, size: Size): Promise<string> {
  const { sessions } = await client.peer.call('list', {});
  const running = sessions
    .filter((session) => session.status === 'running')
    .map((session) => session.id)
    .sort();
  if (!command && running.length > 0) return running.at(-1)!;
  const argv = command ?? [process.env['SHELL'] || 'sh'];
  const session = await client.peer.call('spawn', {
    argv: [...argv],
    cwd: process.cwd(),
    env: environment(),
    ...size,
  });
  return session.id;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The colours this terminal has, by what its environment says. https://no-color.org */
function colorDepth(env: NodeJS.ProcessEnv): ColorDepth {
  if (env['NO_COLOR']) return 'none';
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '')) return 'truecolor';
  const term = env['TERM'] ?? '';
  if (/-(direct|truecolor)$/.test(term)) return 'truecolor';
  return /256/.test(term) ? '256' : '16';
}

// What was copied: the last texts, for pasting, and the person's own command that is given each.
import { spawn } from 'node:child_process';
import type { Toast } from '../core/overlay.ts';
import { MAX_COPY } from '../protocol/hub-api.ts';
import { refuse } from '../protocol/rpc.ts';
import type { Environments } from './environment.ts';
import type { LuaHost } from './lua-host.ts';
import type { OverlayStore } from './overlays.ts';
import { saidAll } from './run-command.ts';

export interface Copied {
  readonly text: string;
  /** Where it was copied; null for a file. */
  readonly agent: string | null;
  readonly at: number;
}

export interface Clipboard {
  /** The newest first. In memory only: what is copied may be a secret. */
  list(): readonly Copied[];
  /** Keeps a text, and gives it to the command. Throws RpcError `usage` for one that is empty or too long. */
  add(text: string, agent: string | null): void;
  /** The text that was copied as the `index`th last, from 1. Throws RpcError `not_found`. */
  at(index: number): string;
  close(): void;
}

const MAX_KEPT = 20;
/** A command that takes longer is ended. */
const COMMAND_MS = 5000;
const MAX_ERROR = 200;

export function createClipboard(parts: {
  readonly lua: Pick<LuaHost, 'settings'>;
  readonly environments: Pick<Environments, 'latest'>;
  readonly overlays: Pick<OverlayStore, 'toast'>;
}): Clipboard {
  let kept: readonly Copied[] = [];
  const running = new Set<() => void>();

  const run = (command: string, text: string): void => {
    const child = spawn('sh', ['-c', command], {
      env: parts.environments.latest(),
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: COMMAND_MS,
      killSignal: 'SIGKILL',
    });
    const end = (): void => void child.kill('SIGKILL');
    running.add(end);
    let said = '';
    const failed = (why: string): void =>
      parts.overlays.toast({
        id: 'copy-command',
        level: 'error',
        text: `botster.copy_command (${command}): ${why}`,
        timeout: 10,
      });
    child.stderr.setEncoding('utf8').on('data', (more: string) => {
      said = (said + more).slice(0, MAX_ERROR);
    });
    child.on('error', (error) => failed(error.message));
    // Not 'close': one that goes on in the background, as wl-copy does, keeps its pipes.
    child.on('exit', (code, signal) => {
      running.delete(end);
      void (code ? saidAll(child.stderr) : Promise.resolve()).then(() => {
        child.stderr.destroy();
        if (signal) failed(`ended after ${COMMAND_MS / 1000} s, or by ${signal}`);
        else if (code !== 0) failed(said.trim() || `exit ${code}`);
      });
    });
    // One that does not read all of it says so with its exit.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  };

  return {
    list: () => kept,
    add(text, agent) {
      if (text === '') throw refuse('usage', 'there is no text to copy');
      if (text.length > MAX_COPY)
        throw refuse('usage', `${text.length} characters are too many to copy: ${MAX_COPY} at most`);
      kept = [{ text, agent, at: Date.now() }, ...kept.filter((one) => one.text !== text)].slice(0, MAX_KEPT);
      const command = parts.lua.settings().copy_command;
      if (command) run(command, text);
    },
    at(index) {
      const found = kept[index - 1];
      if (!found) {
        const why = kept.length === 0 ? 'nothing was copied yet' : `only ${kept.length} texts are kept`;
        throw refuse('not_found', why);
      }
      return found.text;
    },
    close() {
      for (const end of running) end();
    },
  };
}

/** What the person is told of a copy. `sent`: bytes that the terminal was given, where that is not all. */
export function copiedToast(text: string, isCut: boolean, sent: number | undefined): Toast {
  const lines = text.split('\n').length;
  const amount = lines > 1 ? `${lines} lines` : `${[...text].length} characters`;
  const notes = [
    ...(isCut ? [`only the first ${MAX_COPY} characters of what is selected`] : []),
    ...(sent === undefined
      ? []
      : [
          `the terminal was given the first ${Math.floor(sent / 1024)} KB, all it takes; pasting here gives all`,
        ]),
  ];
  const level = notes.length > 0 ? 'warn' : 'info';
  return {
    id: 'copied',
    level,
    text: [`copied ${amount}`, ...notes].join('; '),
    timeout: level === 'warn' ? 10 : 2,
  };
}

// Without a verb: the user interface in this terminal.
import { ensureDaemon, entryDirectory } from '../protocol/daemon.ts';
import { usageError } from './failure.ts';
import type { CommandLine } from './split-argv.ts';

/** Runs the user interface until it is left; its exit code. Starts what is missing. */
export async function attachTerminal(
  home: string,
  line: Pick<CommandLine, 'rest' | 'safe'>,
): Promise<number> {
  if (line.rest?.length === 0) throw usageError('a command is missing after --');
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Error('attaching needs a terminal (for scripts see botster-tui --help)');
  }
  process.title = 'botster-tui';
  startDaemons(home, line.safe);
  const { attach } = await loadTui();
  return attach({ home, safe: line.safe, ...(line.rest ? { command: [...line.rest] } : {}) });
}

/** Starts what is missing while the user interface loads, which then waits for the same starts. */
function startDaemons(home: string, safe: boolean): void {
  const entries = entryDirectory();
  // A failure is told by who waits for it.
  ensureDaemon('host', { home, entries }).catch(() => {});
  ensureDaemon('hub', { home, entries, ...(safe ? { args: ['--safe'] } : {}) }).catch(() => {});
}

async function loadTui(): Promise<typeof import('../tui/main.ts')> {
  try {
    return await import('../tui/main.ts');
  } catch (cause) {
    throw new Error(`the user interface cannot be loaded: ${(cause as Error).message}`, { cause });
  }
}

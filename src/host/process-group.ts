// A program and the processes below it, reached by signals: the group that its terminal's leader leads.
import { readFileSync } from 'node:fs';

/** After SIGHUP a program may save its work for so long. */
const GRACE_MS = 2000;

export interface GroupKiller {
  /** SIGHUP, and SIGKILL to what is left two seconds later, or at once with `force`. */
  kill(force: boolean): void;
  /** The leader has ended; a kill under way goes on for what outlived it. */
  leaderEnded(): void;
  /** A SIGKILL is due. */
  isPending(): boolean;
}

/** Kills the group that `leader` leads. */
export function createGroupKiller(leader: number): GroupKiller {
  let hasLeader = true;
  let timer: NodeJS.Timeout | undefined;
  const killRest = (): void => {
    timer = undefined;
    signal(-leader, 'SIGKILL');
  };
  return {
    kill(force) {
      // A group without its leader lives on only after a kill that some of it ignored.
      if (!hasLeader && !timer) return;
      const name = force ? 'SIGKILL' : 'SIGHUP';
      // A child that was started just now may not lead a group yet.
      if (!signal(-leader, name) && hasLeader) signal(leader, name);
      if (!force) timer ??= setTimeout(killRest, GRACE_MS);
    },
    leaderEnded() {
      hasLeader = false;
      if (signal(-leader, 0)) return;
      clearTimeout(timer);
      timer = undefined;
    },
    isPending: () => timer !== undefined,
  };
}

/** Whether a process that need not be a child of ours runs; one that nobody has waited for does not. */
export function isAlive(pid: number): boolean {
  if (!signal(pid, 0)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')));
  } catch {
    // No such file system, or it ended just now, which the next look tells.
    return true;
  }
}

/** False where there is nobody to signal. */
function signal(target: number, name: 'SIGHUP' | 'SIGKILL' | 0): boolean {
  try {
    process.kill(target, name);
    return true;
  } catch (error) {
    // It runs as somebody else: `sudo`.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

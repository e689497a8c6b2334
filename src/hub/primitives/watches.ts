// Watches that Lua holds open. What happened is told in lists, one after the other: a file that is slow to
// listen gets longer lists, never a queue without end.
import { stat } from 'node:fs/promises';
import type { HandleSpec, HandleVoice, OpenHandle } from '../../lua/types.ts';
import { type Change, watchDirectory } from './directory-watch.ts';
import { PrimitiveError } from './failure.ts';
import type { Asker, Places } from './places.ts';

/** Changes that wait to be told; the oldest go first. */
const MAX_WAITING = 1000;

/** Opens a watch; `spec.params` are `{path, recursive}`. */
export function openWatch(spec: HandleSpec, voice: HandleVoice, places: Places, asker: Asker): OpenHandle {
  const path = String(spec.params['path']);
  const tell = createTeller(voice);
  let end: (() => void) | null = null;
  let closed = false;

  const start = async (): Promise<void> => {
    const shown = places.absolute(path, asker);
    const real = await places.reading(path, asker);
    if (!(await stat(real)).isDirectory()) throw new PrimitiveError('usage', `${path}: it is no directory`);
    if (closed) return;
    end = watchDirectory(real, {
      recursive: spec.params['recursive'] !== false,
      // As the path was given, not where links lead: that is what the file compares with.
      onChanges: (changes) => tell(changes.map((one) => ({ ...one, path: shown + one.path }))),
      onReady: () => void voice.tell('ready', null),
      onEnd: (error) => voice.end('failed', error.message),
    });
  };
  start().catch((error: Error) => {
    if (!closed) voice.end('failed', error.message);
  });

  return {
    act(action) {
      throw new PrimitiveError('usage', `a watch cannot ${action}`);
    },
    close() {
      closed = true;
      end?.();
    },
  };
}

function createTeller(voice: HandleVoice): (changes: readonly Change[]) => void {
  let waiting: Change[] = [];
  let telling = false;
  const next = async (): Promise<void> => {
    telling = true;
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      // A world that is lost hears the rest in the next one.
      await voice.tell('changes', changes).catch(() => {});
    }
    telling = false;
  };
  return (changes) => {
    waiting = [...waiting, ...changes].slice(-MAX_WAITING);
    if (!telling) void next();
  };
}

// What an agent does as far as that can be told without Lua: by what it tells its terminal, and by silence.
import type { SessionLook } from '../../protocol/host-api.ts';
import type { Verdict } from './doing.ts';

/** Output so long ago is silence, and so soon after a key it is most likely the key's echo. */
const SILENT_MS = 1500;
const ECHO_MS = 1000;
/** OSC 9;4 states in which something goes on. */
const GOES_ON: ReadonlySet<number> = new Set([1, 3]);

/** Never throws. */
export function plainVerdict(look: SessionLook, now: number): Verdict {
  const { progress, mark } = look;
  const found = (state: Verdict['state'], source: Verdict['source'], rule: string): Verdict => ({
    detector: 'built in',
    state,
    source,
    rule,
    visible: source === 'osc',
    keep: false,
  });
  if (mark?.mark === 'C') return found('working', 'osc', 'a command runs (OSC 133)');
  if (progress && GOES_ON.has(progress.state)) return found('working', 'osc', 'progress (OSC 9;4)');
  if (mark) return found('idle', 'osc', 'the shell is at its prompt (OSC 133)');
  // A spinner of Braille dots before the title is what most agents show while they work.
  if (/^[\u2800-\u28ff] /u.test(look.title)) return found('working', 'osc', 'a spinner in the title');
  if (now - look.last_output_at >= SILENT_MS) {
    return look.last_output_at === 0
      ? found('unknown', 'silence', 'it has printed nothing')
      : found('idle', 'silence', 'it is silent');
  }
  if (now - look.last_input_at < ECHO_MS) return { ...found('unknown', 'silence', 'an echo'), keep: true };
  return found('working', 'silence', 'it prints');
}

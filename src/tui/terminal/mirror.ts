// Sets the outer terminal to the keyboard modes of the program that has the keys, so that what is typed
// arrives as that program expects it and can be passed on untouched.
import { KEY_MODE_BITS, type TerminalModes, unpackModes } from '../../core/modes.ts';

export interface ModeMirror {
  /**
   * The bytes that give the outer terminal these modes, 0 for those of nobody; '' where it has them. `motion`:
   * something on the screen has use for every motion of the mouse.
   */
  set(modes: number, motion?: boolean): string;
  /** The key modes the outer terminal is in: what goes with every key. */
  now(): number;
  /** The outer terminal has no special modes any more, whatever was set. */
  reset(): void;
}

const KITTY_BITS = 31 << 4;

/**
 * A mirror of a terminal whose keyboard has no special modes. `kitty`: it knows the kitty protocol;
 * `mouse`: it reports clicks, and is to report every motion to a program that asks for it.
 */
export function createModeMirror(options: {
  readonly kitty: () => boolean;
  readonly mouse?: () => boolean;
}): ModeMirror {
  const { kitty, mouse = () => false } = options;
  let now = 0;
  let tracksMotion = false;

  const keys = (modes: number): string => {
    // A terminal without the protocol sends keys as ever; the host then encodes them for the program.
    const wanted = modes & KEY_MODE_BITS & ~(kitty() ? 0 : KITTY_BITS);
    if (wanted === now) return '';
    const out = keyChanges(unpackModes(now), unpackModes(wanted));
    now = wanted;
    return out;
  };
  const motion = (modes: number, isWanted: boolean): string => {
    const wanted = mouse() && (isWanted || unpackModes(modes).mouseTracking === 'any');
    if (wanted === tracksMotion) return '';
    tracksMotion = wanted;
    // Ending one kind of tracking ends them all, in xterm and those like it.
    return wanted ? '\x1b[?1003h' : '\x1b[?1003l\x1b[?1000h\x1b[?1002h';
  };

  return {
    now: () => now,
    set: (modes, isMotionWanted = false) => keys(modes) + motion(modes, isMotionWanted),
    reset() {
      now = 0;
      tracksMotion = false;
    },
  };
}

function keyChanges(before: TerminalModes, after: TerminalModes): string {
  let out = '';
  if (before.applicationCursor !== after.applicationCursor)
    out += after.applicationCursor ? '\x1b[?1h' : '\x1b[?1l';
  if (before.applicationKeypad !== after.applicationKeypad)
    out += after.applicationKeypad ? '\x1b=' : '\x1b>';
  if (before.modifyOtherKeys !== after.modifyOtherKeys) out += `\x1b[>4;${after.modifyOtherKeys}m`;
  if (before.kitty !== after.kitty) out += `\x1b[=${after.kitty}u`;
  return out;
}

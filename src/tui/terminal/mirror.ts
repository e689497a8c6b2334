// Sets the outer terminal to the keyboard modes of the program that has the keys, so that what is typed
// arrives as that program expects it and can be passed on untouched.
import { KEY_MODE_BITS, unpackModes } from '../../core/modes.ts';

export interface ModeMirror {
  /** The bytes that give the outer terminal these key modes; '' where it has them. */
  set(modes: number): string;
  /** The modes the outer terminal is in: what goes with every key. */
  now(): number;
}

/** A mirror of a terminal whose keyboard has no special modes; `kitty` if it knows the kitty protocol. */
export function createModeMirror(options: { readonly kitty: () => boolean }): ModeMirror {
  let now = 0;
  return {
    now: () => now,
    set(modes) {
      const wanted = modes & KEY_MODE_BITS;
      if (wanted === now) return '';
      const before = unpackModes(now);
      const after = unpackModes(wanted);
      now = wanted;
      let out = '';
      if (before.applicationCursor !== after.applicationCursor)
        out += after.applicationCursor ? '\x1b[?1h' : '\x1b[?1l';
      if (before.applicationKeypad !== after.applicationKeypad)
        out += after.applicationKeypad ? '\x1b=' : '\x1b>';
      if (before.modifyOtherKeys !== after.modifyOtherKeys) out += `\x1b[>4;${after.modifyOtherKeys}m`;
      if (before.kitty !== after.kitty) {
        // A terminal without the protocol sends keys as ever; the host then encodes them for the program.
        if (options.kitty()) out += `\x1b[=${after.kitty}u`;
        else now &= ~(31 << 4);
      }
      return out;
    },
  };
}

// One item of a person's input as the bytes its program expects.
import type { TerminalModes } from '../core/modes.ts';
import type { InputItem } from '../protocol/input-codec.ts';
import { encodeKey, encodeMouse, encodePaste } from './input-encoder.ts';

/** The bytes of one input item; `fits` where the original bytes are what the program expects. */
export function encodeItem(item: InputItem, modes: TerminalModes, fits: boolean): Buffer {
  switch (item.type) {
    case 'key':
      return fits && item.raw.length > 0 ? item.raw : encodeTyped(item, modes);
    case 'paste':
      return Buffer.from(encodePaste(item.text, modes.bracketedPaste));
    case 'mouse':
      return Buffer.from(encodeMouse(item.mouse, modes), 'latin1');
    case 'focus':
      return Buffer.from(modes.focusEvents ? `\x1b[${item.focused ? 'I' : 'O'}` : '');
    case 'raw':
      return item.raw;
  }
}

/** The key for other modes; the bytes it came as where its name says nothing to us. */
function encodeTyped({ key, raw }: { key: string; raw: Buffer }, modes: TerminalModes): Buffer {
  try {
    return Buffer.from(encodeKey(key, modes));
  } catch {
    return raw;
  }
}

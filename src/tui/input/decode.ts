// One whole sequence or character as the event it is.
import { keyOf } from './decode-key.ts';
import { isMouseReport, mouseOf } from './decode-mouse.ts';
import type { InputEvent } from './event.ts';

/** Never throws; what it does not know is `raw`. */
export function decode(raw: Buffer): InputEvent {
  if (raw[0] === 0x1b && raw[1] === 0x5b) {
    const text = raw.toString('latin1');
    if (text === '\x1b[I' || text === '\x1b[O') return { type: 'focus', focused: text.endsWith('I') };
    if (isMouseReport(raw)) {
      const mouse = mouseOf(raw);
      return mouse ? { type: 'mouse', mouse } : { type: 'reply', raw };
    }
    if (isReply(text)) return { type: 'reply', raw };
  }
  const [only] = raw;
  const isPlain = raw.length === 1 && only! >= 0x20 && only! < 0x7f;
  const key = keyOf(isPlain ? String.fromCharCode(only!) : raw.toString('utf8'));
  return key === null ? { type: 'raw', raw } : { type: 'key', key, raw };
}

/**
 * Whether a CSI sequence is the terminal's own talk: device attributes and status, mode and cursor
 * reports, sizes, a stray end of paste. `CSI 1 ; m R` is F3 with modifiers: nobody asks here for a cursor
 * position, so no answer can be mistaken for it.
 */
function isReply(text: string): boolean {
  if (/^\x1b\[[<=>?]/.test(text) || text === '\x1b[201~') return true;
  if (/^\x1b\[1;([2-9]|1[0-6])R$/.test(text)) return false;
  return /^\x1b\[[\d;]*(?:[cntxy]|\$y)$/.test(text) || /^\x1b\[\d+;\d+R$/.test(text);
}

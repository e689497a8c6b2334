// Mouse reports: SGR (1006), and the older forms X10 and urxvt (1015) as fallbacks.
// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking
import type { MouseInput } from '../../protocol/input-codec.ts';

const MOTION = 32;
const WHEEL = 64;
/** Buttons 8 to 11: nobody binds them, and programs are not told. */
const EXTRA = 128;

/** Whether `raw` is a mouse report at all, even of something that is ignored. */
export function isMouseReport(raw: Buffer): boolean {
  return (
    (raw.length === 6 && raw[2] === 0x4d && raw[0] === 0x1b && raw[1] === 0x5b) ||
    /^\x1b\[<?\d+;\d+;\d+[Mm]$/.test(raw.toString('latin1'))
  );
}

/** The event of a report; null where it is none that we know. */
export function mouseOf(raw: Buffer): MouseInput | null {
  if (raw.length === 6 && raw[2] === 0x4d) {
    const [code, x, y] = [raw[3]! - 32, raw[4]! - 32, raw[5]! - 32];
    return legacyEvent(code, x, y);
  }
  const match = /^\x1b\[(<?)(\d+);(\d+);(\d+)([Mm])$/.exec(raw.toString('latin1'));
  if (!match) return null;
  const [code, x, y] = [Number(match[2]), Number(match[3]), Number(match[4])];
  if (match[1] === '') return legacyEvent(code - 32, x, y);
  return mouseEvent(code, x, y, match[5] === 'm');
}

/** Without SGR a release does not say of which button: 3 stands for any. */
function legacyEvent(code: number, x: number, y: number): MouseInput | null {
  const isRelease = (code & 3) === 3 && (code & (MOTION | WHEEL)) === 0;
  return mouseEvent(isRelease ? code & ~3 : code, x, y, isRelease);
}

/** `x` and `y` count from 1. */
function mouseEvent(code: number, x: number, y: number, isRelease: boolean): MouseInput | null {
  if (code < 0 || code >= 256 || code & EXTRA) return null;
  const low = code & 3;
  return {
    action: isRelease ? 'release' : code & MOTION ? 'move' : 'press',
    button: code & WHEEL ? 4 + low : low,
    x: Math.max(0, x - 1),
    y: Math.max(0, y - 1),
    shift: (code & 4) !== 0,
    alt: (code & 8) !== 0,
    ctrl: (code & 16) !== 0,
  };
}

// Takes out of foreign text whatever could act on a terminal, hide, or change the order of what is read.
// Invariant: what comes out has no control character but newlines and complete SGR sequences. Every
// pattern takes all that it looks at, so the time is linear in the text.

/** CSI with its parameters, OSC/DCS/APC/PM/SOS with what they carry, any other escape; ended or not. */
const CSI = String.raw`(?:\x1b\[|\x9b)[0-?]*[ -\/]*[@-~]?`;
const STRING = String.raw`(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?`;
const ESCAPE = String.raw`\x1b[ -\/]*[0-~]?`;
/**
 * C0 and C1 but newline, soft hyphen, grapheme joiner, Arabic letter mark, Mongolian vowel separator,
 * zero width space, direction marks, separators, overrides, word joiner and isolates, byte order mark,
 * annotations, musical format controls, tags and the variation selectors that carry hidden bytes.
 */
const HIDDEN =
  '[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e' +
  '\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]';

const foreign = new RegExp(`${CSI}|${STRING}|${ESCAPE}|${HIDDEN}`, 'gu');
const suspicious = new RegExp(HIDDEN, 'u');
const wholeSgr = /^\x1b\[[\d;:]*m$/;

/** `text` without control sequences and hidden characters; newlines and SGR sequences stay. */
export function sanitize(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(foreign, (found) => (wholeSgr.test(found) ? found : ''));
}

// A program's output as plain text: control sequences removed, UTF-8 whole. A sequence or character that
// is cut off at the end of one piece goes on in the next.
import { StringDecoder } from 'node:string_decoder';

/** An unfinished sequence longer than this is no sequence. */
const MAX_HELD = 4096;

const OPENERS = /[\r\u001b\u009b]/;
// CSI · OSC and the other strings, to BEL or ST · two-character escapes with intermediates · C1 forms of
// both. Then other controls, but tab and line feed.
const SEQUENCES =
  // biome-ignore format: one alternative a line
  /\u001b\[[\u0020-\u003f]*[\u0040-\u007e]|\u009b[\u0020-\u003f]*[\u0040-\u007e]|\u001b[P\]X^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[\u0020-\u002f]*[\u0030-\u007e]/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** What may be the beginning of a sequence at the end of a piece. */
const OPEN =
  /(?:\r+|\u001b\[[\u0020-\u003f]*|\u009b[\u0020-\u003f]*|\u001b[P\]X^_][^\u0007\u001b\u009c]*\u001b?|\u001b[\u0020-\u002f]*)$/;

/** Returns a function that turns one piece of output after another into text. */
export function createPlainText(): (bytes: Buffer) => string {
  const decoder = new StringDecoder('utf8');
  let held = '';
  return (bytes) => {
    const text = held + decoder.write(bytes);
    const open = OPENERS.test(text) ? OPEN.exec(text) : null;
    held = open && text.length - open.index <= MAX_HELD ? text.slice(open.index) : '';
    return plain(held ? text.slice(0, text.length - held.length) : text);
  };
}

/** Complete text without control sequences; a carriage return begins a line, as a line feed does. */
export function plain(text: string): string {
  return text
    .replace(SEQUENCES, '')
    .replace(/\r+\n?/g, '\n')
    .replace(CONTROLS, '');
}

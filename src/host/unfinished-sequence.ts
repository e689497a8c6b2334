// What a terminal's parser is in the middle of, as bytes: given to a new terminal they bring its parser
// there. Every sequence begins with an ESC or a C1 control, and nothing before it matters to the parser.
import type { Terminal } from '@xterm/headless';

/** States of xterm.js' parser: plain text, and strings without bound. */
const GROUND = 0;
/** Where the beginning of a string is no longer known, another that ignores what comes before its end. */
const anyString: Readonly<Record<number, string>> = {
  7: '\x1bX',
  8: '\x1b]99999;',
  11: '\x1bPz',
  13: '\x1bPz',
};

const ESC = 0x1b;
/** DCS, SOS, CSI, OSC, PM and APC as one control each, in UTF-8. */
const introducers = ['\x90', '\x98', '\x9b', '\x9d', '\x9e', '\x9f'].map((text) => Buffer.from(text));

/** `printed` are the last bytes that `terminal` was given. */
export function unfinishedSequence(terminal: Terminal, printed: Buffer): Buffer {
  const { _parser: parser, _utf8Decoder: decoder } = inputHandlerOf(terminal);
  const state = parser.currentState;
  if (state === GROUND) return incomplete(decoder);
  const start = Math.max(
    printed.lastIndexOf(ESC),
    ...introducers.map((introducer) => printed.lastIndexOf(introducer)),
  );
  if (start >= 0) return Buffer.from(printed.subarray(start));
  return Buffer.concat([Buffer.from(anyString[state] ?? ''), incomplete(decoder)]);
}

/** The first bytes of a character whose rest has not come. */
function incomplete({ interim }: InputHandler['_utf8Decoder']): Buffer {
  const end = interim.indexOf(0);
  return Buffer.from(interim.subarray(0, end < 0 ? interim.length : end));
}

interface InputHandler {
  readonly _parser: { readonly currentState: number };
  readonly _utf8Decoder: { readonly interim: Uint8Array };
}

function inputHandlerOf(terminal: Terminal): InputHandler {
  return (terminal as unknown as { _core: { _inputHandler: InputHandler } })._core._inputHandler;
}

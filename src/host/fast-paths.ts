// What xterm.js 6.0.0 does by far the most, done faster: lines of plain text, runs of it, and the line feed
// that scrolls. Each gives what the original gives, which a test compares, and hands on to the original
// whatever is not plain.
//
// Rests on fields below the public API; where one is missing nothing is replaced, and all still works.
import type { Terminal } from '@xterm/headless';
import { FIRST, installPlainText, LAST, writePlain, writesPlainly } from './plain-text.ts';
import { isEmpty } from './xterm-internals.ts';
import type { Buffer, BufferService, InputHandler, Line } from './xterm-parts.ts';

interface Core {
  readonly _inputHandler: InputHandler;
  readonly _bufferService: BufferService;
}

/** Makes `terminal` faster. For a new one, after its Unicode version was set. */
export function installFastPaths(terminal: Terminal): void {
  const { _inputHandler: handler, _bufferService: service } = (terminal as unknown as { _core: Core })._core;
  const plain = plainState(handler);
  if (plain !== null) handler.print = fastPrint(handler, plain);
  if (typeof handler._dirtyRowTracker?.markRangeDirty === 'function')
    service.scroll = fastScroll(service, handler);
  if (plain !== null) installPlainText(handler, plain);
}

/** Changing between the two ways costs more than a shorter run gains. */
const LONG_RUN = 8;

/** What xterm.js remembers after a plain character; null where that differs from one to another. */
function plainState({ _unicodeService: unicode }: InputHandler): number | null {
  const state = unicode.charProperties(FIRST, 0);
  for (let code = FIRST; code <= LAST; code++) {
    if (unicode.charProperties(code, state) !== state || unicode.charProperties(code, 0) !== state)
      return null;
  }
  return state;
}

function fastPrint(handler: InputHandler, plain: number): InputHandler['print'] {
  const print = handler.print.bind(handler);
  const { _parser: parser } = handler;

  return (codes, start, end) => {
    if (!writesPlainly(handler)) {
      print(codes, start, end);
      return;
    }
    for (let at = start; at < end; ) {
      const state = parser.precedingJoinState;
      const hasRoom = handler._activeBuffer.x < handler._bufferService.cols;
      const runEnd = hasRoom && (state === plain || state === 0) ? plainEnd(codes, at, end) : at;
      if (runEnd === end || runEnd - at >= LONG_RUN) {
        at = writePlain(handler, codes, at, runEnd);
        parser.precedingJoinState = plain;
        continue;
      }
      const next = otherEnd(codes, at, end);
      print(codes, at, next);
      at = next;
    }
  };
}

function plainEnd(codes: Uint32Array, start: number, end: number): number {
  let at = start;
  while (at < end && codes[at]! >= FIRST && codes[at]! <= LAST) at++;
  return at;
}

/** Up to and with the first plain character of a long run: it may still belong to the one before it. */
function otherEnd(codes: Uint32Array, start: number, end: number): number {
  let run = 0;
  for (let at = start; at < end; at++) {
    run = codes[at]! >= FIRST && codes[at]! <= LAST ? run + 1 : 0;
    if (run > LONG_RUN) return at - LONG_RUN + 1;
  }
  return end;
}

/** The line that leaves for good is used again for the one that comes, and nobody is told but who draws. */
function fastScroll(service: BufferService, handler: InputHandler): BufferService['scroll'] {
  const scroll = service.scroll.bind(service);
  let blank: Line | null = null;

  /** The blank line at the bottom of the region, the others moved up; null where the original must do it. */
  const nextLine = (buffer: Buffer): Line | null => {
    const { lines } = buffer;
    const top = buffer.ybase + buffer.scrollTop;
    const bottom = buffer.ybase + buffer.scrollBottom;
    if (buffer.scrollTop === 0) return lines.isFull && bottom === lines.length - 1 ? lines.recycle() : null;
    const line = lines.get(top);
    lines.shiftElements(top + 1, bottom - top, -1);
    lines.set(bottom, line);
    return line;
  };

  return (attributes, isWrapped = false) => {
    const { buffer } = service;
    const line = service.isUserScrolling ? null : nextLine(buffer);
    if (line === null) {
      scroll(attributes, isWrapped);
      return;
    }
    if (
      blank?.length !== service.cols ||
      blank.getFg(0) !== attributes.fg ||
      blank.getBg(0) !== attributes.bg
    )
      blank = buffer.getBlankLine(attributes);
    if (line.length === blank.length && isEmpty(line._combined) && isEmpty(line._extendedAttrs))
      line._data.set(blank._data);
    else line.copyFrom(blank);
    line.isWrapped = isWrapped;
    buffer.ydisp = buffer.ybase;
    handler._dirtyRowTracker.markRangeDirty(buffer.scrollTop, buffer.scrollBottom);
  };
}

// What one session's program has drawn: a headless terminal, guarded, with ids for its lines.
//
// A line's id counts every line that ever entered its buffer above it, so it stays with the line while
// the line moves up and leaves. `epoch` changes when ids start anew: another buffer, or a reflow.
import type { Terminal as TerminalType } from '@xterm/headless';
import xterm from '@xterm/headless';
import { packModes } from '../core/modes.ts';
import { clampSize, type Size } from '../core/size.ts';
import type { ScreenCursor } from '../protocol/screen-codec.ts';
import { installFastPaths } from './fast-paths.ts';
import { enableGraphemes } from './graphemes.ts';
import { guardTerminal } from './guards.ts';
import { createMarks } from './marks.ts';
import { listenForNotices, type Notice } from './notices.ts';
import { pinLine } from './pin-line.ts';
import { answerQueries, type KeyboardCapture, type KeyboardState, type OuterColors } from './queries.ts';
import { captureTerminal, restoreTerminal, type TerminalState } from './terminal-state.ts';
import { unfinishedSequence } from './unfinished-sequence.ts';
import {
  activeBuffer,
  assertInternals,
  capClusters,
  cursorState,
  fitAlternate,
  isSynchronized,
  mouseEncoding,
  normalBuffer,
  onRowsChanged,
  type RawBuffer,
  type RawLine,
} from './xterm-internals.ts';

export interface ScreenOptions extends Size {
  readonly scrollback: number;
  readonly version: string;
  readonly colors: () => OuterColors;
  /** An answer for the program, from its terminal. */
  readonly onReply: (text: string) => void;
  readonly onNotice: (notice: Notice) => void;
}

/** All of a screen, as plain data. */
export interface ScreenState {
  readonly terminal: TerminalState;
  readonly keyboard: KeyboardCapture;
  readonly title: string;
  readonly trimmed: number;
  readonly epoch: number;
  /** Absent from hosts that kept none. */
  readonly marks?: readonly PromptMark[];
  /** Bytes that bring a parser to where this one is. */
  readonly unfinished: Uint8Array;
}

/** A cell, by the id of its line. */
export interface Place {
  readonly line: number;
  readonly x: number;
}

/** Where a shell said that a prompt (`A`), a command line (`B`), its output (`C`) begins, or ends (`D`): OSC 133. */
export interface PromptMark extends Place {
  readonly mark: string;
}

export interface Screen {
  readonly terminal: TerminalType;
  /** Parses now if nothing is pending, else in order after it. `done` is called once it is on the screen. */
  write(bytes: Uint8Array, done: () => void): void;
  resize(size: Size): void;
  size(): Size;
  /** Packed TerminalModes. */
  modes(): number;
  /** The program asked to hold painting until it has finished its frame (mode 2026). */
  holdsPainting(): boolean;
  cursor(): ScreenCursor;
  epoch(): number;
  /** Lines of history above the live screen. */
  history(): number;
  /** Id of the line `scroll` lines above the top of the live screen. */
  topId(scroll: number): number;
  /** The line `y` rows below that one; undefined where there is none. */
  line(scroll: number, y: number): RawLine | undefined;
  /** Grows with everything that is parsed. */
  stamp(): number;
  /** The stamp of what last may have changed row `y` of the live screen while it stayed where it is. */
  touchedAt(y: number): number;
  title(): string;
  alternate(): boolean;
  /** Marks of the lines there are, the oldest first; none on the alternate screen. */
  marks(): readonly PromptMark[];
  /**
   * Notes a place before a resize; the function, called after it, says where the same text is now, by its logical
   * line and the offset in it. A line that is gone is the oldest there is.
   */
  pin(place: Place): () => Place;
  /** `printed` are the last bytes that were written. Nothing may be pending. */
  capture(printed: Buffer): ScreenState;
  dispose(): void;
}

/** With `from` it begins as what another screen was, of that one's size. Bells and answers may come meanwhile. */
export function createScreen(options: ScreenOptions, from?: ScreenState): Screen {
  const size = from ? from.terminal : clampSize(options);
  const terminal = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: options.scrollback,
    allowProposedApi: true,
    logLevel: 'off',
  });
  assertInternals(terminal);
  capClusters(terminal);
  enableGraphemes(terminal);
  installFastPaths(terminal);
  guardTerminal(terminal);
  const keyboard: KeyboardState = answerQueries(terminal, {
    version: options.version,
    colors: options.colors,
    reply: options.onReply,
  });

  let title = '';
  let trimmed = 0;
  let epoch = 0;
  const marks = createMarks();
  listenForNotices(terminal, (notice) => {
    if (notice.type === 'title') title = String(notice.data['title']);
    if (notice.type === 'mark' && !alternate()) {
      const { x, y } = buffer();
      marks.add({ mark: String(notice.data['mark']), line: screen.topId(0) + y, x });
    }
    options.onNotice(notice);
  });
  terminal.onData((data) => {
    if (data !== '') options.onReply(data);
  });
  let counted: RawBuffer | undefined;
  const countTrimmed = (): void => {
    const normal = normalBuffer(terminal);
    if (normal === counted) return;
    counted = normal;
    marks.clear();
    normal.lines.onTrim((count) => {
      trimmed += count;
    });
  };
  countTrimmed();
  terminal.buffer.onBufferChange(() => {
    epoch++;
    // A full reset (ESC c) makes new buffers.
    countTrimmed();
  });

  let stamp = 1;
  let touched = new Uint32Array(size.rows).fill(stamp);
  /** Null when something may have changed them. */
  let modes: number | null = null;
  onRowsChanged(terminal, (first, last) => {
    modes = null;
    touched.fill(++stamp, first, last + 1);
  });

  const buffer = (): RawBuffer => activeBuffer(terminal);
  const alternate = (): boolean => terminal.buffer.active.type === 'alternate';
  const write = (bytes: Uint8Array, done: () => void): void => {
    // After "user input" xterm.js parses the next write in place, not after a timer.
    terminal.input('', true);
    terminal.write(bytes, done);
  };
  if (from) {
    // First, since what it draws is not to stay.
    if (from.unfinished.length > 0) write(from.unfinished, () => {});
    restoreTerminal(terminal, from.terminal);
    keyboard.restore(from.keyboard);
    ({ title, trimmed, epoch } = from);
    for (const mark of from.marks ?? []) marks.add(mark);
  }

  const pinIn = (normal: RawBuffer, place: Place): (() => Place) => {
    const found = pinLine(normal, { line: place.line - trimmed, x: place.x }, terminal.cols);
    return () => {
      const { line, x } = found(terminal.cols);
      return { line: line + trimmed, x };
    };
  };

  const readModes = (): number => {
    const now = terminal.modes;
    return packModes({
      applicationCursor: now.applicationCursorKeysMode,
      applicationKeypad: now.applicationKeypadMode,
      bracketedPaste: now.bracketedPasteMode,
      focusEvents: now.sendFocusMode,
      kitty: keyboard.kitty(),
      modifyOtherKeys: keyboard.modifyOtherKeys(),
      mouseTracking: now.mouseTrackingMode,
      mouseEncoding: mouseEncoding(terminal),
      alternateScreen: alternate(),
    });
  };

  const screen: Screen = {
    terminal,
    write,
    resize(next) {
      const { columns, rows } = clampSize(next);
      if (columns === terminal.cols && rows === terminal.rows) return;
      epoch++;
      const placed = marks
        .from(trimmed)
        .map((mark) => ({ ...mark, place: pinIn(normalBuffer(terminal), mark) }));
      terminal.resize(columns, rows);
      fitAlternate(terminal);
      marks.clear();
      for (const { mark, place } of placed) marks.add({ mark, ...place() });
      modes = null;
      touched = new Uint32Array(rows).fill(++stamp);
    },
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    modes() {
      modes ??= readModes();
      return modes;
    },
    holdsPainting: () => isSynchronized(terminal),
    cursor() {
      const { x, y } = buffer();
      return { x: Math.min(x, terminal.cols - 1), y, ...cursorState(terminal) };
    },
    epoch: () => epoch,
    history: () => buffer().ybase,
    topId: (scroll) => (alternate() ? 0 : trimmed) + buffer().ybase - scroll,
    line(scroll, y) {
      const { lines, ybase } = buffer();
      return lines.get(ybase - scroll + y);
    },
    stamp: () => stamp,
    touchedAt: (y) => touched[y] ?? stamp,
    title: () => title,
    alternate,
    marks: () => (alternate() ? [] : marks.from(trimmed)),
    pin: (place) => (alternate() ? () => place : pinIn(normalBuffer(terminal), place)),
    capture: (printed) => ({
      terminal: captureTerminal(terminal),
      keyboard: keyboard.capture(),
      title,
      trimmed,
      epoch,
      marks: marks.list(),
      unfinished: unfinishedSequence(terminal, printed),
    }),
    dispose: () => terminal.dispose(),
  };
  return screen;
}

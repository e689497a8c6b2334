// The one place that reaches below xterm.js' public API: raw rows, trim counts and a few states that the
// API does not show. Checked against the pinned version when a terminal is made.
import type { Terminal } from '@xterm/headless';
import type { MouseEncoding } from '../core/modes.ts';

/** A buffer line: three words a cell (content, foreground, background) and side maps. */
export interface RawLine {
  readonly length: number;
  readonly _data: Uint32Array;
  readonly _combined: Readonly<Record<number, string>>;
  /** `_urlId` is 0 where no link (OSC 8) goes through the cell. What was once there stays: a cell's background says so. */
  readonly _extendedAttrs: Readonly<
    Record<number, { readonly _ext: number; readonly _urlId?: number } | undefined>
  >;
  /** It goes on from the line above. */
  readonly isWrapped: boolean;
}

/** Whether a side map has no cell in it; quicker than counting its keys. */
export function isEmpty(map: object): boolean {
  for (const _ in map) return false;
  return true;
}

interface Disposable {
  dispose(): void;
}

export interface RawBuffer {
  readonly lines: {
    readonly length: number;
    maxLength: number;
    get(index: number): RawLine | undefined;
    onTrim(listener: (count: number) => void): Disposable;
  };
  ydisp: number;
  readonly ybase: number;
  readonly x: number;
  readonly y: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  /** Follows the line at that index, which is to be the first of those that wrap, through a reflow. */
  addMarker(index: number): { readonly line: number; readonly isDisposed: boolean; dispose(): void };
}

type Parameters = { readonly params: readonly number[]; readonly length: number };

interface Core {
  readonly buffer: RawBuffer;
  readonly _bufferService: {
    readonly buffers: { readonly normal: RawBuffer; readonly alt: RawBuffer; readonly active: RawBuffer };
  };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: {
      cursorStyle?: 'block' | 'underline' | 'bar';
      cursorBlink?: boolean;
      synchronizedOutput: boolean;
    };
  };
  readonly coreMouseService: { readonly activeEncoding: string };
  readonly _oscLinkService: { getLinkData(id: number): { readonly uri: string } | undefined };
  readonly _inputHandler: Record<string, ((params: Parameters) => boolean) | undefined> & {
    readonly onRequestRefreshRows: RowsEvent;
  };
}

/** Fires when a piece of output has been parsed; without rows where all may have changed. */
type RowsEvent = (
  listener: (rows: { readonly start: number; readonly end: number } | undefined) => void,
) => Disposable;

function core(terminal: Terminal): Core {
  return (terminal as unknown as { _core: Core })._core;
}

/** Throws where this version of xterm.js does not have what this file reads. */
export function assertInternals(terminal: Terminal): void {
  const { buffer, coreService, coreMouseService, _oscLinkService, _inputHandler } = core(terminal);
  const line = buffer?.lines?.get(0);
  const fits =
    line?._data instanceof Uint32Array &&
    typeof line._combined === 'object' &&
    typeof line._extendedAttrs === 'object' &&
    typeof buffer.lines.onTrim === 'function' &&
    typeof buffer.lines.maxLength === 'number' &&
    typeof buffer.addMarker === 'function' &&
    typeof coreService?.isCursorHidden === 'boolean' &&
    typeof coreService.decPrivateModes?.synchronizedOutput === 'boolean' &&
    typeof coreMouseService?.activeEncoding === 'string' &&
    typeof _oscLinkService?.getLinkData === 'function' &&
    typeof _inputHandler?.['eraseInDisplay'] === 'function' &&
    typeof _inputHandler.onRequestRefreshRows === 'function';
  if (!fits)
    throw new Error('this version of @xterm/headless is laid out differently: install the pinned one');
}

export function activeBuffer(terminal: Terminal): RawBuffer {
  return core(terminal).buffer;
}

export function normalBuffer(terminal: Terminal): RawBuffer {
  return core(terminal)._bufferService.buffers.normal;
}

/**
 * To be called after a resize: xterm.js leaves room for the old rows in an alternate screen that is not in
 * use, which then collects history, and at the next resize holes.
 */
export function fitAlternate(terminal: Terminal): void {
  const { lines } = core(terminal)._bufferService.buffers.alt;
  if (lines.maxLength > terminal.rows && lines.length <= terminal.rows) lines.maxLength = terminal.rows;
}

export function cursorState(terminal: Terminal): {
  visible: boolean;
  shape: 'block' | 'underline' | 'bar';
  blink: boolean;
} {
  const { isCursorHidden, decPrivateModes } = core(terminal).coreService;
  return {
    visible: !isCursorHidden,
    shape: decPrivateModes.cursorStyle ?? 'block',
    blink: decPrivateModes.cursorBlink ?? false,
  };
}

/** The program holds painting back until its frame is complete (mode 2026). */
export function isSynchronized(terminal: Terminal): boolean {
  return core(terminal).coreService.decPrivateModes.synchronizedOutput;
}

/** Calls `listener` after each parse with the first and last visible row that it may have changed. */
export function onRowsChanged(terminal: Terminal, listener: (first: number, last: number) => void): void {
  core(terminal)._inputHandler.onRequestRefreshRows((rows) =>
    listener(rows?.start ?? 0, rows?.end ?? terminal.rows - 1),
  );
}

export function mouseEncoding(terminal: Terminal): MouseEncoding {
  const encoding = core(terminal).coreMouseService.activeEncoding;
  if (encoding === 'SGR') return 'sgr';
  return encoding === 'SGR_PIXELS' ? 'sgr-pixels' : 'default';
}

/** Of a cell's background: the cell's entry among the extended attributes counts. */
const HAS_EXTENDED = 0x10000000;

/** The link (OSC 8) that goes through a cell, by its number and where it leads; null where none does. */
export function linkTarget(
  terminal: Terminal,
  line: RawLine,
  x: number,
): { readonly id: number; readonly url: string } | null {
  const id = (line._data[x * 3 + 2] ?? 0) & HAS_EXTENDED ? line._extendedAttrs[x]?._urlId : 0;
  const url = id ? core(terminal)._oscLinkService.getLinkData(id)?.uri : undefined;
  return id && url ? { id, url } : null;
}

/** Runs xterm.js' own handler of a control sequence with other parameters. */
export function runHandler(terminal: Terminal, name: string, parameter: number): void {
  core(terminal)._inputHandler[name]?.({ params: [parameter], length: 1 });
}

interface LineMethods {
  addCodepointToCell(index: number, codePoint: number, width: number): void;
}

/** UTF-16 units a cell may hold: more than any real cluster, far less than a stream of marks. */
const MAX_CLUSTER = 32;
let capped = false;

/** Bounds what may be combined into one cell, for every terminal of this process. */
export function capClusters(terminal: Terminal): void {
  if (capped) return;
  capped = true;
  const line = core(terminal).buffer.lines.get(0) as RawLine;
  const methods = Object.getPrototypeOf(line) as LineMethods;
  const add = methods.addCodepointToCell;
  if (typeof add !== 'function')
    throw new Error('this version of @xterm/headless combines characters differently');
  methods.addCodepointToCell = function (this: RawLine & LineMethods, index, codePoint, width) {
    if ((this._combined[index]?.length ?? 0) < MAX_CLUSTER) add.call(this, index, codePoint, width);
  };
}

// The shapes of xterm.js 6.0.0 below its public API that fast-paths.ts and plain-text.ts work with.

export interface Attributes {
  readonly fg: number;
  readonly bg: number;
}

export interface Line {
  isWrapped: boolean;
  readonly length: number;
  readonly _data: Uint32Array;
  readonly _combined: object;
  readonly _extendedAttrs: object;
  getWidth(x: number): number;
  hasContent(x: number): number;
  getFg(x: number): number;
  getBg(x: number): number;
  setCellFromCodepoint(x: number, code: number, width: number, attributes: Attributes): void;
  copyFrom(line: Line): void;
  clone(): Line;
}

export interface Lines {
  readonly length: number;
  readonly isFull: boolean;
  recycle(): Line;
  get(index: number): Line;
  set(index: number, line: Line): void;
  shiftElements(start: number, count: number, offset: number): void;
}

export interface Buffer {
  x: number;
  y: number;
  ydisp: number;
  readonly ybase: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly lines: Lines;
  getBlankLine(attributes: Attributes, isWrapped?: boolean): Line;
}

export interface BufferService {
  readonly cols: number;
  readonly buffer: Buffer;
  readonly isUserScrolling: boolean;
  scroll(attributes: Attributes, isWrapped?: boolean): void;
}

export interface InputHandler {
  readonly _activeBuffer: Buffer;
  readonly _curAttrData: Attributes;
  readonly _bufferService: BufferService;
  readonly _charsetService: { readonly charset: unknown };
  readonly _coreService: { readonly modes: { readonly insertMode: boolean } };
  readonly _unicodeService: { charProperties(code: number, before: number): number };
  readonly _dirtyRowTracker: {
    readonly start: number;
    readonly end: number;
    clearRange(): void;
    markDirty(row: number): void;
    markRangeDirty(from: number, to: number): void;
  };
  readonly _utf8Decoder: { readonly interim: Uint8Array };
  readonly _parseStack: { readonly paused: boolean };
  readonly _onRequestRefreshRows: { fire(rows: { start: number; end: number }): void };
  readonly _parser: Parser;
  print(codes: Uint32Array, start: number, end: number): void;
  parse(data: string | Uint8Array, answer?: boolean): unknown;
}

export interface Parser {
  precedingJoinState: number;
  readonly currentState: number;
  readonly initialState: number;
  readonly _parseStack: { readonly state: number };
  readonly _executeHandlers: Record<number, (() => unknown) | undefined>;
}

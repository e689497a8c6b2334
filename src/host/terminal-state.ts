// All that a terminal of xterm.js is, as plain data, and a new terminal made into the same one: rows,
// cursors, margins, modes, character sets, links (OSC 8), but for one that is just being written.
//
// The parser is not copied but fed again what it is in the middle of (unfinished-sequence.ts).
import type { Terminal } from '@xterm/headless';

/** A row: its cells up to the last that is not blank, and what does not fit into their words. */
export interface LineState {
  readonly data: Uint32Array;
  readonly wrapped: boolean;
  readonly combined?: Readonly<Record<number, string>>;
  /** Looks of cells that have more than colours and flags. */
  readonly extended?: Readonly<Record<number, number>>;
  /** Cells that a link goes through: its number in `TerminalState.links`. */
  readonly links?: Readonly<Record<number, number>>;
}

/** Where a link leads; parts of it with the same id are one. */
interface LinkData {
  readonly uri: string;
  readonly id?: string;
}

interface Attributes {
  fg: number;
  bg: number;
  readonly ext: number;
}

type Charset = Record<string, string> | undefined;

const bufferNumbers = ['x', 'y', 'ybase', 'ydisp', 'scrollTop', 'scrollBottom', 'savedX', 'savedY'] as const;

type BufferNumbers = Record<(typeof bufferNumbers)[number], number>;

interface BufferState extends BufferNumbers {
  readonly lines: readonly LineState[];
  readonly maxLength: number;
  readonly tabs: Record<number, boolean>;
  readonly savedAttributes: Attributes;
  readonly savedCharset: Charset;
}

export interface TerminalState {
  readonly columns: number;
  readonly rows: number;
  readonly isAlternate: boolean;
  readonly normal: BufferState;
  readonly alternate: BufferState;
  /** By number. Absent from hosts that kept none. */
  readonly links?: Readonly<Record<number, LinkData>>;
  readonly attributes: Attributes;
  readonly titles: Readonly<Record<string, string | readonly string[]>>;
  readonly modes: Readonly<Record<string, unknown>>;
  readonly privateModes: Readonly<Record<string, unknown>>;
  readonly cursor: { readonly isHidden: boolean; readonly isInitialized: boolean };
  readonly mouse: { readonly protocol: string; readonly encoding: string };
  readonly charsets: { readonly now: Charset; readonly level: number; readonly all: readonly Charset[] };
  readonly options: { readonly convertEol: boolean; readonly cursorBlink: boolean };
  /** What the next character may combine with. */
  readonly joinState: number;
}

/** What `terminal` is now. Shares nothing with it but texts. */
export function captureTerminal(terminal: Terminal): TerminalState {
  const core = coreOf(terminal);
  const { coreService, coreMouseService, _charsetService: charsets, _inputHandler: input } = core;
  const { normal, alt, active } = core._bufferService.buffers;
  const links: Record<number, LinkData> = {};
  for (const { lines } of [normal, alt])
    for (let i = 0; i < lines.length; i++)
      for (const { _urlId: id } of Object.values(lines.get(i)!._extendedAttrs).filter(isLinked)) {
        const data = links[id] ?? core._oscLinkService.getLinkData(id);
        if (data) links[id] = data;
      }
  return {
    links,
    columns: terminal.cols,
    rows: terminal.rows,
    isAlternate: active === alt,
    normal: captureBuffer(normal),
    alternate: captureBuffer(alt),
    attributes: captureAttributes(input._curAttrData),
    titles: {
      window: input._windowTitle,
      icon: input._iconName,
      windows: [...input._windowTitleStack],
      icons: [...input._iconNameStack],
    },
    modes: { ...coreService.modes },
    privateModes: { ...coreService.decPrivateModes },
    cursor: { isHidden: coreService.isCursorHidden, isInitialized: coreService.isCursorInitialized },
    mouse: { protocol: coreMouseService.activeProtocol, encoding: coreMouseService.activeEncoding },
    charsets: { now: charsets.charset, level: charsets.glevel, all: [...charsets._charsets] },
    options: {
      convertEol: terminal.options.convertEol ?? false,
      cursorBlink: terminal.options.cursorBlink ?? false,
    },
    joinState: input._parser.precedingJoinState,
  };
}

/** Makes `terminal`, a new one of that size and scrollback, what the captured one was. */
export function restoreTerminal(terminal: Terminal, state: TerminalState): void {
  const core = coreOf(terminal);
  const { coreService, coreMouseService, _charsetService: charsets, _inputHandler: input } = core;
  const { buffers } = core._bufferService;
  Object.assign(terminal.options, state.options);
  if (state.isAlternate) buffers.activateAltBuffer();
  else buffers.activateNormalBuffer();
  const numbers = new Map(
    Object.entries(state.links ?? {}).map(([id, data]) => [
      Number(id),
      core._oscLinkService.registerLink({ ...data }),
    ]),
  );
  restoreBuffer(core, buffers.normal, state.normal, numbers);
  restoreBuffer(core, buffers.alt, state.alternate, numbers);
  // A link is there as long as a line that it is noted at: the cursor's, which leaves after all above it.
  const { ybase, y } = buffers.active;
  for (const link of numbers.values()) core._oscLinkService.addLineToLink(link, ybase + y);
  restoreAttributes(core, input._curAttrData, state.attributes);
  input._windowTitle = String(state.titles['window']);
  input._iconName = String(state.titles['icon']);
  input._windowTitleStack = [...state.titles['windows']!];
  input._iconNameStack = [...state.titles['icons']!];
  Object.assign(coreService.modes, state.modes);
  Object.assign(coreService.decPrivateModes, state.privateModes);
  coreService.isCursorHidden = state.cursor.isHidden;
  coreService.isCursorInitialized = state.cursor.isInitialized;
  coreMouseService.activeProtocol = state.mouse.protocol;
  coreMouseService.activeEncoding = state.mouse.encoding;
  charsets.glevel = state.charsets.level;
  charsets._charsets = [...state.charsets.all];
  charsets.charset = state.charsets.now;
  input._parser.precedingJoinState = state.joinState;
}

const CELL_WORDS = 3;
/** A cell that nothing was written to: no character, one column wide. */
const NULL_CELL = 1 << 22;

function captureBuffer(buffer: Buffer): BufferState {
  const lines: LineState[] = [];
  for (let i = 0; i < buffer.lines.length; i++) lines.push(captureLine(buffer.lines.get(i)!));
  const numbers = Object.fromEntries(bufferNumbers.map((name) => [name, buffer[name]]));
  return {
    ...(numbers as BufferNumbers),
    lines,
    maxLength: buffer.lines.maxLength,
    tabs: { ...buffer.tabs },
    savedAttributes: captureAttributes(buffer.savedCurAttrData),
    savedCharset: buffer.savedCharset,
  };
}

function captureLine({ _data: data, _combined, _extendedAttrs, isWrapped, length }: Line): LineState {
  let end = length * CELL_WORDS;
  while (end > 0 && data[end - 3] === NULL_CELL && data[end - 2] === 0 && data[end - 1] === 0)
    end -= CELL_WORDS;
  const extended: Record<number, number> = {};
  const links: Record<number, number> = {};
  for (const [x, looks] of Object.entries(_extendedAttrs)) {
    if (looks) extended[Number(x)] = looks._ext;
    if (isLinked(looks)) links[Number(x)] = looks._urlId;
  }
  return {
    data: data.slice(0, end),
    wrapped: isWrapped,
    ...(hasKeys(_combined) ? { combined: { ..._combined } } : {}),
    ...(hasKeys(extended) ? { extended } : {}),
    ...(hasKeys(links) ? { links } : {}),
  };
}

function isLinked(looks: Extended | undefined): looks is Extended & { readonly _urlId: number } {
  return (looks?._urlId ?? 0) !== 0;
}

function restoreBuffer(
  core: Core,
  buffer: Buffer,
  state: BufferState,
  numbers: ReadonlyMap<number, number>,
): void {
  const { lines } = buffer;
  const plain = { fg: 0, bg: 0, extended: newExtended(core, 0) };
  lines.length = 0;
  lines.maxLength = state.maxLength;
  for (const { data, wrapped, combined, extended, links } of state.lines) {
    const line = buffer.getBlankLine(plain, wrapped);
    line._data.set(data);
    Object.assign(line._combined, combined);
    for (const [x, ext] of Object.entries(extended ?? {})) {
      const link = numbers.get(links?.[Number(x)] ?? 0) ?? 0;
      line._extendedAttrs[Number(x)] = newExtended(core, ext, link);
    }
    lines.push(line);
  }
  for (const name of bufferNumbers) buffer[name] = state[name];
  buffer.tabs = { ...state.tabs };
  buffer.savedCharset = state.savedCharset;
  restoreAttributes(core, buffer.savedCurAttrData, state.savedAttributes);
}

function captureAttributes({ fg, bg, extended }: RawAttributes): Attributes {
  return { fg, bg, ext: extended._ext };
}

function restoreAttributes(core: Core, attributes: RawAttributes, { fg, bg, ext }: Attributes): void {
  Object.assign(attributes, { fg, bg, extended: newExtended(core, ext) });
}

/** Of the class that xterm.js does not export. */
function newExtended({ _inputHandler: input }: Core, ext: number, link = 0): Extended {
  const prototype = Object.getPrototypeOf(input._curAttrData.extended) as object;
  return new (prototype.constructor as new (ext: number, link: number) => Extended)(ext, link);
}

function hasKeys(object: object): boolean {
  for (const _ in object) return true;
  return false;
}

interface Extended {
  readonly _ext: number;
  readonly _urlId?: number;
}

interface RawAttributes {
  fg: number;
  bg: number;
  extended: Extended;
}

interface Line {
  readonly _data: Uint32Array;
  readonly _combined: Record<number, string>;
  readonly _extendedAttrs: Record<number, Extended | undefined>;
  readonly isWrapped: boolean;
  readonly length: number;
}

interface Buffer extends BufferNumbers {
  readonly lines: {
    length: number;
    maxLength: number;
    get(index: number): Line | undefined;
    push(line: Line): void;
  };
  readonly savedCurAttrData: RawAttributes;
  tabs: Record<number, boolean>;
  savedCharset: Charset;
  getBlankLine(attributes: RawAttributes, isWrapped: boolean): Line;
}

interface Core {
  readonly _bufferService: {
    readonly buffers: {
      readonly normal: Buffer;
      readonly alt: Buffer;
      readonly active: Buffer;
      activateAltBuffer(): void;
      activateNormalBuffer(): void;
    };
  };
  readonly _oscLinkService: {
    getLinkData(id: number): LinkData | undefined;
    registerLink(data: LinkData): number;
    addLineToLink(link: number, line: number): void;
  };
  readonly _charsetService: { charset: Charset; glevel: number; _charsets: Charset[] };
  readonly coreService: {
    isCursorHidden: boolean;
    isCursorInitialized: boolean;
    readonly modes: Record<string, unknown>;
    readonly decPrivateModes: Record<string, unknown>;
  };
  readonly coreMouseService: { activeProtocol: string; activeEncoding: string };
  readonly _inputHandler: {
    readonly _curAttrData: RawAttributes;
    _windowTitle: string;
    _iconName: string;
    _windowTitleStack: string[];
    _iconNameStack: string[];
    readonly _parser: { precedingJoinState: number };
  };
}

function coreOf(terminal: Terminal): Core {
  return (terminal as unknown as { _core: Core })._core;
}

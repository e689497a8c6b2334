// A line of text being edited, as a value: each key gives a new one. Emacs keys, undo, one kill, history. A text
// of several lines is one too: what moves between its lines is in text-editor.ts.
import { parseChord } from '../../core/key.ts';
import {
  asLine,
  asText,
  nextEdge,
  nextWordEnd,
  previousBlank,
  previousEdge,
  previousWordStart,
  snapToEdge,
} from './line-text.ts';

interface Text {
  readonly value: string;
  /** UTF-16 offset, at the edge of a grapheme. */
  readonly cursor: number;
}

export interface LineState extends Text {
  /** What undo goes back to, the latest last. */
  readonly undo: readonly Text[];
  readonly redo: readonly Text[];
  /** What was killed last, for yank. */
  readonly killed: string;
  /** Earlier lines, newest first. */
  readonly history: readonly string[];
  /** Place in the history; -1 is the line being written, kept in `draft`. */
  readonly at: number;
  readonly draft: string;
  /** The last key typed a character: more of them are undone together. */
  readonly isTyping: boolean;
  /** It may have several lines. */
  readonly isText?: boolean;
}

const MAX_UNDO = 200;
/** Nobody writes a longer line by hand; a paste of a file into it is a mistake. */
const MAX_LENGTH = 100_000;

/** A line with the cursor at its end. */
export function createLine(value = '', history: readonly string[] = [], isText = false): LineState {
  const text = clean(value, isText).slice(0, MAX_LENGTH);
  return {
    ...(isText ? { isText } : {}),
    value: text,
    cursor: text.length,
    undo: [],
    redo: [],
    killed: '',
    history,
    at: -1,
    draft: '',
    isTyping: false,
  };
}

const clean = (text: string, isText = false): string => (isText ? asText(text) : asLine(text));

type Command = (line: LineState) => LineState;

const left: Command = (line) => move(line, previousEdge(line.value, line.cursor));
const right: Command = (line) => move(line, nextEdge(line.value, line.cursor));
const start: Command = (line) => move(line, 0);
const end: Command = (line) => move(line, line.value.length);
const wordLeft: Command = (line) => move(line, previousWordStart(line.value, line.cursor));
const wordRight: Command = (line) => move(line, nextWordEnd(line.value, line.cursor));
const deleteBack: Command = (line) => replace(line, previousEdge(line.value, line.cursor), line.cursor, '');
const deleteNext: Command = (line) => replace(line, line.cursor, nextEdge(line.value, line.cursor), '');
const killWord: Command = (line) => kill(line, previousWordStart(line.value, line.cursor), line.cursor);
const killNextWord: Command = (line) => kill(line, line.cursor, nextWordEnd(line.value, line.cursor));
const undo: Command = (line) => step(line, line.undo, line.redo, 'undo');
const redo: Command = (line) => step(line, line.redo, line.undo, 'redo');

const commands: Readonly<Record<string, Command>> = {
  left,
  'ctrl+b': left,
  right,
  'ctrl+f': right,
  home: start,
  'ctrl+a': start,
  end,
  'ctrl+e': end,
  'ctrl+left': wordLeft,
  'alt+left': wordLeft,
  'alt+b': wordLeft,
  'ctrl+right': wordRight,
  'alt+right': wordRight,
  'alt+f': wordRight,
  backspace: deleteBack,
  'shift+backspace': deleteBack,
  'ctrl+h': deleteBack,
  delete: deleteNext,
  'ctrl+d': deleteNext,
  'ctrl+w': (line) => kill(line, previousBlank(line.value, line.cursor), line.cursor),
  'alt+backspace': killWord,
  'ctrl+backspace': killWord,
  'alt+d': killNextWord,
  'ctrl+delete': killNextWord,
  'ctrl+k': (line) => kill(line, line.cursor, line.value.length),
  'ctrl+u': (line) => kill(line, 0, line.cursor),
  'ctrl+y': (line) => insertText(line, line.killed),
  'ctrl+t': transpose,
  'ctrl+_': undo,
  'ctrl+/': undo,
  'ctrl+z': undo,
  'alt+_': redo,
  'ctrl+shift+z': redo,
};

/** The line after a key (core/key.ts notation, a press); null for a key that means nothing to it. */
export function editLine(line: LineState, key: string): LineState | null {
  const command = Object.hasOwn(commands, key) ? commands[key] : undefined;
  if (command) return command(line);
  if (line.history.length > 0) {
    if (key === 'up' || key === 'ctrl+p') return recall(line, line.at + 1);
    if (key === 'down' || key === 'ctrl+n') return recall(line, line.at - 1);
  }
  const text = textOf(key);
  return text === null ? null : type(line, text);
}

/** The line with text put in at the cursor, as a paste does: in one step, on one line but where there may be several. */
export function insertText(line: LineState, text: string): LineState {
  const room = Math.max(0, MAX_LENGTH - line.value.length);
  const put = clean(text, line.isText).slice(0, room);
  return put === '' ? { ...line, isTyping: false } : replace(line, line.cursor, line.cursor, put);
}

/** What a key types; null for a key that types nothing. */
export function textOf(key: string): string | null {
  if (key === 'space' || key === 'shift+space') return ' ';
  if (key === 'plus') return '+';
  if (/^kp\d$/.test(key)) return key.slice(2);
  const { key: text, ctrl, alt, super: isSuper } = parseChord(key);
  const isPlain = !ctrl && !alt && !isSuper;
  return isPlain && [...text].length === 1 && !/\p{Cc}/u.test(text) ? text : null;
}

/** The line with another text in the place of all of it, in one step. */
export function setText(line: LineState, value: string, cursor: number): LineState {
  const next = replace(line, 0, line.value.length, clean(value, line.isText).slice(0, MAX_LENGTH));
  return { ...next, cursor: snapToEdge(next.value, Math.min(cursor, next.value.length)) };
}

export function move(line: LineState, cursor: number): LineState {
  return { ...line, cursor, isTyping: false };
}

function replace(line: LineState, from: number, to: number, text: string): LineState {
  if (from === to && text === '') return { ...line, isTyping: false };
  const value = line.value.slice(0, from) + text + line.value.slice(to);
  const before = { value: line.value, cursor: line.cursor };
  return {
    ...line,
    value,
    cursor: snapToEdge(value, from + text.length),
    undo: [...line.undo, before].slice(-MAX_UNDO),
    redo: [],
    isTyping: false,
  };
}

function type(line: LineState, text: string): LineState {
  if (line.value.length + text.length > MAX_LENGTH) return line;
  const next = replace(line, line.cursor, line.cursor, text);
  // A word is undone at a time, and the space before it by itself.
  const goesOn = line.isTyping && text !== ' ' && line.value[line.cursor - 1] !== ' ';
  return { ...next, undo: goesOn ? line.undo : next.undo, isTyping: true };
}

export function kill(line: LineState, from: number, to: number): LineState {
  if (from === to) return { ...line, isTyping: false };
  return { ...replace(line, from, to, ''), killed: line.value.slice(from, to) };
}

/** Swaps the characters around the cursor; at the end the last two. */
function transpose(line: LineState): LineState {
  const { value } = line;
  const middle = line.cursor === value.length ? previousEdge(value, line.cursor) : line.cursor;
  const first = previousEdge(value, middle);
  const last = nextEdge(value, middle);
  if (first === middle || last === middle) return line;
  return replace(line, first, last, value.slice(middle, last) + value.slice(first, middle));
}

function step(line: LineState, from: readonly Text[], to: readonly Text[], way: 'undo' | 'redo'): LineState {
  const back = from.at(-1);
  if (!back) return { ...line, isTyping: false };
  const rest = from.slice(0, -1);
  const other = [...to, { value: line.value, cursor: line.cursor }];
  const stacks = way === 'undo' ? { undo: rest, redo: other } : { undo: other, redo: rest };
  return { ...line, ...back, ...stacks, isTyping: false };
}

/** The line of the history at a place; unchanged where there is none. */
export function recall(line: LineState, at: number): LineState {
  if (at < -1 || at >= line.history.length) return line;
  const draft = line.at === -1 ? line.value : line.draft;
  const value = clean(at === -1 ? draft : line.history[at]!, line.isText);
  const next = replace(line, 0, line.value.length, value);
  return { ...next, value, cursor: value.length, at, draft };
}

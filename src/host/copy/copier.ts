// Copy mode of one viewer: a cursor, a selection and a search in a screen with its history. Holds its place by the
// ids of lines while output streams, and by the text while the screen is resized.
import type { CopyAnchor, CopyCommand, CopyRequest, CopyResult, CopyState } from '../../core/copy-mode.ts';
import type { Place, Screen } from '../screen.ts';
import type { Viewer } from '../viewer.ts';
import { selectedFrom } from './anchor.ts';
import { linesOf, type Range, type SelectionKind, textOf } from './lines.ts';
import * as motions from './motions.ts';
import { lineAt, type Moving, move, pointedAt, restAt, wordAt } from './moves.ts';
import { PatternError } from './pattern.ts';
import { NO_PROMPT, outputBefore, promptFrom } from './prompts.ts';
import { createSearching, type Searching } from './searching.ts';

/** Characters of one copy: in JSON they fit into a frame, however they are written. */
const MAX_TEXT = 250_000;

type Deed = (request: CopyRequest, times: number) => CopyResult | Promise<CopyResult>;

export interface Copier {
  /** One after another; a search gives up the one before it. */
  run(request: CopyRequest): Promise<CopyResult>;
  state(): CopyState;
  /** As `Viewer.pin`; to be called first, and its function last. */
  pin(): () => void;
  close(): void;
}

/** `onChange` is told what no command of its own has changed. */
export function createCopier(
  viewer: Viewer,
  screen: () => Screen,
  onChange: (state: CopyState) => void,
): Copier {
  const lines = linesOf(screen);
  const searching = createSearching({ screen, lines });
  let cursor = firstPlace();
  let goal = cursor.x;
  let anchor: CopyAnchor | null = null;
  let count = '';
  /** Patterns that were asked for: only the last is looked for. */
  let typed = 0;
  let turn: Promise<unknown> = Promise.resolve();
  viewer.hold(true);

  /** Where the program's cursor is; scrolled back, the last line in view. */
  function firstPlace(): Place {
    const top = viewer.top();
    const { x, y } = screen().cursor();
    if (top === screen().topId(0)) return { line: top + y, x };
    return { line: top + screen().size().rows - 1, x: 0 };
  }

  const isBlock = (): boolean => anchor?.kind === 'block';
  const clamped = ({ line, x }: Place): Place => {
    const inside = Math.max(lines.first(), Math.min(lines.last(), line));
    const last = isBlock() ? lines.columns() - 1 : motions.lastCell(lines, inside);
    return { line: inside, x: motions.start(lines, inside, Math.max(0, Math.min(last, x))) };
  };
  const show = (top: number): void => void viewer.scroll(screen().topId(0) - top);
  const follow = (): void => {
    const { rows } = screen().size();
    const top = viewer.top();
    const above = top - cursor.line;
    const below = cursor.line - (top + rows - 1);
    // Far away, it is better seen with what is around it.
    if (above > rows || below > rows) show(cursor.line - Math.floor(rows / 2));
    else if (above > 0) show(cursor.line);
    else if (below > 0) show(top + below);
  };

  const selection = (): Range | null => selectedFrom(lines, anchor, cursor);
  const state = (): CopyState => {
    const { rows } = screen().size();
    const top = viewer.top();
    const range = selection();
    return {
      cursor,
      scroll: screen().topId(0) - top,
      selection: range,
      search: searching.summary(),
      matches: searching.near(top - rows, top + 2 * rows),
      count,
      resume: { epoch: screen().epoch(), top, cursor, anchor, sought: searching.sought(), count },
    };
  };
  const copied = (range: Range | null): CopyResult => {
    const result = range ? textOf(lines, range, MAX_TEXT) : null;
    return result && result.text !== '' ? { state: state(), copied: result } : { state: state() };
  };

  const moving: Moving = {
    lines,
    cursor: () => cursor,
    goal: () => goal,
    rows: () => screen().size().rows,
    top: () => viewer.top(),
    isBlock,
    show,
  };
  const goTo = (place: Place, keepsGoal = false): void => {
    cursor = clamped(place);
    if (!keepsGoal) goal = place.x;
    follow();
  };
  const select = (kind: SelectionKind): void => {
    if (anchor?.kind === kind && !anchor.unit) anchor = null;
    else anchor = { at: anchor?.at ?? cursor, kind };
  };
  const selectUnit = (kind: SelectionKind, range: Range): void => {
    anchor = { at: range.from, kind, unit: range };
    goTo(range.to);
  };
  const search = async (step: () => ReturnType<Searching['begin']>): Promise<string | undefined> => {
    try {
      const place = await step();
      if (place) goTo(place);
      return searching.summary()?.total === 0 ? 'no match' : undefined;
    } catch (error) {
      if (error instanceof PatternError) return error.message;
      throw error;
    }
  };

  const done = (problem?: string): CopyResult => ({ state: state(), ...(problem ? { problem } : {}) });
  const atPlace = (act: (place: Place) => void): Deed => {
    return ({ at }) => {
      if (at) act({ line: at.line, x: Math.max(0, at.x) });
      return done();
    };
  };
  const selecting = (kind: SelectionKind): Deed => {
    return () => {
      select(kind);
      cursor = clamped(cursor);
      return done();
    };
  };
  const copySelection = (): CopyResult => {
    const result = copied(selection());
    anchor = null;
    return { ...result, state: state() };
  };
  const typing = (by: 1 | -1): Deed => {
    return async ({ text = '' }) => {
      const problem = await search(() => searching.begin(text, by, cursor));
      return done(text === '' ? undefined : problem);
    };
  };
  const goingOn = (by: 1 | -1): Deed => {
    return async (_request, times) => {
      if (!searching.summary()) return done('nothing was searched for yet');
      return done(await search(() => searching.again(by, cursor, times)));
    };
  };
  const ofWord = (by: 1 | -1): Deed => {
    return async () => {
      const range = wordAt(lines, cursor);
      const word = textOf(lines, range, 1000).text;
      if (!/\S/.test(word)) return done('there is no word at the cursor');
      return done(await search(() => searching.beginWord(word, by, range.from)));
    };
  };
  const toPrompt = (by: 1 | -1): Deed => {
    return (_request, times) => {
      const found = promptFrom(screen().marks(), cursor, by, times);
      if (found) goTo(found);
      return done(found ? undefined : NO_PROMPT);
    };
  };

  const deeds: Readonly<Partial<Record<CopyCommand, Deed>>> = {
    search: typing(1),
    'search-back': typing(-1),
    'search-next': goingOn(1),
    'search-previous': goingOn(-1),
    'search-word': ofWord(1),
    'search-word-back': ofWord(-1),
    'search-begin': () => done(),
    'search-cancel'() {
      const back = searching.cancel();
      if (back) goTo(back);
      return done();
    },
    'previous-prompt': toPrompt(-1),
    'next-prompt': toPrompt(1),
    output() {
      const range = outputBefore(screen().marks(), lines, cursor);
      return range ? copied(range) : done(NO_PROMPT);
    },
    'select-char': selecting('char'),
    'select-line': selecting('line'),
    'select-block': selecting('block'),
    'select-word'() {
      selectUnit('char', wordAt(lines, cursor));
      return done();
    },
    'other-end'() {
      if (!anchor) return done();
      const { at, kind } = anchor;
      anchor = { at: cursor, kind };
      goTo(at);
      return done();
    },
    clear() {
      anchor = null;
      return done();
    },
    selection: copySelection,
    'selection-stay': () => copied(selection()),
    text: () => copied(selection()),
    line: () => copied(lineAt(lines, cursor)),
    'line-rest': () => copied(restAt(lines, cursor)),
    leave: () => done(),
    go: atPlace((place) => {
      anchor = null;
      goTo(place);
    }),
    press: atPlace((place) => {
      anchor = { at: clamped(place), kind: 'char' };
      goTo(place);
    }),
    drag: atPlace((place) => goTo(place)),
    'drag-block': atPlace((place) => {
      if (anchor) anchor = { at: anchor.at, kind: 'block' };
      goTo(place);
    }),
    'word-at': atPlace((place) => {
      goTo(place);
      selectUnit('char', pointedAt(lines, cursor));
    }),
    'line-at': atPlace((place) => {
      goTo(place);
      selectUnit('line', lineAt(lines, cursor));
    }),
    async resume({ resume }) {
      if (resume?.epoch !== screen().epoch()) return done();
      anchor = resume.anchor;
      goTo(resume.cursor);
      show(resume.top);
      await searching.resume(resume.sought, cursor);
      count = resume.count;
      return done();
    },
  };

  const counted = (digit: string): CopyResult => {
    // Vim's: a 0 that does not go on with a count goes to the beginning of the line.
    if (digit === '0' && count === '') goTo(motions.lineStart(lines, cursor));
    else if (/^\d$/.test(digit)) count = (count + digit).slice(0, 4);
    return done();
  };
  const perform = async (request: CopyRequest): Promise<CopyResult> => {
    const { command, text = '' } = request;
    if (command === 'count') return counted(text);
    const times = Math.max(1, Number(count));
    const hadCount = count !== '';
    count = '';
    cursor = clamped(cursor);
    if (command !== 'search' && command !== 'search-back' && command !== 'search-cancel') searching.settle();
    const deed = deeds[command];
    if (deed) return deed(request, times);
    const isLine = hadCount && (command === 'bottom' || command === 'top');
    const moved = isLine
      ? { to: { line: lines.first() + times - 1, x: 0 } }
      : move(moving, command, text, times);
    if (moved) goTo(moved.to, moved.keepsGoal);
    return done();
  };

  return {
    run(request) {
      const isTyped = request.command === 'search' || request.command === 'search-back';
      if (isTyped) searching.giveUp();
      const mine = isTyped ? ++typed : 0;
      const result = turn.then(() => (isTyped && mine !== typed ? done() : perform(request)));
      turn = result.catch(() => {});
      return result;
    },
    state,
    pin() {
      const places = [screen().pin(cursor), ...(anchor ? [screen().pin(anchor.at)] : [])];
      return () => {
        const [now, from] = places.map((found) => found());
        if (from && anchor) anchor = { at: from, kind: anchor.kind };
        cursor = clamped(now!);
        goal = cursor.x;
        follow();
        onChange(state());
        void searching.reflowed(cursor).then(
          () => searching.summary() && onChange(state()),
          () => {},
        );
      };
    },
    close() {
      searching.giveUp();
      viewer.hold(false);
    },
  };
}

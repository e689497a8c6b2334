// The first keys of a day would take several times as long as the later ones, until V8 has compiled what
// they go through. Here keys are typed and screens painted that nobody sees, while there is time.
import { BLANK, WIDTH_1, WORDS } from '../core/cell.ts';
import { encodeInput } from '../protocol/input-codec.ts';
import { decodeUpdate, encodeUpdate, type ScreenUpdate } from '../protocol/screen-codec.ts';
import type { InputContext } from './input/input-state.ts';
import { initialInput } from './input/input-state.ts';
import { createInputParser } from './input/parser.ts';
import { route } from './input/router.ts';
import { createEmitter } from './output/emitter.ts';
import { paintBare } from './painter/bare.ts';
import { createCompositor } from './painter/compositor.ts';
import { applyUpdate, clearTouched, type PaneScreen } from './panes/pane-grid.ts';

const ROUNDS = 400;
const COLUMNS = 100;
const ROWS = 30;

/** Takes a key through everything up to the host, and its echo from there to the bytes for the terminal, at each step. */
export function* warmUp(context: () => InputContext): Generator<undefined> {
  const parser = createInputParser();
  const compositor = createCompositor({ columns: COLUMNS, rows: ROWS });
  const emitter = createEmitter({ colors: 'truecolor', bce: true, synchronized: true });
  const whole = { x: 0, y: 0, columns: COLUMNS, rows: ROWS };
  let screen: PaneScreen | null = null;
  compositor.paintUi(paintBare('warm'), () => screen);
  for (let round = 0; round < ROUNDS; round++) {
    for (const event of parser.feed(Buffer.from(String.fromCharCode(97 + (round % 26))))) {
      const { effects } = route(initialInput, context(), event);
      for (const effect of effects)
        if (effect.type === 'input') encodeInput({ channel: 0, modes: effect.modes, items: effect.items });
    }
    screen = applyUpdate(screen, decodeUpdate(encodeUpdate(echoOf(round))));
    compositor.updatePane('warm', screen);
    const cursor = compositor.cursor('warm', screen);
    emitter.render(compositor.grid, cursor, [whole], compositor.touched);
    compositor.clearTouched();
    clearTouched(screen);
    yield;
  }
}

/** One character more, and now and then a line scrolled. */
function echoOf(round: number): ScreenUpdate {
  const isScroll = round % 16 === 15;
  const count = isScroll ? COLUMNS : 1;
  const x = isScroll ? 0 : round % COLUMNS;
  const cells = new Uint32Array(count * WORDS);
  for (let i = 0; i < count; i++)
    cells[i * WORDS] = i % 5 === 4 ? BLANK : (97 + ((round + i) % 26)) | WIDTH_1;
  return {
    channel: 0,
    sequence: round,
    columns: COLUMNS,
    rows: ROWS,
    full: round === 0,
    cursor: { x: Math.min(COLUMNS - 1, x + 1), y: ROWS - 1, visible: true, shape: 'block', blink: false },
    modes: 0,
    top: Math.floor(round / 16),
    history: 0,
    scroll: 0,
    spans: [{ y: ROWS - 1, x, cells, clusters: new Map() }],
  };
}

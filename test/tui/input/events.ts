// Events as short text, so that tables of them can be read.
import type { InputEvent } from '../../../src/tui/input/parser.ts';
import { createInputParser } from '../../../src/tui/input/parser.ts';

/** Events of `chunks`, and of what is left at the end. */
export function parse(...chunks: readonly (string | Buffer)[]): InputEvent[] {
  const parser = createInputParser();
  return [...chunks.flatMap((chunk) => parser.feed(bytes(chunk))), ...parser.flush()];
}

/** Text as UTF-8; `\x80` to `\xff` written by `latin1`. */
export function bytes(chunk: string | Buffer): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

export function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** `ctrl+a`, `paste "text"`, `focus in`, `reply "…"`, `raw "…"`, `press 0 at 3,4 ctrl`. */
export function show(event: InputEvent): string {
  switch (event.type) {
    case 'key':
      return event.key;
    case 'paste':
      return `paste ${JSON.stringify(event.text)}`;
    case 'focus':
      return `focus ${event.focused ? 'in' : 'out'}`;
    case 'mouse': {
      const { action, button, x, y, ...held } = event.mouse;
      const names = Object.entries(held).filter(([, isHeld]) => isHeld);
      return [`${action} ${button} at ${x},${y}`, ...names.map(([name]) => name)].join(' ');
    }
    default:
      return `${event.type} ${JSON.stringify(event.raw.toString('latin1'))}`;
  }
}

// What a session prints, as events of a recording. It starts from the screen as it is; at a new size, and where output
// was skipped, the screen as it then is comes again, so that what follows fits to it.
import { StringDecoder } from 'node:string_decoder';
import { unpackModes } from '../../core/modes.ts';
import type { TailChunk } from '../../protocol/host-client.ts';

/** A screen as the host reads it. */
export interface ScreenRead {
  readonly lines: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number; readonly visible: boolean };
  readonly columns: number;
  readonly rows: number;
  readonly modes: number;
  /** Bytes of output that the screen is made of. */
  readonly content_seq: number;
}

export interface Recorder {
  /** Records the screen as it is now. To be called first. */
  sync(): Promise<void>;
  take(chunk: Pick<TailChunk, 'at' | 'dropped' | 'bytes'>): void;
  /** Number of the next byte of output to be recorded. */
  position(): number;
}

/** `read` reads the live screen, with colours; `write` gets events: output, and sizes after the first. */
export function createRecorder(
  read: () => Promise<ScreenRead>,
  write: (kind: 'o' | 'r', data: string) => void,
): Recorder {
  let next = 0;
  let size: string | undefined;
  let decoder = new StringDecoder('utf8');
  let waiting: Pick<TailChunk, 'at' | 'dropped' | 'bytes'>[] | undefined;

  const take: Recorder['take'] = (chunk) => {
    if (waiting) return void waiting.push(chunk);
    if (chunk.at > next) return void sync();
    const text = decoder.write(chunk.bytes.subarray(next - chunk.at));
    next = Math.max(next, chunk.at + chunk.bytes.length);
    if (text !== '') write('o', text);
  };
  const sync = async (): Promise<void> => {
    if (waiting) return;
    waiting = [];
    const screen = await read();
    const now = `${screen.columns}x${screen.rows}`;
    if (size !== undefined && size !== now) write('r', now);
    size = now;
    write('o', paint(screen));
    next = screen.content_seq;
    decoder = new StringDecoder('utf8');
    const late = waiting;
    waiting = undefined;
    for (const chunk of late) take(chunk);
  };
  return { sync, take, position: () => next };
}

/** What makes a terminal show `screen`, whatever it showed before. */
export function paint(screen: ScreenRead): string {
  const { cursor } = screen;
  const { alternateScreen, bracketedPaste } = unpackModes(screen.modes);
  const set = (mode: number, isSet: boolean): string => `\u001b[?${mode}${isSet ? 'h' : 'l'}`;
  return [
    set(1049, alternateScreen),
    '\u001b[r\u001b[0m\u001b[H\u001b[2J',
    screen.lines.map((line) => `${line}\u001b[0m`).join('\r\n'),
    `\u001b[${cursor.y + 1};${cursor.x + 1}H`,
    set(2004, bracketedPaste),
    set(25, cursor.visible),
  ].join('');
}

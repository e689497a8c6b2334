// A program that only seems to run: a real screen, written to by the test, and a note of what was typed.

import type { CopyRequest, CopyResult } from '../../core/copy-mode.ts';
import { unpackModes } from '../../core/modes.ts';
import type { Size } from '../../core/size.ts';
import { type Copying, createCopying } from '../../host/copy/copying.ts';
import { encodeKey, encodeMouse, encodePaste } from '../../host/input-encoder.ts';
import type { Notice } from '../../host/notices.ts';
import { readLines } from '../../host/read-screen.ts';
import { createScreen } from '../../host/screen.ts';
import { createViewer } from '../../host/viewer.ts';
import type { InputItem } from '../../protocol/input-codec.ts';
import type { ScreenUpdate } from '../../protocol/screen-codec.ts';
import { VERSION } from '../../protocol/version.ts';
import { applyUpdate, type PaneScreen } from '../../tui/panes/pane-grid.ts';

export interface FakeSession {
  /** Resolves when it is on the screen. */
  print(text: string): Promise<void>;
  /** Types text, as it is. */
  write(text: string): void;
  /** Types what a terminal sent, as the program's modes want it. */
  type(items: readonly InputItem[]): void;
  /** Everything typed so far. */
  typed(): string;
  resize(size: Size): void;
  /** The screen's rows, trailing blanks trimmed; with `all` the history before them. */
  lines(all?: boolean): string[];
  history(): number;
  /** A command of copy mode; `scroll` is where the view was before the first. */
  copy(request: CopyRequest, scroll: number): Promise<CopyResult>;
  /** As a pane shows it, `scroll` lines back. */
  pane(scroll: number): PaneScreen;
  close(): void;
}

const SCROLLBACK = 1000;

export function createFakeSession(size: Size, onNotice: (notice: Notice) => void): FakeSession {
  let typed = '';
  const screen = createScreen({
    ...size,
    scrollback: SCROLLBACK,
    version: VERSION,
    colors: () => ({}),
    onReply: () => {},
    onNotice,
  });

  const pins = new Set<() => () => void>();
  let copying: Copying | null = null;
  const openCopying = (scroll: number): Copying => {
    const viewer = createViewer({ channel: 1, screen, scroll, send: () => {} });
    return createCopying({ screen, pins, settle() {} }, viewer, () => {});
  };

  const bytesOf = (item: InputItem): string => {
    const modes = unpackModes(screen.modes());
    switch (item.type) {
      case 'key':
        return encodeKey(item.key, modes);
      case 'paste':
        return encodePaste(item.text, modes.bracketedPaste);
      case 'mouse':
        return encodeMouse(item.mouse, modes);
      case 'raw':
        return item.raw.toString('utf8');
      default:
        return '';
    }
  };

  return {
    // A line feed alone begins a line, as it does behind a terminal's line discipline.
    print: (text) =>
      new Promise((resolve) => screen.write(Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8'), resolve)),
    write(text) {
      typed += text;
    },
    type(items) {
      typed += items.map(bytesOf).join('');
    },
    typed: () => typed,
    resize(next) {
      const places = [...pins].map((pin) => pin());
      screen.resize(next);
      for (const place of places) place();
    },
    lines: (all = false) => readLines(screen, { all, ansi: false }),
    pane(scroll) {
      // A program that held painting back would be waited for.
      if (screen.holdsPainting()) screen.write(Buffer.from('\x1b[?2026l'), () => {});
      let update: ScreenUpdate | undefined;
      const viewer = createViewer({
        channel: 1,
        screen,
        scroll,
        send: (sent) => {
          update = sent;
        },
      });
      viewer.changed();
      viewer.close();
      if (!update) throw new Error('a screen held its painting back');
      return applyUpdate(null, update);
    },
    history: () => screen.history(),
    async copy(request, scroll) {
      copying ??= openCopying(scroll);
      const result = await copying.run(request);
      if (request.command === 'leave') copying = null;
      return result;
    },
    close: () => screen.dispose(),
  };
}

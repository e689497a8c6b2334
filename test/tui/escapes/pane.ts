// What a viewer has of a program's output: the host's screen, its updates as bytes, the pane's grid.
import { createScreen, type Screen } from '../../../src/host/screen.ts';
import { createViewer, type Viewer } from '../../../src/host/viewer.ts';
import { decodeUpdate, encodeUpdate, type ScreenUpdate } from '../../../src/protocol/screen-codec.ts';
import { applyUpdate, type PaneScreen } from '../../../src/tui/panes/pane-grid.ts';
import { quietScreen } from '../../host/drawing.ts';

export interface Viewed {
  readonly screen: Screen;
  /** Parses `bytes`, and takes the updates that follow. */
  write(bytes: Uint8Array): void;
  pane(): PaneScreen;
  /** Another viewer takes the place of this one: it starts from a full update. */
  attachAgain(): void;
  close(): void;
}

export function viewed(columns: number, rows: number): Viewed {
  const screen = createScreen({ ...quietScreen, columns, rows });
  const outbox: ScreenUpdate[] = [];
  let pane: PaneScreen | null = null;
  let viewer: Viewer;
  const attach = (): void => {
    pane = null;
    outbox.length = 0;
    viewer = createViewer({
      channel: 1,
      screen,
      scroll: 0,
      send: (update) => outbox.push(decodeUpdate(encodeUpdate(update))),
    });
  };
  const settle = (): void => {
    viewer.changed();
    for (let update = outbox.shift(); update; update = outbox.shift()) {
      pane = applyUpdate(pane, update);
      viewer.acknowledge(update.sequence);
    }
  };
  attach();
  settle();
  return {
    screen,
    write(bytes) {
      screen.write(bytes, () => {});
      settle();
    },
    pane: () => pane!,
    attachAgain() {
      viewer.close();
      attach();
      settle();
    },
    close() {
      viewer.close();
      screen.dispose();
    },
  };
}

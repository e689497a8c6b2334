// The UI as a person sees it, as data (contract.md 4): what `botster-tui frame --json` prints.
import type { CursorShape } from './cursor.ts';
import type { Style } from './tree.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FrameNode {
  readonly id?: string;
  readonly type: string;
  readonly rect: Rect;
  readonly file?: string;
  readonly line?: number;
}

export interface Frame {
  readonly columns: number;
  readonly rows: number;
  readonly cursor: {
    readonly x: number;
    readonly y: number;
    readonly visible: boolean;
    readonly shape: CursorShape;
  };
  readonly lines: readonly string[];
  readonly spans: readonly (readonly {
    readonly x: number;
    readonly width: number;
    readonly style: Style;
  }[])[];
  readonly nodes: readonly FrameNode[];
}

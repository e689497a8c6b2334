// What widgets know besides their own node.
import { createContext } from 'react';
import type { Style } from '../../core/tree.ts';

/** Size of the whole screen in cells: an upper bound for anything drawn. */
export const ScreenSize = createContext({ columns: 80, rows: 24 });

/** Text style that containers hand down. */
export const InheritedStyle = createContext<Style | undefined>(undefined);

/** Text being edited. Cursor is a UTF-16 offset into the value. */
export interface EditorState {
  readonly value: string;
  readonly cursor: number;
}

export interface Inputs {
  /** By widget path; a text_input without an entry shows its own value. */
  readonly editors: Readonly<Record<string, EditorState>>;
  /** Path of the widget that has the keys. */
  readonly focused: string | null;
  /** A row of the list at `path` is looked for; `at` (from 0) of those that fit is marked. */
  readonly filter?: { readonly path: string; readonly line: EditorState; readonly at: number } | null;
}

export const InputsContext = createContext<Inputs>({ editors: {}, focused: null });

/** Called after every layout of the whole tree. */
export interface LayoutListeners {
  add(listener: () => void): () => void;
}

export const LayoutContext = createContext<LayoutListeners>({ add: () => () => {} });

// What the outer terminal told, one thing at a time.
import type { MouseInput } from '../../protocol/input-codec.ts';

export type InputEvent =
  /** `key` in core/key.ts notation, with `:repeat` or `:release` after it where the terminal says so. */
  | { readonly type: 'key'; readonly key: string; readonly raw: Buffer }
  /** Cells are those of the whole screen, zero-based. */
  | { readonly type: 'mouse'; readonly mouse: MouseInput }
  /** Pasted text, or as much of it as one event holds; it never has an end marker in it. */
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'focus'; readonly focused: boolean }
  /** What the terminal says by itself, such as the answer to a query: never for a program. */
  | { readonly type: 'reply'; readonly raw: Buffer }
  /** Bytes that no decoder knows. */
  | { readonly type: 'raw'; readonly raw: Buffer };

/** A key's name without its event, and the event. */
export function splitKey(key: string): {
  readonly chord: string;
  readonly event: 'press' | 'repeat' | 'release';
} {
  if (key.endsWith(':release')) return { chord: key.slice(0, -8), event: 'release' };
  if (key.endsWith(':repeat')) return { chord: key.slice(0, -7), event: 'repeat' };
  return { chord: key, event: 'press' };
}

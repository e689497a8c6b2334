// Sizes as people write them.
import { clampSize, type Size } from '../core/size.ts';
import { usageError } from './failure.ts';

/** `120x40`, clamped to what terminals can be. Throws a usage error naming `flag`. */
export function parseSize(text: string, flag: string): Size {
  const match = /^(\d+)x(\d+)$/i.exec(text);
  if (!match) throw usageError(`${flag}: "${text}" is not COLUMNSxROWS, as 120x40`);
  return clampSize({ columns: Number(match[1]), rows: Number(match[2]) });
}

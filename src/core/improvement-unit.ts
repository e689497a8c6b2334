// Names of the files that agents write: below one folder of the home, and nowhere else.

export const IMPROVEMENTS = 'improvements';

const MAX_LENGTH = 200;
/** No part is hidden, `..` or empty. */
const PART = /^[\p{L}\p{N}_-][\p{L}\p{N}_. +-]*$/u;

/** `improvements/<path>` for a path below it, with or without that folder; null for what is no Lua file there. */
export function improvementUnit(path: string): string | null {
  const inner = path.replace(/^(\.\/)?improvements\//, '');
  const isFine =
    inner.length <= MAX_LENGTH && inner.endsWith('.lua') && inner.split('/').every((part) => PART.test(part));
  return isFine ? `${IMPROVEMENTS}/${inner}` : null;
}

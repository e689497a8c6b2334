// Globs on names: of events, as people type them.

/** `*` any text, `?` one character; the rest means itself. */
export function nameGlob(glob: string): RegExp {
  const pattern = glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 's');
}

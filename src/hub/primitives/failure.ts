// Why something asked of the machine was not done, as Lua gets it: `nil, err` with `err.code`.

/** `code` is what a script tells failures apart by: `not_found`, `outside`, `too_large`, … */
export class PrimitiveError extends Error {
  override readonly name = 'PrimitiveError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const known: Readonly<Record<string, readonly [code: string, text: string]>> = {
  ENOENT: ['not_found', 'there is no such file'],
  ENOTDIR: ['not_found', 'a part of the path is no directory'],
  EACCES: ['denied', 'permission denied'],
  EPERM: ['denied', 'permission denied'],
  EROFS: ['denied', 'the file system is read-only'],
  EEXIST: ['exists', 'it exists already'],
  EISDIR: ['not_file', 'it is a directory'],
  ENOTEMPTY: ['not_empty', 'the directory is not empty'],
  ELOOP: ['outside', 'it is a link that leads in a circle, or was one a moment ago'],
  ENOSPC: ['failed', 'the disk is full'],
  ENAMETOOLONG: ['usage', 'the name is too long'],
};

/** What the system says of `path`, in words; other errors as they are. */
export function explain(error: unknown, path: string): Error {
  if (error instanceof PrimitiveError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const found = known[code];
  if (found) return new PrimitiveError(found[0], `${path}: ${found[1]}`);
  return new PrimitiveError('failed', `${path}: ${(error as Error).message}`);
}

// Files that a verb makes and never writes over.
import { CommandError, EXIT } from './failure.ts';

/**
 * What `make` returns, which opens or writes `path` with the flag `wx`. Throws CommandError: `exists` where the file is
 * there already, `failed` where it cannot be made.
 */
export function makeNew<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const message = isThere
      ? `${path} is there already, and is kept: name another file`
      : (error as Error).message;
    throw new CommandError(EXIT.failed, isThere ? 'exists' : 'failed', message);
  }
}

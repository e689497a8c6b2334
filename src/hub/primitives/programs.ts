// Which programs there are.
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where a program is that an environment's PATH leads to, or that is named by a path from `cwd`; null for none. */
export async function findProgram(
  program: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  const places = program.includes('/')
    ? [program.startsWith('/') ? program : join(cwd, program)]
    : (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  for (const place of places) if (await isProgram(place)) return place;
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

// Why a program cannot be started, found before the fork: afterwards it would only be an exit code.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** A sentence with the cause and the fix, or null if nothing stands in the way. */
export function spawnProblem(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): string | null {
  if (!isDirectory(cwd)) return `cwd "${cwd}" is not a directory: choose one that exists`;
  const command = argv[0] ?? '';
  if (command === '') return 'the command is empty';
  if (command.includes('/')) {
    const path = isAbsolute(command) ? command : resolve(cwd, command);
    return isExecutable(path) ? null : `"${command}" is not an executable file`;
  }
  const path = env['PATH'] ?? '';
  if (path.split(delimiter).some((directory) => isExecutable(join(directory || '.', command)))) return null;
  return `"${command}" was not found on PATH (${path || 'empty'})`;
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

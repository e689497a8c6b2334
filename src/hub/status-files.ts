// What became of each file that an agent wrote, beside it: `improvements/.status/badge.lua.json`. Written
// whole or not at all, when the file was saved or fares otherwise than before.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from './builds.ts';
import { replaceFile } from './replace-file.ts';

const PREFIX = 'improvements/';

/**
 * Returns a function that brings the status files of `home` up to date; it throws where it cannot. Before files
 * have settled only those that are live are told of.
 */
export function createStatusFiles(home: string): (report: Report, hasSettled: boolean) => void {
  const folder = join(home, 'improvements', '.status');
  /** What each was written for. */
  const written = new Map<string, string>();
  return ({ outcome, set }, hasSettled) => {
    const hashes = new Map(set.files.map(({ unit, hash }) => [unit, hash]));
    const wanted = new Set<string>();
    for (const unit of [...hashes.keys(), ...set.problems.map((problem) => problem.unit)]) {
      if (!unit.startsWith(PREFIX)) continue;
      const path = join(folder, `${unit.slice(PREFIX.length)}.json`);
      wanted.add(path);
      const error = [...set.problems, ...outcome.errors].find((candidate) => candidate.unit === unit);
      const registered = outcome.registered[unit] ?? {};
      const warnings = outcome.warnings.filter((warning) => warning.includes(unit));
      const cause = JSON.stringify([hashes.get(unit), error?.message, error?.line, registered, warnings]);
      if (written.get(path) === cause || (error && !hasSettled)) continue;
      replace(path, error ?? { ok: true, generation: outcome.generation, registered, warnings });
      written.set(path, cause);
    }
    if (!hasSettled) return;
    for (const path of existing(folder)) {
      if (wanted.has(path)) continue;
      rmSync(path, { force: true });
      written.delete(path);
    }
  };
}

function replace(path: string, status: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, `${JSON.stringify(status)}\n`);
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .map((path) => join(folder, path));
  } catch {
    return [];
  }
}

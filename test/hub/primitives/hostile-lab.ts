// A project among places that it may not reach, with the ways out of it that paths.ts tries.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles, type Files } from '../../../src/hub/primitives/files.ts';
import { glob } from '../../../src/hub/primitives/glob.ts';
import { type Asker, createPlaces } from '../../../src/hub/primitives/places.ts';

export const SECRET = 'the secret';
export const agent: Asker = { unit: 'improvements/a.lua', agent: 'a1' };

export interface HostileLab {
  readonly root: string;
  readonly files: Files;
  glob(pattern: string): Promise<string[]>;
  /** All that is outside of the project, names and contents. */
  outside(): string;
  dispose(): void;
}

export function openHostileLab(): HostileLab {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bt-hostile-')));
  const at = (path: string): string => join(root, path);
  for (const folder of [
    'app/.git',
    'app/src',
    'app2',
    'outside',
    'person/.botster/improvements',
    'person/.botster/user',
  ])
    mkdirSync(at(folder), { recursive: true });
  for (const file of ['app2/secret', 'outside/secret', 'person/secret', 'person/.botster/keyring.key'])
    writeFileSync(at(file), SECRET);
  writeFileSync(at('app/src/file'), 'ours');
  execFileSync('mkfifo', [at('app/fifo')]);
  for (const [path, target] of [
    ['file-link', '../outside/secret'],
    ['dir-link', at('outside')],
    ['link-to-link', 'file-link'],
    ['src/up', '../..'],
    ['src/home', at('person/.botster')],
    ['loop', 'loop'],
    ['loop-a', 'loop-b'],
    ['loop-b', 'loop-a'],
    ['dangling', at('outside/new')],
    ['root-link', '/'],
    ['proc-link', '/proc/self/root'],
    ['zero-link', '/dev/zero'],
  ] as const)
    symlinkSync(target, at(`app/${path}`));
  symlinkSync(at('outside'), at('person/.botster/improvements/way'));
  const places = createPlaces({
    home: at('person/.botster'),
    personsHome: at('person'),
    cwdOf: () => at('app/src'),
    cwds: () => [at('app/src')],
    inFront: () => undefined,
  });
  return {
    root,
    files: createFiles(places),
    glob: (pattern) =>
      glob(pattern, pattern.startsWith('/') ? '/' : places.project(agent), {
        enter: (directory) => places.reading(directory, agent),
      }),
    outside() {
      const seen: string[] = [];
      const visit = (path: string): void => {
        for (const entry of readdirSync(at(path), { withFileTypes: true })) {
          const child = `${path}/${entry.name}`;
          if (entry.isDirectory()) visit(child);
          else seen.push(entry.isFile() ? `${child}: ${readFileSync(at(child), 'utf8')}` : child);
        }
      };
      for (const folder of ['app2', 'outside', 'person']) visit(folder);
      return seen.sort().join('\n');
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

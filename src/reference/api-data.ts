// The Lua API as the manifest declares it, read from the file that is made of it: `lua/types/api.json`.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../lua/api/index.ts';

export type { ApiField, ApiFunction, Param, Widget } from '../lua/api/model.ts';

/** The manifest, and what only tests see. */
export type Api = Manifest & { readonly testing: Pick<Manifest, 'modules' | 'classes'> };

/** The package's own folder, given that of the built entry files. */
export function packageRoot(entries: string): string {
  return dirname(entries);
}

/** The API of the package in `root`. Throws Error where its file is missing. */
export function loadApi(root: string): Api {
  return JSON.parse(readFileSync(join(root, 'lua/types/api.json'), 'utf8')) as Api;
}

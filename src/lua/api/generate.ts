// Every file that is made from the manifest, by its path in the package.
import type { Manifest } from './index.ts';
import { luaManifest } from './lua-manifest.ts';
import { reference } from './reference.ts';
import { luaStubs } from './stubs.ts';

/** The generated files: path to text. */
export function generate(manifest: Manifest): ReadonlyMap<string, string> {
  return new Map([
    ['lua/core/manifest.lua', luaManifest(manifest)],
    ['lua/types/botster.d.lua', luaStubs(manifest)],
    ['lua/types/REFERENCE.md', reference(manifest)],
  ]);
}

// Every file that is made from the manifest, by its path in the package.
import type { Manifest } from './index.ts';
import { luaManifest } from './lua-manifest.ts';
import { reference, testingHead } from './reference.ts';
import { luaStubs } from './stubs.ts';
import { testing } from './testing.ts';

/** The generated files: path to text. */
export function generate(manifest: Manifest): ReadonlyMap<string, string> {
  return new Map([
    ['lua/core/manifest.lua', luaManifest(manifest)],
    ['lua/types/botster.d.lua', luaStubs(manifest)],
    ['lua/types/REFERENCE.md', reference(manifest)],
    ['lua/testing/spec/testing_manifest.lua', luaManifest(testing)],
    ['lua/types/botster-test.d.lua', luaStubs(testing)],
    ['lua/types/TESTING.md', reference(testing, testingHead)],
    // For the guide and the search, which know nothing of this folder.
    [
      'lua/types/api.json',
      `${JSON.stringify({ ...manifest, testing: { modules: testing.modules, classes: testing.classes } }, null, 1)}\n`,
    ],
  ]);
}

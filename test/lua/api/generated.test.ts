// The files made from the manifest are up to date; `vitest -u` writes them anew.
import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/lua/api/generate.ts';
import { manifest } from '../../../src/lua/api/index.ts';

const root = new URL('../../../', import.meta.url);

describe('generated files', () => {
  for (const [path, text] of generate(manifest)) {
    it(`${path} is what the manifest says`, async () => {
      await expect(text).toMatchFileSnapshot(new URL(path, root).pathname);
    });
  }
});

// The same as the short run, a thousand times over.
import { afterEach, describe, it } from 'vitest';
import { closeWorlds } from '../world-helper.ts';
import { editAtRandom } from './random-edits.ts';

afterEach(closeWorlds);

describe('a thousand edits', () => {
  it('leave the registries of a fresh start', () => editAtRandom(11, 1_000, 50), 600_000);
});

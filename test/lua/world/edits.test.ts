// Edits at random leave nothing behind.
import { afterEach, describe, it } from 'vitest';
import { closeWorlds } from '../world-helper.ts';
import { editAtRandom } from './random-edits.ts';

afterEach(closeWorlds);

describe('eighty edits', () => {
  it('leave the registries of a fresh start', () => editAtRandom(7, 80, 40), 60_000);
});

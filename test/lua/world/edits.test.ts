// Edits at random leave nothing behind.
import { afterEach, describe, it } from 'vitest';
import { closeWorlds } from '../world-helper.ts';
import { editAtRandom } from './random-edits.ts';

afterEach(closeWorlds);

describe('thirty edits', () => {
  it('leave the registries of a fresh start', () => editAtRandom(7, 30, 15), 60_000);
});

// A few of the scripts of the long run.
import { afterEach, describe, it } from 'vitest';
import { closeWorlds } from '../world-helper.ts';
import { hostileScripts, sufferScripts } from './hostile-scripts.ts';

afterEach(closeWorlds);

describe('twelve hostile scripts', () => {
  it('harm nobody but themselves', () => sufferScripts(hostileScripts(5, 12)), 120_000);
});

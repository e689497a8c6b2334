// A tenth of the scripts of the long run.
import { afterEach, describe, it } from 'vitest';
import { closeWorlds } from '../world-helper.ts';
import { hostileScripts, sufferScripts } from './hostile-scripts.ts';

afterEach(closeWorlds);

describe('twenty hostile scripts', () => {
  it('harm nobody but themselves', () => sufferScripts(hostileScripts(5, 20)), 120_000);
});

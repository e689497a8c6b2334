// As the short run, ten times over.
import { afterEach, describe, it } from 'vitest';
import { closeWorlds } from '../world-helper.ts';
import { hostileScripts, sufferScripts } from './hostile-scripts.ts';

afterEach(closeWorlds);

describe('two hundred hostile scripts', () => {
  it('harm nobody but themselves', () => sufferScripts(hostileScripts(17, 200)), 600_000);
});

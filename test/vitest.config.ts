import { defineConfig } from 'vitest/config';

const all = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
const long = 'test/**/*.long.test.ts';
/** They start no process and change nothing that others see: one process runs file after file, and imports once. */
const light = [
  'test/core/**',
  'test/protocol/**',
  'test/tui/{input,terminal,widgets,overlays,output}/**',
  'test/tui/*',
  'test/lua/*',
  'test/lua/api/**',
  'test/hub/{improvements,attention,notifications}/**',
].flatMap((place) => [`${place}.test.ts`, `${place}.test.tsx`]);

/** What every run has. */
export const run = {
  root: new URL('..', import.meta.url).pathname,
  globalSetup: new URL('./helpers/no-leaks.ts', import.meta.url).pathname,
  maxWorkers: 2,
  reporters: ['default', new URL('./helpers/summary-reporter.ts', import.meta.url).pathname],
};

/** Tests of one kind; `test` says which, and what is different with them. */
export const project = (test: object) => ({
  // The development JSX transform calls what React's production build does not have.
  oxc: { jsx: { runtime: 'automatic' as const, development: false } },
  test: {
    pool: 'forks' as const,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { FORCE_COLOR: '3', NODE_ENV: 'production' },
    ...test,
  },
});

export default defineConfig({
  test: {
    ...run,
    projects: [
      project({ name: 'light', isolate: false, include: light, exclude: [long] }),
      project({ name: 'own', include: all, exclude: [...light, long] }),
    ],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The development JSX transform calls what React's production build does not have.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/**/*.long.test.ts'],
    pool: 'forks',
    globalSetup: new URL('./helpers/no-leaks.ts', import.meta.url).pathname,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { FORCE_COLOR: '3', NODE_ENV: 'production' },
    reporters: ['default', new URL('./helpers/summary-reporter.ts', import.meta.url).pathname],
  },
});

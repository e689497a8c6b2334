import { defineConfig } from 'vitest/config';
import { project, run } from './vitest.config.ts';

export default defineConfig({
  test: {
    ...run,
    projects: [project({ name: 'long', include: ['test/**/*.long.test.ts'], testTimeout: 600_000 })],
  },
});

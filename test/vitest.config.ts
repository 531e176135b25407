import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
    // Most tests wait for sockets and timers, so there is room for more of them than processors.
    maxWorkers: 3,
  },
});

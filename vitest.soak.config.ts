import { defineConfig } from 'vitest/config';

// What takes longer than a merge should wait for, and all other tests with a seed of their own, which a failure names,
// and more cases of the properties that take long.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['scripts/build-kernel.js'],
    setupFiles: ['test/property-seed.ts'],
    env: {
      TZ: 'UTC',
      NO_COLOR: '1',
      PROPERTY_SEED: String(Date.now() % 2 ** 31),
      PROPERTY_RUNS: process.env['PROPERTY_RUNS'] ?? '150',
    },
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    maxWorkers: 1,
  },
});

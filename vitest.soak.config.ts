import { defineConfig } from 'vitest/config';

// What takes longer than a merge should wait for; `npm test` has a small share of each with fixed seeds.
export default defineConfig({
  test: {
    include: ['test/soak/**/*.test.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    maxWorkers: 1,
  },
});

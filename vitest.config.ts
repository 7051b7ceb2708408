import { defineConfig } from 'vitest/config';

// .ci/run names a file here and reads the counts from it.
const report = process.env['EASEL_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/soak/**'],
    globalSetup: ['scripts/build-kernel.js'],
    setupFiles: ['test/property-seed.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    testTimeout: 180_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});

import { defineConfig } from 'vitest/config';

/** Pure stages: no store, no services. `npm run check` runs these alone. */
const unitFolders = [
  'config',
  'dedupe',
  'deliver',
  'domain',
  'fetch',
  'normalize',
  'parse',
  'schedule',
  'topics',
  'websub',
];
const unit = unitFolders.map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores, and tests that start processes of their own.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.test.ts'],
          exclude: unit,
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});

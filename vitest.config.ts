import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/temporary.ts'],
    setupFiles: ['test/properties.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['test/slow/**', 'test/cluster/**', '**/node_modules/**'],
    // A hang ends; a busy machine fails nothing.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/properties.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['test/slow/**', 'test/cluster/**', '**/node_modules/**'],
    testTimeout: 60_000,
  },
});

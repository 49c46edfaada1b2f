import { defineConfig } from 'vitest/config';

/** `npm run test:slow`: what takes minutes. */
export default defineConfig({
  test: {
    globalSetup: ['test/temporary.ts'],
    setupFiles: ['test/properties.ts'],
    include: ['test/slow/**/*.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});

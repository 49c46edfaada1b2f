import { defineConfig } from 'vitest/config';

/** `npm run test:slow`: what takes minutes. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    testTimeout: 600_000,
  },
});

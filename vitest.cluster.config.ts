import { defineConfig } from 'vitest/config';

/** `npm run test:cluster`: what needs a real etcd, kube-apiserver and kube-controller-manager. */
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: ['test/temporary.ts', 'test/bundle.ts', 'test/control-plane/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});

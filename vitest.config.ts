import { defineConfig } from 'vitest/config';

/** What runs the command line as a process of its own. */
const PROCESSES = [
  'test/cli/**/*.test.ts',
  'test/access/cli.test.ts',
  'test/network/cli.test.ts',
  'test/bad-input/files.test.ts',
  'test/frameworks/{report,evidence}.test.ts',
  'test/docs.test.ts',
];

/** Rooms that work on values alone. Their tests share modules: loading these anew for each file costs more than the tests. */
const PURE = [
  'src/{access,cloud,dockerfile,drawing,drift,edges,formats,frameworks,host}/**/*.test.ts',
  'src/{judgement,kubernetes,network,posture,std,versions,weaknesses}/**/*.test.ts',
];

const common = {
  setupFiles: ['test/properties.ts'],
  // A worker for every core: of two, Vitest itself would use one.
  maxWorkers: '100%',
  // A hang ends; a busy machine fails nothing.
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'code',
          globalSetup: ['test/temporary.ts'],
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: ['test/slow/**', 'test/cluster/**', '**/node_modules/**', ...PROCESSES, ...PURE],
        },
      },
      {
        test: {
          ...common,
          name: 'pure',
          isolate: false,
          include: PURE,
        },
      },
      {
        test: {
          ...common,
          name: 'processes',
          globalSetup: ['test/temporary.ts', 'test/bundle.ts'],
          include: PROCESSES,
        },
      },
    ],
  },
});

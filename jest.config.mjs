// Native ES modules, types stripped by Node itself: no Babel, no ts-jest (docs: node:module stripTypeScriptTypes).
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/scripts/strip-types.mjs' },
  randomize: true,
  testTimeout: 30_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/test/fakes/shared-server.ts',
  globalTeardown: '<rootDir>/test/fakes/shared-server-end.ts',
  testSequencer: '<rootDir>/scripts/test/longest-first.mjs',
  // Modules of past test files stay in memory; a worker that carries gigabytes of them runs at half its speed.
  workerIdleMemoryLimit: '700MB',
  modulePathIgnorePatterns: ['<rootDir>/.data'],
};

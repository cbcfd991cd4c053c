import process from 'node:process';

// Native ES modules, types stripped by Node itself: no Babel, no ts-jest (docs: node:module stripTypeScriptTypes).
const perFile = process.env.JEST_PER_FILE ? ['<rootDir>/scripts/test/per-file-reporter.mjs'] : [];

export default {
  reporters: ['default', ...perFile],
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/scripts/strip-types.mjs' },
  randomize: true,
  testTimeout: 30_000,
  maxWorkers: 2,
  modulePathIgnorePatterns: ['<rootDir>/.data'],
};

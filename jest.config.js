const transform = {
  '^.+\\.ts$': ['@swc/jest', {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  }],
};
/** Tests that need no database of their own cluster; a run of only these starts none. */
const alone = ['/test/bibliography/', '/test/dates/', '/test/web/', '/test/imports/plain-text', '/test/imports/readers/', '/test/html/', '/test/exports/', '/test/database/embedded-', '/test/outside/', '/test/feeds/discover'];
const project = { testEnvironment: 'node', transform, setupFiles: ['reflect-metadata'] };

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 120_000,
  projects: [
    { ...project, displayName: 'alone', testMatch: alone.map((part) => `<rootDir>${part}${part.endsWith('/') ? '**/' : ''}*.test.ts`) },
    {
      ...project, displayName: 'graph', testMatch: ['<rootDir>/test/**/*.test.ts'], testPathIgnorePatterns: alone,
      globalSetup: '<rootDir>/test/support/start-cluster.ts', globalTeardown: '<rootDir>/test/support/stop-cluster.ts',
    },
  ],
};

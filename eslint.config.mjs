import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const framework = ['@nestjs/*', 'kafkajs', 'typeorm', 'pg', 'rxjs'];

/** Who may import whom: no row has a `*`, so a room without a tag is an error. */
const layers = [
  { sourceTag: 'layer:contract', onlyDependOnLibsWithTags: [], bannedExternalImports: framework },
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:contract'], bannedExternalImports: framework },
  { sourceTag: 'layer:adapter', onlyDependOnLibsWithTags: ['layer:contract', 'layer:adapter'], bannedExternalImports: ['typeorm', 'pg'] },
  { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['layer:contract', 'layer:domain', 'layer:adapter'] },
  { sourceTag: 'layer:test', onlyDependOnLibsWithTags: ['layer:contract', 'layer:domain', 'layer:adapter'] },
];

/** What would make a pure room depend on the machine, the hour or chance. */
const impure = {
  'no-restricted-imports': ['error', {
    patterns: [{
      regex: '^(node:)?(fs|net|http|https|http2|dns|dgram|tls|os|child_process|cluster|worker_threads|process|timers|readline|perf_hooks)(/.*)?$',
      message: 'pure rooms do no I/O: hand the value in.',
    }],
  }],
  'no-restricted-globals': ['error', ...['process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'console'].map((name) => ({ name, message: 'pure rooms know no clock, network or environment: hand the value in.' }))],
  'no-restricted-properties': ['error',
    { object: 'Math', property: 'random', message: 'pure rooms know no chance.' },
    { object: 'Date', property: 'now', message: 'pure rooms know no clock.' }],
  'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'pure rooms know no clock.' }],
};

const size = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60 }],
  complexity: ['error', 12],
  'max-params': ['error', 3],
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.wiredesk/**', 'libs/contracts/schemas/**'] },
  js.configs.recommended,
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly', Buffer: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', performance: 'readonly', TextDecoder: 'readonly' } } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { project: ['./libs/*/tsconfig.json', './apps/*/tsconfig.json', './tsconfig.tests.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...size,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(\\.\\./){2,}', message: 'cross a room by its package name.' }] }],
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: layers, banTransitiveDependencies: false, enforceBuildableLibDependency: false }],
    },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['**/config.ts', '**/*.spec.ts', '**/*.suite.ts'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'config.ts is the only reader of the environment.' }] },
  },
  { files: ['libs/{contracts,wire-formats,extraction,stories}/src/**/*.ts'], ignores: ['**/*.spec.ts', '**/*.suite.ts'], rules: impure },
  { files: ['**/*.spec.ts', '**/*.suite.ts', 'tests/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'max-params': 'off' } },
  { files: ['apps/cli/src/**/*.ts'], rules: { 'no-console': 'off' } },
);

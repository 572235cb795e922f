const tseslint = require('typescript-eslint');

/** Folders a folder of src may not import from: imports run one way (docs/decisions/0001-layout.md). */
const never = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }] },
});
const concepts = ['articles', 'authors', 'publishers', 'sources', 'citations', 'comments', 'events', 'origins', 'statistics', 'merges', 'keys', 'search', 'webhooks'];
const outside = [['**/cli/**', '**/server', '**/schema', '**/main'], 'The server and the command line import the graph, never the other way round.'];

module.exports = tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'web/dist/', 'web/node_modules/', 'examples/', '.ibid/', 'coverage/'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', 'bin/*.js', 'src/exports/*.cjs', 'scripts/*.mjs', 'bench/*.mjs', 'audits/*.mjs'] }, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off', // entities and GraphQL types are classes of decorated fields
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' }],
    },
  },
  { files: ['**/*.ts'], rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error', '@typescript-eslint/switch-exhaustiveness-check': 'error' } },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['src/config.ts', 'test/**', 'scripts/**', 'bench/**', 'audits/**', '*.js', 'bin/**', 'web/**'], rules: { 'no-restricted-properties': 'off' } },
  never(['src/dates/**', 'src/bibliography/**', 'src/exports/**'],
    [['typeorm', 'pg', 'graphql', 'type-graphql', 'fs', 'node:fs', 'node:fs/*'], 'Pure: text in, values out.'],
    [concepts.concat('imports', 'database', 'graph').map((name) => `**/${name}/**`), 'Pure: text in, values out.']),
  never(['src/imports/read-*.ts', 'src/imports/readers/**'],
    [['typeorm', 'pg', 'type-graphql', 'fs', 'node:fs', 'node:fs/*'], 'A reader is pure; a writer has no format.'],
    [['**/database/**', '**/*.entity', '**/*.resolver'], 'A reader is pure; a writer has no format.']),
  never(['src/graph/**', 'src/database/**'],
    [concepts.concat('imports').map((name) => `**/${name}/*.{resolver,loaders,type}`), 'Plumbing knows no concept.'], outside),
  never(concepts.map((name) => `src/${name}/**/*.ts`), [['**/imports/**'], 'Concepts do not know where content came from.'], outside),
  never(['src/**/*.entity.ts'], [['type-graphql', 'graphql', '../*/*'], 'An entity is columns: no GraphQL, no other folder.']),
  never(['src/**/*.type.ts'], [['typeorm', 'pg'], 'A type is fields: no database.']),
  never(['src/**/*.resolver.ts'], [['typeorm', 'pg'], 'A resolver fetches and hands over: no SQL.'], outside),
);

import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: `${process.env.IBID_URL ?? 'http://127.0.0.1:4000/graphql'}`.replace('/graphql', '/schema.graphql'),
  documents: 'src/**/*.graphql',
  generates: { 'src/graphql/': { preset: 'client', config: { scalars: { DateTime: 'string', URL: 'string', HTML: 'string', PartialDate: 'string' } } } },
} satisfies CodegenConfig;

import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { SnakeNames } from '../../src/database/snake-names';
import { entities } from './entities';
import { createLoaders } from './loaders';
import { ArticleConnectionResolver, ArticleResolver, CitationResolver, type Context, PublisherResolver, SourceResolver } from './resolvers';

/** The stack as its tutorials put it together: Apollo Server, type-graphql and TypeORM repositories with their defaults. Prints its address. */
async function main(): Promise<void> {
  const db = await new DataSource({
    type: 'postgres', url: process.env.DATABASE_URL ?? '', poolSize: 10, entities, namingStrategy: new SnakeNames(),
    parseInt8: true, // ids as numbers, so that cursors and ids are those of the other servers
  }).initialize();
  const schema = await buildSchema({ resolvers: [ArticleResolver, ArticleConnectionResolver, CitationResolver, SourceResolver, PublisherResolver] });
  const server = new ApolloServer<Context>({ schema });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 }, context: () => Promise.resolve({ db, loaders: createLoaders(db) }) });
  process.stdout.write(`${url}\n`);
}

void main();

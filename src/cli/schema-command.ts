import { Command } from 'commander';
import { schemaText } from '../schema';

/** `ibid schema`: the schema as text. */
export function schemaCommand(): Command {
  return new Command('schema').description('Print the GraphQL schema.').action(() => { process.stdout.write(schemaText()); });
}

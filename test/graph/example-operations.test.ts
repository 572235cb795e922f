import { operation, operationNames } from '../support/operations';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();

test.each(operationNames)('%s', async (name) => {
  const { document, variables } = operation(name);
  const { data, statements } = await graph.count(document, variables);
  console.log(name, statements.length, JSON.stringify(data).length, JSON.stringify(data).slice(0, 300));
});

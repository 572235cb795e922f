import { type ASTNode, type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { LimitExceeded } from '../errors';

/** How large a document may be. Far beyond what a page asks for, and small enough that checking and running it holds up nobody. */
export const documentLimits = {
  /** Brackets within brackets, in the text. */
  nesting: 64,
  /** Characters of a name. */
  nameLength: 200,
  /** Characters of a text, as a literal or in a variable. */
  textLength: 100_000,
  /** Items of a list, as a literal or in a variable. */
  listLength: 1000,
  /** Values in the variables, counting each list and object. */
  values: 10_000,
  /** Names in one object of the variables. */
  keys: 200,
  /** Characters of all names and texts in the variables: a message about a wrong value repeats it, up to fifty times. */
  characters: 200_000,
  operations: 20,
  fragments: 100,
  /** Directives that are written anywhere in the document. */
  directives: 200,
  /** Variables of all operations. */
  variables: 200,
  /** Fields within fields. */
  depth: 20,
  /** Fields of all operations, those of a fragment counted wherever it is spread. */
  fields: 5000,
  /** Names under which one field is asked for at one place. */
  aliases: 50,
  /** Fields of the same name at the same place are compared with each other: so many pairs. */
  pairs: 20_000,
} as const;

interface Size { depth: number; fields: number }
const nothing: Size = { depth: 0, fields: 0 };

/**
 * Throws LimitExceeded for a document that is too large to be checked and run. Fragments are counted where they are spread but never written out,
 * so that this is linear in the document; only what passed that is looked at in full.
 */
export function checkDocument(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const starts: SelectionSetNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) starts.push(definition.selectionSet);
  }
  check('operations', starts.length, 'operations in one document');
  check('fragments', fragments.size, 'fragments');
  checkNodes(document);

  const sizes = new Map<string, Size>();
  const sizeOfFragment = (name: string): Size => {
    let size = sizes.get(name);
    if (!size) {
      sizes.set(name, nothing); // a ring of fragments is refused where documents are checked against the schema
      const fragment = fragments.get(name);
      sizes.set(name, size = fragment ? sizeOf(fragment.selectionSet) : nothing);
    }
    return size;
  };
  const sizeOf = ({ selections }: SelectionSetNode): Size => {
    let depth = 0, fields = 0;
    for (const selection of selections) {
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? sizeOfFragment(selection.name.value) : selection.selectionSet ? sizeOf(selection.selectionSet) : nothing;
      depth = Math.max(depth, own + below.depth);
      fields += own + below.fields;
    }
    return { depth, fields: Math.min(fields, Number.MAX_SAFE_INTEGER) };
  };
  let fields = 0;
  const measure = (start: SelectionSetNode): void => {
    const size = sizeOf(start);
    check('depth', size.depth, 'fields within each other');
    check('fields', fields = Math.min(fields + size.fields, Number.MAX_SAFE_INTEGER), 'fields, those of a fragment counted wherever it is spread');
  };
  starts.forEach(measure);
  for (const [name, { selectionSet }] of fragments) {
    if (sizes.has(name)) continue;
    starts.push(selectionSet); // nothing asks for it, but it is checked like the others
    measure(selectionSet);
  }
  let pairs = 0;
  for (const start of starts) check('pairs', pairs += countPairs([start], fragments), 'pairs of fields of the same name at the same place');
}

/** Compares a document or its variables with one limit. */
export function check(limit: keyof typeof documentLimits, came: number, what: string): void {
  if (came > documentLimits[limit]) throw new LimitExceeded(limit, what, documentLimits[limit], came);
}

function checkNodes(document: DocumentNode): void {
  let directives = 0, variables = 0;
  visit(document, {
    enter(node: ASTNode) {
      if (node.kind === Kind.DIRECTIVE) directives += 1;
      else if (node.kind === Kind.VARIABLE_DEFINITION) variables += 1;
      else if (node.kind === Kind.LIST) check('listLength', node.values.length, 'items in a list');
      else if (node.kind === Kind.STRING) check('textLength', node.value.length, 'characters in a text');
    },
  });
  check('directives', directives, 'directives');
  check('variables', variables, 'variables');
}

/** Fields that are written several times at one place are compared in pairs by validation ("Overlapping fields can be merged"); so they are counted here, before. */
function countPairs(sets: readonly SelectionSetNode[], fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const places = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const same = places.get(name);
        if (same) same.push(selection);
        else places.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  sets.forEach(collect);

  const names = new Map<string, number>();
  let pairs = 0;
  for (const same of places.values()) {
    const name = same[0]?.name.value ?? '';
    const aliases = (names.get(name) ?? 0) + 1;
    names.set(name, aliases);
    check('aliases', aliases, `names for the field ${name} at one place`);
    if (same.length > 1) pairs += same.length * same.length;
    const below = same.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    if (below.length > 0) pairs += countPairs(below, fragments);
  }
  return pairs;
}

import {
  type DocumentNode, type GraphQLArgument, type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, GraphQLNonNull, type GraphQLSchema, doTypesOverlap, getNamedType,
  isAbstractType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isUnionType, parse, validate,
} from 'graphql';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a generator has to know beyond the schema. */
export interface Material {
  /** A JSON value of a scalar, for an argument or a field of the input type `within` of this name; good or bad, but of the scalar's form. */
  scalar(type: string, name: string, within: string | null, random: () => number): unknown;
  /** How likely an optional argument or input field of this name is given, from 0 to 1. */
  given(name: string): number;
}

/** An operation that passes validation, with two sets of values of its variables. */
export interface GeneratedOperation { text: string; document: DocumentNode; variables: Record<string, unknown>[] }

/** A valid operation; the next ones of the same `random` differ. */
export function generateOperation(schema: GraphQLSchema, random: () => number, material: Material): GeneratedOperation {
  for (;;) {
    const { text, variables } = new Writer(schema, random, material).operation();
    const document = parse(text);
    // Fields of one name that cannot merge and the like: thrown away.
    if (validate(schema, document).length === 0) return { text, document, variables };
  }
}

interface Variable { name: string; type: GraphQLInputType; position: string; within: string | null; defaultValue: string | null }
const deepest = 6;
/** Filters stand within filters: deeper than is answered, and no deeper. */
const deepestInput = 4;
/** Names that mean something to JavaScript or to a function that is written around them. */
const trickyAliases = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'index', 'idx0', 'data', 'errors', 'then', 'length', 'default', '__concrete', '_0'];

class Writer {
  private readonly variables: Variable[] = [];
  private readonly fragments: { name: string; type: GraphQLCompositeType; text: string; height: number }[] = [];
  private reached = 0;
  /** Input objects within each other where it writes. */
  private inputs = 0;
  private names = 0;

  constructor(private readonly schema: GraphQLSchema, private readonly random: () => number, private readonly material: Material) {}

  operation(): { text: string; variables: Record<string, unknown>[] } {
    const root = this.schema.getQueryType();
    if (!root) throw new Error('Expected a schema with a query type.');
    const body = this.selections(root, 0);
    const declared = this.variables.map(({ name, type, defaultValue }) => `$${name}: ${String(type)}${defaultValue === null ? '' : ` = ${defaultValue}`}`);
    const fragments = this.fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
    return {
      text: [`query Generated${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`, ...fragments].join('\n'),
      variables: [this.values(), this.values()],
    };
  }

  private chance(part: number): boolean { return this.random() < part; }
  private pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('Expected something to pick from, got an empty list.');
    return item;
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    this.reached = Math.max(this.reached, depth);
    const written: string[] = [];
    const again: (() => string)[] = []; // fields that can be written once more, with other fields below
    const count = 1 + Math.floor(this.random() * (depth % 3 === 2 ? 3 : 2));
    for (let i = 0; i < count; i += 1) {
      const dice = this.random();
      if (dice < 0.07) written.push(`__typename${this.directives()}`);
      else if (dice < 0.19) written.push(this.inlineFragment(type, depth));
      else if (dice < 0.31) written.push(this.namedFragment(type, depth));
      else if (dice < 0.4 && again.length > 0) written.push(this.pick(again)());
      else written.push(this.field(type, depth, again));
    }
    return `{ ${written.join(' ')} }`;
  }

  private field(type: GraphQLCompositeType, depth: number, again: (() => string)[]): string {
    if (isUnionType(type)) return '__typename';
    const fields = Object.values(type.getFields()).filter((field) => depth < deepest || isLeafType(getNamedType(field.type)));
    if (fields.length === 0) return '__typename';
    const field = this.pick(fields);
    const args = this.arguments(field);
    const head = `${this.alias(field, args !== '')}${field.name}${args}`;
    const below = getNamedType(field.type);
    const write = (): string => `${head}${this.directives()}${isLeafType(below) ? '' : ` ${this.selections(below as GraphQLCompositeType, depth + 1)}`}`;
    again.push(write);
    return write();
  }

  private alias(field: GraphQLField<unknown, unknown>, withArguments: boolean): string {
    if (this.chance(0.02)) return `${this.pick(trickyAliases)}: `;
    if (withArguments && this.chance(0.9)) return `${field.name}_${(this.names += 1)}: `;
    return this.chance(0.15) ? `${field.name}_${this.pick(['a', 'b'])}: ` : '';
  }

  private inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const condition = this.chance(0.2) ? null : this.overlapping(type);
    return `...${condition ? ` on ${condition.name}` : ''}${this.directives()} ${this.selections(condition ?? type, depth)}`;
  }

  private namedFragment(type: GraphQLCompositeType, depth: number): string {
    const known = this.fragments.filter((fragment) => depth + fragment.height <= deepest && doTypesOverlap(this.schema, fragment.type, type));
    const fragment = known.length > 0 && this.chance(0.6) ? this.pick(known) : this.newFragment(this.overlapping(type), Math.max(depth, 3)); // low: it may be spread again further down
    this.reached = Math.max(this.reached, depth + fragment.height);
    return `...${fragment.name}${this.directives()}`;
  }

  private newFragment(type: GraphQLCompositeType, depth: number): { name: string; height: number } {
    const reached = this.reached;
    this.reached = depth;
    const text = this.selections(type, depth);
    const fragment = { name: `F${(this.names += 1)}`, type, text, height: this.reached - depth };
    this.reached = reached;
    this.fragments.push(fragment);
    return fragment;
  }

  /** The type itself, an interface or union it belongs to, or one of its possible types. */
  private overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const abstract = Object.values(this.schema.getTypeMap()).filter(isAbstractType).filter((other) => other !== type && doTypesOverlap(this.schema, other, type));
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [];
    return this.pick([type, ...abstract, ...possible, ...(isObjectType(type) ? [type] : [])]);
  }

  private directives(): string {
    const one = (name: string): string => ` @${name}(if: ${this.chance(0.3) ? this.pick(['true', 'false']) : this.condition()})`;
    const dice = this.random();
    if (dice < 0.06) return one('include');
    if (dice < 0.12) return one('skip');
    return dice < 0.135 ? `${one('skip')}${one('include')}` : '';
  }

  private condition(): string {
    const name = this.pick(['if1', 'if2', 'if3']);
    if (!this.variables.some((variable) => variable.name === name)) {
      const boolean = this.schema.getType('Boolean') as GraphQLInputType;
      this.variables.push({ name, type: boolean, position: 'if', within: null, defaultValue: this.pick(['true', 'false']) });
    }
    return `$${name}`;
  }

  private arguments(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.filter((argument) => (isNonNullType(argument.type) && argument.defaultValue === undefined) || this.chance(this.material.given(argument.name)));
    return given.length === 0 ? '' : `(${given.map((argument) => `${argument.name}: ${this.argumentValue(argument)}`).join(', ')})`;
  }

  private argumentValue({ name, type, defaultValue }: GraphQLArgument): string {
    return this.written(name, type, null, defaultValue !== undefined, 0.4);
  }

  /** A value as it stands in the operation: a literal, a variable, or a literal with variables within. */
  private written(name: string, type: GraphQLInputType, within: string | null, hasDefault: boolean, variableChance: number): string {
    if (this.chance(variableChance)) return this.variable(name, type, within, hasDefault);
    if (!isNonNullType(type) && this.chance(0.04)) return 'null';
    const bare = isNonNullType(type) ? type.ofType : type;
    if (isListType(bare) && this.chance(0.9)) {
      return `[${Array.from({ length: Math.floor(this.random() * 4) }, () => this.written(name, bare.ofType as GraphQLInputType, within, false, 0.15)).join(', ')}]`;
    }
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields());
      this.inputs += 1;
      const given = bare.isOneOf ? [this.pick(fields)] : fields.filter((field) => this.isGiven(field));
      const text = `{ ${given.map((field) => {
        const exact = bare.isOneOf ? nonNull(field.type) : field.type;
        return `${field.name}: ${this.written(field.name, exact, bare.name, field.defaultValue !== undefined, 0.25)}`;
      }).join(', ')} }`;
      this.inputs -= 1;
      return text;
    }
    return literal(this.value(name, isListType(bare) ? (bare.ofType as GraphQLInputType) : bare, within), bare);
  }

  private isGiven(field: { name: string; type: GraphQLInputType; defaultValue?: unknown }): boolean {
    if (this.inputs > deepestInput && !isNonNullType(field.type) && isInputObjectType(getNamedType(field.type))) return false;
    return (isNonNullType(field.type) && field.defaultValue === undefined) || this.chance(this.material.given(field.name));
  }

  private variable(position: string, type: GraphQLInputType, within: string | null, hasDefault: boolean): string {
    const known = this.variables.filter((variable) => variable.position === position && variable.within === within && String(variable.type) === String(type));
    if (known.length > 0 && this.chance(0.3)) return `$${this.pick(known).name}`;
    const bare = isNonNullType(type) ? type.ofType : type;
    const needsDefault = isNonNullType(type) && !hasDefault;
    const nullable = this.chance(0.3) ? bare : type;
    const withDefault = (nullable === bare && needsDefault) || this.chance(0.2);
    const declared = !isNonNullType(type) && this.chance(0.15) ? nonNull(bare) : nullable;
    const variable = { name: `v${(this.names += 1)}`, type: declared, position, within, defaultValue: withDefault ? literal(this.value(position, nonNull(bare), within), bare) : null };
    this.variables.push(variable);
    return `$${variable.name}`;
  }

  private values(): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { name, type, position, within } of this.variables) {
      const dice = this.random();
      if (!isNonNullType(type) && dice < 0.2) continue;
      if (!isNonNullType(type) && position !== 'if' && dice < 0.28) values[name] = null;
      else if (dice > 0.99) continue; // a required one is missing, or the default is used
      else if (dice > 0.98) values[name] = this.pick<unknown>([null, 'text', 1.5, 1.0, 2_147_483_648, -1, {}, [], true, { id: 'x', extra: 1 }]);
      else values[name] = this.value(position, type, within);
    }
    return values;
  }

  /** A JSON value of a type, as a variable carries it. */
  private value(name: string, type: GraphQLInputType, within: string | null): unknown {
    if (isNonNullType(type)) return this.value(name, type.ofType, within);
    if (isListType(type)) {
      const item = (): unknown => (!isNonNullType(type.ofType) && this.chance(0.1) ? null : this.value(name, type.ofType as GraphQLInputType, within));
      return this.chance(0.1) ? item() : Array.from({ length: Math.floor(this.random() * 4) }, item);
    }
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      this.inputs += 1;
      const given = type.isOneOf ? [this.pick(fields)] : fields.filter((field) => this.isGiven(field));
      const value = Object.fromEntries(given.map((field) => [field.name, !type.isOneOf && !isNonNullType(field.type) && this.chance(0.08) ? null : this.value(field.name, field.type, type.name)]));
      this.inputs -= 1;
      return value;
    }
    return type.name === 'Boolean' ? this.chance(0.5) : this.material.scalar(type.name, name, within, this.random);
  }
}

/** The type as one that must be given. */
function nonNull(type: GraphQLInputType): GraphQLInputType {
  return isNonNullType(type) ? type : new GraphQLNonNull(type);
}

/** A JSON value as GraphQL text. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null) return 'null';
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) return Array.isArray(value) ? `[${value.map((item) => literal(item, type.ofType as GraphQLInputType)).join(', ')}]` : literal(value, type.ofType as GraphQLInputType);
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return `{ ${Object.entries(value as object).map(([name, item]) => { const field = fields[name]; return `${name}: ${field ? literal(item, field.type) : 'null'}`; }).join(', ')} }`;
  }
  return JSON.stringify(value);
}

import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { type Order, encodeCursor } from './cursor';
import type { Page } from './page-arguments';

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list (Relay Cursor Connections, section 5).' })
export class PageInfo {
  @Field(() => Boolean, { simple: false, description: 'Whether more rows follow this page.' }) hasNextPage!: boolean;
  @Field(() => Boolean, { simple: false, description: 'Whether rows stand before this page.' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null on an empty page.' }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last row; null on an empty page.' }) endCursor!: string | null;
}

/** The GraphQL types of a connection to `Node`, e.g. `ArticleConnection` and `ArticleEdge`. */
export function connectionType<Node extends object>(node: ClassType<Node>, name: string, edge: ClassType = edgeType(node, name)): ClassType {
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name} objects.` })
  class ConnectionType {
    @Field(() => [edge], { description: 'The rows of the page, each with its cursor.' }) edges!: object[];
    @Field(() => [node], { description: 'The rows of the page.' }) nodes!: Node[];
    @Field(() => PageInfo, { description: 'Where the page stands in the list.' }) pageInfo!: PageInfo;
    @Field(() => Int, { simple: false, description: 'How many rows the whole list has; counted only when asked for.' }) totalCount!: number;
  }
  return ConnectionType;
}

/** The edge type of a connection; extend it where an edge says more than its cursor. */
export function edgeType<Node extends object>(node: ClassType<Node>, name: string): ClassType<{ cursor: string; node: Node }> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} in a list.` })
  class EdgeType {
    @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' }) cursor!: string;
    @Field(() => node, { description: 'The row.' }) node!: Node;
  }
  return EdgeType;
}

/** Rows of a page, in the order of the list, and whether more follow in the direction of reading. */
export interface PageOfRows<Row> { rows: Row[]; more: boolean }

/** How a connection learns what the page itself does not say; each is asked only when selected. */
export interface Beyond {
  count: () => Promise<number>;
  rowsBeyond: (side: 'after' | 'before') => Promise<boolean>;
}

/** A page as the connection types show it. Everything but the rows is worked out when it is read. */
export class Connection<Row extends object> {
  constructor(private readonly list: string, private readonly order: Order, private readonly page: Page,
    private readonly read: PageOfRows<Row>, private readonly beyond: Beyond) {}

  get nodes(): Row[] { return this.read.rows; }
  get edges(): Edge<Row>[] { return this.read.rows.map((row) => new Edge(this.list, this.order, row)); }
  get pageInfo(): this { return this; }
  get totalCount(): Promise<number> { return this.beyond.count(); }
  get hasNextPage(): boolean | Promise<boolean> { return (!this.page.backward && this.read.more) || this.outside('before'); }
  get hasPreviousPage(): boolean | Promise<boolean> { return (this.page.backward && this.read.more) || this.outside('after'); }
  get startCursor(): string | null { return this.cursorOf(this.read.rows.at(0)); }
  get endCursor(): string | null { return this.cursorOf(this.read.rows.at(-1)); }

  private cursorOf(row: Row | undefined): string | null { return row ? encodeCursor(this.list, this.order, row) : null; }
  private outside(side: 'after' | 'before'): boolean | Promise<boolean> { return this.page[side] !== null && this.beyond.rowsBeyond(side); }
}

/** A row with its cursor. What else an edge says (`reason`) is a column of the row. */
class Edge<Row extends object> {
  constructor(private readonly list: string, private readonly order: Order, readonly node: Row) {}
  get cursor(): string { return encodeCursor(this.list, this.order, this.node); }
}

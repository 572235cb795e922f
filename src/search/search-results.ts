import DataLoader from 'dataloader';
import type { Loaders } from '../context';
import type { ReadSession } from '../database/database';
import { type Order, encodeCursor } from '../graph/cursor';
import type { NodeRow } from '../graph/node';
import type { NodeType } from '../graph/node-id';
import { type FacetName, type FacetRow, type FoundDocument, type FoundPage, type SearchRequest, byRelevance, findDocuments } from './find-documents';
import { type PreparedSearch, eitherOf, nothing, prepareSearch } from './prepare-search';
import { type SearchText, foldWord, readSearchText, replaceWords } from './search-text';
import type { SearchType } from './search.arguments';
import { cutSnippets } from './snippets';
import { nearestWord } from './spelling';

/** Fewer results than this, and words that nobody wrote are looked for in their likely spelling as well. */
const few = 5;

/** Which loader finds each type: the same as by every other path, so that nothing hidden shows. */
const nodesOf = {
  ARTICLE: ['Article', 'articleById'], SOURCE: ['Source', 'sourceById'], AUTHOR: ['Author', 'authorById'], PUBLISHER: ['Publisher', 'publisherById'],
  HISTORICAL_EVENT: ['HistoricalEvent', 'eventById'], COMMENT: ['Comment', 'commentById'],
} as const satisfies Record<`${SearchType}`, readonly [NodeType, keyof Loaders]>;

interface Outcome { found: FoundPage; query: string; words: readonly string[]; correctedQuery: string | null }
interface Source { db: ReadSession; loaders: Loaders }

/** The name of the list of a query, in its cursors: those of another query are refused. */
export function searchList(query: string): string { return `search for ${query}`; }

/** What a search gives. It runs at the end of the turn in which its fields are asked for, and reads each facet only when it is among them. */
export class SearchResults {
  private outcome: Promise<Outcome> | null = null;
  private readonly facetsWanted = new Set<FacetName>();
  private started = false;

  constructor(private readonly source: Source, private readonly query: string, private readonly request: SearchRequest) {}

  get edges(): Promise<Edge[]> {
    return this.run().then(({ found: { documents }, query, words }) => {
      const snippets = new DataLoader<FoundDocument, string | null>(async (wanted) => {
        const cut = await cutSnippets(this.source.db, query, words, wanted);
        return wanted.map(({ type, id }) => cut.get(`${type} ${id}`) ?? null);
      }, { batchScheduleFn: this.source.db.schedule });
      return documents.map((document) => new Edge(this.source.loaders, snippets, searchList(this.query), byRelevance, document));
    });
  }
  get nodes(): Promise<(NodeRow | null)[]> { return this.edges.then((edges) => Promise.all(edges.map(({ node }) => node))); }
  get pageInfo(): Promise<object> {
    return this.run().then(({ found: { documents, hasNext, hasPrevious } }) => {
      const cursorOf = (document: FoundDocument | undefined): string | null => (document ? encodeCursor(searchList(this.query), byRelevance, document) : null);
      return { hasNextPage: hasNext, hasPreviousPage: hasPrevious, startCursor: cursorOf(documents.at(0)), endCursor: cursorOf(documents.at(-1)) };
    });
  }
  get totalCount(): Promise<number> { return this.run().then(({ found }) => found.count); }
  get complete(): Promise<boolean> { return this.run().then(({ found }) => found.complete); }
  get correctedQuery(): Promise<string | null> { return this.run().then(({ correctedQuery }) => correctedQuery); }
  get facets(): Facets { return new Facets(this); }

  /** Values of one kind. Those that are asked for before the search begins come with it. */
  facet(name: FacetName): Promise<FacetRow[]> {
    if (this.started && !this.facetsWanted.has(name)) { // the executor came back for it: once more, with it
      this.outcome = null;
      this.started = false;
    }
    this.facetsWanted.add(name);
    return this.run().then(({ found }) => found.facets[name] ?? []);
  }

  private run(): Promise<Outcome> {
    return (this.outcome ??= new Promise<void>((resolve) => { process.nextTick(resolve); }).then(() => this.search()));
  }

  private async search(): Promise<Outcome> {
    this.started = true;
    const { db } = this.source;
    const text = readSearchText(this.query);
    const prepared = text ? await prepareSearch(db, text) : nothing;
    const found = await findDocuments(db, prepared, this.request, this.facetsWanted);
    const plain: Outcome = { found, query: prepared.query ?? '', words: text?.words ?? [], correctedQuery: null };
    const corrected = text && found.count < few ? this.correct(prepared) : null;
    if (!text || !corrected) return plain;
    const also = await prepareSearch(db, corrected.text);
    const both = eitherOf(prepared, also);
    return { found: await findDocuments(db, both, this.request, this.facetsWanted), query: both.query ?? '', words: [...text.words, ...corrected.text.words], correctedQuery: corrected.query };
  }

  private correct({ alike }: PreparedSearch): { query: string; text: SearchText } | null {
    const better = new Map<string, string>();
    for (const { word, words } of alike) {
      const nearest = nearestWord(foldWord(word), words);
      if (nearest !== null) better.set(word, nearest);
    }
    const query = replaceWords(this.query, better);
    const text = better.size > 0 ? readSearchText(query) : null;
    return text && { query, text };
  }
}

class Facets {
  constructor(private readonly results: SearchResults) {}
  get types(): Promise<FacetRow[]> { return this.results.facet('types'); }
  get years(): Promise<FacetRow[]> { return this.results.facet('years'); }
  get publishers(): Promise<FacetRow[]> { return this.results.facet('publishers'); }
  get authors(): Promise<FacetRow[]> { return this.results.facet('authors'); }
  get tags(): Promise<FacetRow[]> { return this.results.facet('tags'); }
}

class Edge {
  constructor(private readonly loaders: Loaders, private readonly snippets: DataLoader<FoundDocument, string | null>, private readonly list: string, private readonly order: Order, private readonly document: FoundDocument) {}
  get cursor(): string { return encodeCursor(this.list, this.order, this.document); }
  get score(): number { return this.document.score / 1e6; }
  get snippet(): Promise<string | null> { return this.snippets.load(this.document); }
  get node(): Promise<NodeRow | null> {
    const [nodeType, loader] = nodesOf[this.document.type];
    return Promise.resolve(this.loaders[loader].load(this.document.id)).then((row) => row && Object.create(row, { nodeType: { value: nodeType } }) as NodeRow);
  }
}

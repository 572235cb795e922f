import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { Parameters } from '../database/database';
import { requireText } from '../graph/input-text';
import { readPage } from '../graph/page-arguments';
import { byRelevance } from './find-documents';
import { searchConditions } from './search-conditions';
import { SearchResults, searchList } from './search-results';
import { SearchArguments, SearchType } from './search.arguments';
import { SearchConnection } from './search.type';

const longestQuery = 200;

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, { description: 'What readers can see of everything here, by words: in the language of each text, without regard to accents, misspelt words too when there is little else.' })
  search(@Args(() => SearchArguments) args: SearchArguments, @Ctx() { db, loaders }: Context): SearchResults {
    const query = requireText(args.query, 'query', { most: longestQuery });
    const types = [...new Set(args.types ?? Object.values(SearchType))];
    // A wrong filter is refused here, once and by its name, not by each field that would read.
    for (const type of types) for (const write of searchConditions(type, args.filter)?.relations ?? []) write(new Parameters());
    return new SearchResults({ db, loaders }, query, { types, filter: args.filter ?? null, page: readPage(args, searchList(query), byRelevance) });
  }
}

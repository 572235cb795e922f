export default [
 {
  "title": "Reading",
  "operations": [
   {
    "name": "FeedPage",
    "query": "# Start here: the front page, with sources, in one request.\nquery FeedPage($first: Int = 20, $after: String) {\n  articles(first: $first, after: $after, orderBy: NEWEST) {\n    nodes {\n      id slug title summary publishedAt url\n      authors { name }\n      tags\n      citations(first: 30) {\n        nodes {\n          position rawText\n          source { title type issued url publisher { name slug } authors { name familyName givenName } }\n        }\n      }\n      comments(first: 10) { nodes { authorName body createdAt } }\n    }\n    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n  }\n}\n",
    "variables": "{\n  \"first\": 20\n}\n"
   },
   {
    "name": "ArticlePage",
    "query": "# One article with everything that belongs to it.\nquery ArticlePage($slug: String!) {\n  article(by: { slug: $slug }) {\n    id title publishedAt updatedAt language url bodyHtml bodyText\n    authors { id name slug }\n    citations(first: 100) {\n      nodes {\n        position rawText confidence reviewState\n        fields { name value start end rule }\n        source { id title type issued url doi publisher { name slug } authors { name } }\n      }\n    }\n    comments(first: 20) {\n      totalCount\n      nodes { id authorName body createdAt replies(first: 10) { totalCount nodes { authorName body createdAt } } }\n    }\n    events(first: 20) { edges { reason node { date text } } }\n    origin { name kind url lastSyncedAt stale }\n  }\n}\n",
    "variables": "{\n  \"slug\": \"how-the-press-got-the-weapons-wrong\"\n}\n"
   },
   {
    "name": "Headlines",
    "query": "# Only headlines: nothing that is not asked for is read.\nquery Headlines($first: Int = 100) {\n  articles(first: $first) { nodes { id title summary } }\n}\n",
    "variables": "{\n  \"first\": 100\n}\n"
   },
   {
    "name": "PublisherPage",
    "query": "# A publisher: its most cited works, and who cites them.\nquery PublisherPage($slug: String!) {\n  publisher(by: { slug: $slug }) {\n    id name kind aliases homepage\n    sources(first: 50, orderBy: MOST_CITED) {\n      totalCount\n      nodes { title issued citedBy(first: 10) { totalCount nodes { position article { slug title publishedAt } } } }\n    }\n  }\n}\n",
    "variables": "{\n  \"slug\": \"new-york-times\"\n}\n"
   },
   {
    "name": "SourcePage",
    "query": "# A source by its id (or its doi): who made it, who cites it, and its identifiers.\nquery SourcePage($by: SourceBy!) {\n  source(by: $by) {\n    id title type issued url doi isbn publisher { name slug } authors { name }\n    citedBy(first: 20) { totalCount nodes { position rawText article { slug title } } }\n  }\n}\n",
    "variables": "{\n  \"by\": {\n    \"id\": \"U291cmNlOjU2\"\n  }\n}\n"
   },
   {
    "name": "OnThisDay",
    "query": "# One day of the year, in any year, and its articles.\nquery OnThisDay($month: Int!, $day: Int!) {\n  onThisDay(month: $month, day: $day, first: 50) {\n    nodes { id date calendar text listedIn { slug title } articles(first: 5) { edges { reason node { slug title publishedAt } } } }\n  }\n}\n",
    "variables": "{\n  \"month\": 7,\n  \"day\": 19\n}\n"
   },
   {
    "name": "Library",
    "query": "# What there is besides articles, the most used first where that can be said.\nquery Library($first: Int = 10) {\n  sources(first: $first) { totalCount nodes { id title issued citedBy { totalCount } } }\n  publishers(first: $first) { totalCount nodes { id name slug } }\n  authors(first: $first) { totalCount nodes { id name slug } }\n  historicalEvents(first: $first) { totalCount nodes { id date text } }\n}\n",
    "variables": "{\n  \"first\": 10\n}\n"
   },
   {
    "name": "Backwards",
    "query": "# A list from its end: put startCursor in \"before\".\nquery Backwards($before: String) {\n  articles(last: 20, before: $before, orderBy: NEWEST) { edges { cursor node { title } } pageInfo { hasPreviousPage startCursor } totalCount }\n}\n",
    "variables": "{\n  \"before\": null\n}\n"
   },
   {
    "name": "ByNode",
    "query": "# Anything by its id: four things of four types.\nquery ByNode($ids: [ID!]!) {\n  nodes(ids: $ids) { __typename id ... on Article { title } ... on Source { title } ... on Publisher { name } ... on HistoricalEvent { date text } }\n}\n",
    "variables": "{\n  \"ids\": [\n    \"QXJ0aWNsZTox\",\n    \"U291cmNlOjE\",\n    \"UHVibGlzaGVyOjE\",\n    \"SGlzdG9yaWNhbEV2ZW50OjE\"\n  ]\n}\n"
   },
   {
    "name": "TwoPages",
    "query": "# One list twice: a teaser of three, and all positions.\nquery TwoPages($slug: String!) {\n  article(by: { slug: $slug }) { top: citations(first: 3) { nodes { rawText } } all: citations(first: 100) { nodes { position } } }\n}\n",
    "variables": "{\n  \"slug\": \"the-surge-and-what-it-did-not-settle\"\n}\n"
   },
   {
    "name": "ArticlesCiting",
    "query": "# Articles that lean on a publisher, between two dates.\nquery ArticlesCiting($publisher: String!, $from: DateTime, $to: DateTime) {\n  articles(filter: { citesPublisher: { slug: $publisher }, publishedFrom: $from, publishedTo: $to }, first: 20) { totalCount nodes { slug title } }\n}\n",
    "variables": "{\n  \"publisher\": \"new-york-times\",\n  \"from\": \"2009-01-01T00:00:00Z\",\n  \"to\": \"2010-12-31T23:59:59Z\"\n}\n"
   },
   {
    "name": "Filters",
    "query": "# Articles that lean on a publisher between two dates; articles that do not, but on a think tank or about oil; what they cite of it, and who wrote them.\nquery Filters($publisher: String!, $from: DateTime, $to: DateTime, $kind: PublisherKind!) {\n  articles(filter: { publishedFrom: $from, publishedTo: $to, cites: { publisher: { slug: $publisher }, issuedFrom: \"2000\" } }, first: 10) { nodes { slug title publishedAt } }\n  either: articles(filter: { or: [{ cites: { publisherKind: $kind } }, { tag: \"oil\" }], not: { cites: { publisher: { slug: $publisher } } } }, first: 5) { nodes { slug title } }\n  sources(filter: { publisher: { slug: $publisher }, citedBy: { publishedFrom: $from, publishedTo: $to } }, first: 5) { nodes { title issued } }\n  authors(filter: { articles: { cites: { publisher: { slug: $publisher } } } }, first: 5) { nodes { name } }\n}\n",
    "variables": "{\n  \"publisher\": \"new-york-times\",\n  \"from\": \"2009-01-01T00:00:00Z\",\n  \"to\": \"2010-12-31T23:59:59Z\",\n  \"kind\": \"THINK_TANK\"\n}\n"
   },
   {
    "name": "Search",
    "query": "# Everything by words, with what the results have in common and where the words stand.\nquery Search($query: String!, $after: String) {\n  search(query: $query, types: [ARTICLE, SOURCE, HISTORICAL_EVENT], first: 20, after: $after) {\n    totalCount\n    edges { cursor snippet node { __typename ... on Article { slug title } ... on Source { title publisher { name } } ... on HistoricalEvent { date text } } }\n    facets { types { value count } years { value count } publishers { value count } }\n  }\n  rateLimit { cost limit remaining resetAt }\n}\n",
    "variables": "{\n  \"query\": \"iran basra OR nadir shah\"\n}\n"
   }
  ]
 },
 {
  "title": "What is cited",
  "operations": [
   {
    "name": "AuthorReliesOn",
    "query": "# Whom a writer leans on: the publishers cited most, with their part of all citations.\nquery AuthorReliesOn($slug: String!) {\n  author(by: { slug: $slug }) {\n    name\n    reliesOn(first: 10) { nodes { publisher { name slug } count share firstCited lastCited } }\n    articles(first: 5) { totalCount nodes { slug title } }\n    sources(first: 5) { totalCount nodes { title issued } }\n  }\n}\n",
    "variables": "{\n  \"slug\": \"daniel-okafor\"\n}\n"
   },
   {
    "name": "Bibliography",
    "query": "# A bibliography in two forms, and the articles that lean on the same sources.\nquery Bibliography($slug: String!) {\n  article(by: { slug: $slug }) {\n    bibtex: bibliography(format: BIBTEX)\n    apa: bibliography(format: HTML, style: \"apa\")\n    related(first: 5) { edges { sharedCount shared(first: 3) { title } node { slug title } } }\n  }\n}\n",
    "variables": "{\n  \"slug\": \"irans-reach-measured\"\n}\n"
   },
   {
    "name": "CitedTogether",
    "query": "# What the articles that cite a source cite besides it.\nquery CitedTogether($id: ID!) {\n  node(id: $id) { ... on Source { title formatted(style: \"chicago-author-date\") citedTogetherWith(first: 10) { edges { count node { title publisher { name } } } } } }\n}\n",
    "variables": "{\n  \"id\": \"U291cmNlOjU2\"\n}\n"
   },
   {
    "name": "WhatTheArchiveLeansOn",
    "query": "# What all articles together cite: by publisher, and by the year the cited work came out.\nquery WhatTheArchiveLeansOn {\n  publishers: citationStats(groupBy: PUBLISHER, first: 10) { nodes { label count share publisher { slug } } }\n  years: citationStats(groupBy: YEAR, first: 50) { nodes { label count } }\n}\n",
    "variables": "{}\n"
   }
  ]
 },
 {
  "title": "Comments",
  "operations": [
   {
    "name": "PostComment",
    "query": "# What a reader says, without a key; moderation answers at once what becomes of it, and why.\nmutation PostComment($input: PostCommentInput!) {\n  postComment(input: $input) { comment { id status statusReason } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"articleId\": \"QXJ0aWNsZToz\",\n    \"authorName\": \"Ada\",\n    \"body\": \"The survey teams were my neighbours. They asked everybody in the street, and nobody twice.\",\n    \"idempotencyKey\": \"made up by the client, once a comment\"\n  }\n}\n"
   },
   {
    "name": "ReportComment",
    "query": "# A reader asks moderators for a look at a comment.\nmutation ReportComment($input: ReportCommentInput!) {\n  reportComment(input: $input) { reported userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"commentId\": \"Q29tbWVudDoy\",\n    \"reason\": \"It gives away who the writer is.\"\n  }\n}\n"
   },
   {
    "name": "CommentPosted",
    "query": "# Comments on an article as readers begin to see them: run it, approve one in ModerateComment, and it comes.\nsubscription CommentPosted($articleId: ID!) {\n  commentPosted(articleId: $articleId) { id authorName body createdAt }\n}\n",
    "variables": "{\n  \"articleId\": \"QXJ0aWNsZToz\"\n}\n"
   },
   {
    "name": "ModerationQueue",
    "query": "# What waits for a moderator, and why; \"ids\" go into ModerateComment as they are; needs a key (ibid keys create --scope moderate) in the headers below.\nquery ModerationQueue($status: CommentStatus, $phase: ModerationPhase, $first: Int, $last: Int, $after: String) {\n  commentCounts { toModerate pending approved rejected spam }\n  commentsToModerate(status: $status, phase: $phase, first: $first, last: $last, after: $after) {\n    totalCount\n    nodes {\n      id authorName body status statusReason article { title }\n      moderation { reportCount decisions(last: 5) { nodes { toStatus phase rule reason decidedBy } } reports(first: 5) { nodes { reason } } sameReader(first: 10) { nodes { id status body } } }\n    }\n    ids\n    pageInfo { hasNextPage endCursor }\n  }\n}\n",
    "variables": "{\n  \"phase\": null,\n  \"status\": null,\n  \"first\": 100\n}\n"
   },
   {
    "name": "ModerateComment",
    "query": "# Decides about one comment or many; a wrong decision is undone by another; needs a key (ibid keys create --scope moderate) in the headers below.\nmutation ModerateComment($input: ModerateCommentInput!) {\n  moderateComment(input: $input) {\n    comments { id status statusReason authorName body moderation { decisions(last: 2) { nodes { fromStatus toStatus decidedBy } } } }\n    userErrors { field message code }\n  }\n}\n",
    "variables": "{\n  \"input\": {\n    \"ids\": [\n      \"Q29tbWVudDox\",\n      \"Q29tbWVudDoy\"\n    ],\n    \"status\": \"APPROVED\",\n    \"reason\": \"Sharp, but to the point.\"\n  }\n}\n"
   },
   {
    "name": "CommentWords",
    "query": "# The words and phrases that decide about comments; needs a key (ibid keys create --scope moderate) in the headers below.\nquery CommentWords($first: Int = 100, $after: String) {\n  commentWords(first: $first, after: $after) { totalCount nodes { word status addedBy addedAt } pageInfo { hasNextPage endCursor } }\n}\n",
    "variables": "{\n  \"first\": 100\n}\n"
   },
   {
    "name": "AddCommentWords",
    "query": "# Adds words that decide about comments; needs a key (ibid keys create --scope moderate) in the headers below.\nmutation AddCommentWords($input: AddCommentWordsInput!) {\n  addCommentWords(input: $input) { words { word status addedBy } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"words\": [\n      \"online casino\",\n      \"payday loan\"\n    ],\n    \"status\": \"SPAM\"\n  }\n}\n"
   },
   {
    "name": "RemoveCommentWords",
    "query": "# Takes words off the list; needs a key (ibid keys create --scope moderate) in the headers below.\nmutation RemoveCommentWords($input: RemoveCommentWordsInput!) {\n  removeCommentWords(input: $input) { words { word } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"words\": [\n      \"payday loan\"\n    ]\n  }\n}\n"
   }
  ]
 },
 {
  "title": "Editing",
  "operations": [
   {
    "name": "ArticlesToEdit",
    "query": "# Drafts, the last changed first, and one of them with its text; needs a key (ibid keys create --scope write) in the headers below.\nquery ArticlesToEdit($slug: String!, $status: ArticleStatus = DRAFT) {\n  articlesToEdit(status: $status, first: 20) { totalCount nodes { id slug title updatedAt edit { editedBy editedAt originChangedAt } } }\n  articleToEdit(by: { slug: $slug }) { id title status bodyHtml citations(first: 10) { nodes { position rawText } } }\n}\n",
    "variables": "{\n  \"slug\": \"who-speaks-for-basra\",\n  \"status\": \"PUBLISHED\"\n}\n"
   },
   {
    "name": "UpsertArticle",
    "query": "# Makes an article as a draft, or changes one: here the same key is the same article; needs a key (ibid keys create --scope write) in the headers below.\nmutation UpsertArticle($input: UpsertArticleInput!) {\n  upsertArticle(input: $input) { article { id slug status title updatedAt authors { name } citations(first: 10) { nodes { rawText source { title } } } corrections(first: 5) { nodes { note correctedBy changes { field before after } } } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"key\": \"cms 4711\",\n    \"title\": \"What The Wells Were Promised\",\n    \"bodyMarkdown\": \"The ministry promised *forty* wells by the summer. We counted **nine**.\\n\\nNobody at the ministry disputes the number.\",\n    \"authors\": [\n      \"Example, Ada\"\n    ],\n    \"tags\": [\n      \"water\"\n    ],\n    \"language\": \"en\",\n    \"bibliography\": [\n      \"Abdul-Ahad, Ghaith, “’Welcolme to Tehran’ – how Iran took control of Basra,” Guardian, 5/19/07\"\n    ]\n  }\n}\n"
   },
   {
    "name": "PublishArticle",
    "query": "# Lets readers see an article, a draft or one that was withdrawn; needs a key (ibid keys create --scope write) in the headers below.\nmutation PublishArticle($input: PublishArticleInput!) {\n  publishArticle(input: $input) { article { id slug status publishedAt updatedAt } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"QXJ0aWNsZTox\"\n  }\n}\n"
   },
   {
    "name": "WithdrawArticle",
    "query": "# Takes an article back, with a note for the record; it keeps its id, and publishArticle brings it back; needs a key (ibid keys create --scope write) in the headers below.\nmutation WithdrawArticle($input: WithdrawArticleInput!) {\n  withdrawArticle(input: $input) { article { id slug status corrections(first: 5) { nodes { note changes { field before after } } } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"QXJ0aWNsZTox\",\n    \"note\": \"Withdrawn while we check a quotation.\"\n  }\n}\n"
   },
   {
    "name": "ReleaseArticle",
    "query": "# Gives an article that was changed here back to its origin: the next import writes it; needs a key (ibid keys create --scope write) in the headers below.\nmutation ReleaseArticle($input: ReleaseArticleInput!) {\n  releaseArticle(input: $input) { article { id slug edit { editedBy originChangedAt } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"QXJ0aWNsZTox\"\n  }\n}\n"
   },
   {
    "name": "UpsertEvent",
    "query": "# Makes a historical event, or changes one, and ties it to an article; needs a key (ibid keys create --scope write) in the headers below.\nmutation UpsertEvent($input: UpsertEventInput!) {\n  upsertEvent(input: $input) { event { id date text updatedAt articles(first: 5) { edges { reason node { slug } } } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"key\": \"referendum\",\n    \"date\": \"2005-10-15\",\n    \"text\": \"The constitution was put to a referendum\",\n    \"articleIds\": [\n      \"QXJ0aWNsZToyNQ\"\n    ]\n  }\n}\n"
   },
   {
    "name": "ArticlePublished",
    "query": "# Articles as they are published: run it, and publish one in another tab of the browser.\nsubscription ArticlePublished {\n  articlePublished { id slug title publishedAt authors { name } }\n}\n",
    "variables": "{}\n"
   }
  ]
 },
 {
  "title": "Citations and merges",
  "operations": [
   {
    "name": "ReviewQueue",
    "query": "# Lines of bibliographies that a person should look at, those the parser is least sure of first.\nquery ReviewQueue {\n  citationsToReview(first: 20) { totalCount nodes { id rawText confidence article { slug } } }\n}\n",
    "variables": "{}\n"
   },
   {
    "name": "CorrectCitation",
    "query": "# Says what a line means; needs a key (ibid keys create --scope write) in the headers below.\nmutation CorrectCitation($input: CorrectCitationInput!) {\n  correctCitation(input: $input) { citation { id reviewState source { title issued publisher { name } } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"citationId\": \"Q2l0YXRpb246MjMz\",\n    \"newSource\": {\n      \"title\": \"In the Belly of the Green Bird\",\n      \"type\": \"book\",\n      \"authors\": [\n        \"Rosen, Nir\"\n      ],\n      \"publisher\": \"Free Press\",\n      \"issued\": \"2006\"\n    }\n  }\n}\n"
   },
   {
    "name": "MergeCandidates",
    "query": "# What may be the same under two names, and the merges that were made, which can be undone.\nquery MergeCandidates {\n  mergeCandidates(first: 20) {\n    totalCount\n    nodes {\n      id kind reason score\n      one { id ... on Author { name } ... on Publisher { name } ... on Source { title } }\n      other { id ... on Author { name } ... on Publisher { name } ... on Source { title } }\n    }\n  }\n  merges(first: 20) { totalCount nodes { id kind absorbedNames mergedBy mergedAt undoable undoneAt survivor { id ... on Author { name } ... on Publisher { name } ... on Source { title } } } }\n}\n",
    "variables": "{}\n"
   },
   {
    "name": "MergePublishers",
    "query": "# Makes two publishers one, undoably; needs a key (ibid keys create --scope write) in the headers below.\nmutation MergePublishers($input: MergePublishersInput!) {\n  mergePublishers(input: $input) { publisher { id name aliases } merge { id undoable } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"intoId\": \"UHVibGlzaGVyOjE\",\n    \"fromIds\": [\n      \"UHVibGlzaGVyOjQ\"\n    ]\n  }\n}\n"
   },
   {
    "name": "MergeAuthors",
    "query": "# Makes two authors one, undoably; needs a key (ibid keys create --scope write) in the headers below.\nmutation MergeAuthors($input: MergeAuthorsInput!) {\n  mergeAuthors(input: $input) { author { id name } merge { id undoable } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"intoId\": \"QXV0aG9yOjE0OQ\",\n    \"fromIds\": [\n      \"QXV0aG9yOjEy\"\n    ]\n  }\n}\n"
   },
   {
    "name": "MergeSources",
    "query": "# Makes two sources one, undoably; needs a key (ibid keys create --scope write) in the headers below.\nmutation MergeSources($input: MergeSourcesInput!) {\n  mergeSources(input: $input) { source { id title citedBy { totalCount } } merge { id undoable } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"intoId\": \"U291cmNlOjU2\",\n    \"fromIds\": [\n      \"U291cmNlOjE1Ng\"\n    ]\n  }\n}\n"
   },
   {
    "name": "SplitSource",
    "query": "# Takes lines away from a source that is two works, and gives them to another or a new one; needs a key (ibid keys create --scope write) in the headers below.\nmutation SplitSource($input: SplitSourceInput!) {\n  splitSource(input: $input) { source { id title citedBy(first: 5) { nodes { rawText } } } merge { id undoable } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"sourceId\": \"U291cmNlOjU2\",\n    \"citationIds\": [\n      \"Q2l0YXRpb246MjM4\"\n    ],\n    \"newSource\": {\n      \"title\": \"Iran Is Playing a Growing Role in Iraq Economy (late edition)\",\n      \"issued\": \"2007-03-17\"\n    }\n  }\n}\n"
   },
   {
    "name": "UndoMerge",
    "query": "# Takes a merge or a split back, by its id in MergeCandidates; needs a key (ibid keys create --scope write) in the headers below.\nmutation UndoMerge($input: UndoMergeInput!) {\n  undoMerge(input: $input) { merge { id absorbedNames undoneAt undoneBy } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"mergeId\": \"TWVyZ2U6MQ\"\n  }\n}\n"
   },
   {
    "name": "DismissMergeCandidate",
    "query": "# Says that two are two: the pair is not proposed again; needs a key (ibid keys create --scope write) in the headers below.\nmutation DismissMergeCandidate($input: DismissMergeCandidateInput!) {\n  dismissMergeCandidate(input: $input) { candidate { id reason one { id } other { id } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"candidateId\": \"TWVyZ2VDYW5kaWRhdGU6MQ\"\n  }\n}\n"
   }
  ]
 },
 {
  "title": "Where it comes from",
  "operations": [
   {
    "name": "Freshness",
    "query": "# How fresh each part is: when an origin was last read, when it is read again, what it brought, and what went wrong.\nquery Freshness {\n  origins(first: 20) {\n    nodes {\n      id name kind url lastSyncedAt lastSuccessAt lastError stale nextSyncAt\n      counts { articles comments citations events sources }\n      runs(first: 5) { nodes { startedAt finishedAt failedCount failed(first: 10) { nodes { item reason } } } }\n    }\n  }\n}\n",
    "variables": "{}\n"
   },
   {
    "name": "ImportRun",
    "query": "# One import: what it brought, and each item that failed with its reason. Its id stands in Freshness.\nquery ImportRun($id: ID!) {\n  importRun(id: $id) { id status format startedAt finishedAt origin { name } counts { articles { created updated unchanged } } failedCount failed(first: 20) { nodes { item reason } } }\n}\n",
    "variables": "{\n  \"id\": \"SW1wb3J0UnVuOjE\"\n}\n"
   },
   {
    "name": "Delta",
    "query": "# What changed since the app last looked, tombstones included. Next time: the last updatedAt, or go on from endCursor.\nquery Delta($since: DateTime!, $after: String) {\n  articles(filter: { updatedSince: $since }, orderBy: UPDATED, first: 100, after: $after) {\n    nodes { id status title updatedAt }\n    pageInfo { hasNextPage endCursor }\n  }\n}\n",
    "variables": "{ \"since\": \"2009-01-01T00:00:00Z\" }\n"
   },
   {
    "name": "AddOrigin",
    "query": "# A feed, or a page that leads to one, is read from now on; needs a key (ibid keys create --scope write) in the headers below.\nmutation AddOrigin($input: AddOriginInput!) {\n  addOrigin(input: $input) { origin { id name kind url nextSyncAt } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"url\": \"https://news.example.com/\",\n    \"intervalMinutes\": 30\n  }\n}\n"
   },
   {
    "name": "SyncOrigin",
    "query": "# Reads an origin now; needs a key (ibid keys create --scope write) in the headers below.\nmutation SyncOrigin($input: SyncOriginInput!) {\n  syncOrigin(input: $input) { origin { id name lastSyncedAt lastError nextSyncAt } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"T3JpZ2luOjM\"\n  }\n}\n"
   },
   {
    "name": "RemoveOrigin",
    "query": "# Reads an origin no longer; what came from it stays; needs a key (ibid keys create --scope write) in the headers below.\nmutation RemoveOrigin($input: RemoveOriginInput!) {\n  removeOrigin(input: $input) { origin { id name } withdrawn userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"T3JpZ2luOjM\"\n  }\n}\n"
   },
   {
    "name": "ImportContent",
    "query": "# Imports a text in any format that can be imported; the same again changes nothing; needs a key (ibid keys create --scope write) in the headers below.\nmutation ImportContent($input: ImportContentInput!) {\n  importContent(input: $input) { run { id status counts { articles { created updated unchanged } } failed(first: 5) { nodes { item reason } } } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"originName\": \"A notebook\",\n    \"format\": \"markdown\",\n    \"text\": \"---\\ntitle: A Note on the Ferry\\ndate: 2010-03-01\\n---\\n\\nThe ferry runs again, twice a day.\\n\"\n  }\n}\n"
   },
   {
    "name": "ImportRunChanged",
    "query": "# Imports as they begin, go on and end: run it, and import something.\nsubscription ImportRunChanged {\n  importRunChanged { id status startedAt finishedAt failedCount origin { name } counts { articles { created updated unchanged } } }\n}\n",
    "variables": "{}\n"
   }
  ]
 },
 {
  "title": "Webhooks",
  "operations": [
   {
    "name": "AddWebhook",
    "query": "# Tells an address of yours what happens; the secret is shown this once; needs a key (ibid keys create --scope write) in the headers below.\nmutation AddWebhook($input: AddWebhookInput!) {\n  addWebhook(input: $input) { webhook { id url events pausedAt previousSecretUntil } secret userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"url\": \"https://hooks.example.com/ibid\",\n    \"events\": [\n      \"ARTICLE_PUBLISHED\",\n      \"ARTICLE_UPDATED\",\n      \"ARTICLE_WITHDRAWN\"\n    ]\n  }\n}\n"
   },
   {
    "name": "Webhooks",
    "query": "# What webhooks were told, with each attempt; needs a key (ibid keys create --scope write) in the headers below.\nquery Webhooks($status: WebhookDeliveryStatus) {\n  webhooks(first: 20) {\n    nodes {\n      id url events createdBy createdAt pausedAt pausedReason\n      deliveries(first: 10, status: $status) { totalCount nodes { id messageId event status attemptCount createdAt nextAttemptAt finishedAt attempts(first: 20) { nodes { attemptedAt durationMs status error } } } }\n    }\n  }\n}\n",
    "variables": "{}\n"
   },
   {
    "name": "UpdateWebhook",
    "query": "# Pauses a webhook, lets it go on, or changes what it is told and where; needs a key (ibid keys create --scope write) in the headers below.\nmutation UpdateWebhook($input: UpdateWebhookInput!) {\n  updateWebhook(input: $input) { webhook { id url events pausedAt previousSecretUntil } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"V2ViaG9vazox\",\n    \"events\": [\n      \"ARTICLE_PUBLISHED\",\n      \"COMMENT_POSTED\"\n    ],\n    \"paused\": false\n  }\n}\n"
   },
   {
    "name": "RotateWebhookSecret",
    "query": "# Gives a webhook a new secret; the old one signs beside it for a day; needs a key (ibid keys create --scope write) in the headers below.\nmutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n  rotateWebhookSecret(input: $input) { webhook { id url events pausedAt previousSecretUntil } secret userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"V2ViaG9vazox\",\n    \"keepOldHours\": 24\n  }\n}\n"
   },
   {
    "name": "TestWebhook",
    "query": "# Sends a webhook a message that says nothing; what became of it, Webhooks shows; needs a key (ibid keys create --scope write) in the headers below.\nmutation TestWebhook($input: WebhookInput!) {\n  testWebhook(input: $input) { delivery { id messageId event status payload } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"V2ViaG9vazox\"\n  }\n}\n"
   },
   {
    "name": "ReplayDelivery",
    "query": "# Tells a message again that was delivered or given up; needs a key (ibid keys create --scope write) in the headers below.\nmutation ReplayDelivery($input: ReplayDeliveryInput!) {\n  replayDelivery(input: $input) { delivery { id messageId status nextAttemptAt } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"V2ViaG9va0RlbGl2ZXJ5OjE\"\n  }\n}\n"
   },
   {
    "name": "RemoveWebhook",
    "query": "# Removes a webhook with its messages; needs a key (ibid keys create --scope write) in the headers below.\nmutation RemoveWebhook($input: WebhookInput!) {\n  removeWebhook(input: $input) { userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"id\": \"V2ViaG9vazox\"\n  }\n}\n"
   }
  ]
 },
 {
  "title": "Keys",
  "operations": [
   {
    "name": "Keys",
    "query": "# Who has a key, what it allows, and when it was used last; needs a key (ibid keys create --scope admin) in the headers below.\nquery Keys($first: Int = 50, $after: String) {\n  keys(first: $first, after: $after) { totalCount nodes { prefix name scopes createdAt expiresAt lastUsedAt revokedAt } pageInfo { hasNextPage endCursor } }\n}\n",
    "variables": "{\n  \"first\": 50\n}\n"
   },
   {
    "name": "CreateKey",
    "query": "# Makes a key; the secret is shown this once; needs a key (ibid keys create --scope admin) in the headers below.\nmutation CreateKey($input: CreateKeyInput!) {\n  createKey(input: $input) { key { prefix name scopes expiresAt } secret userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"name\": \"a colleague at the comments\",\n    \"scopes\": [\n      \"MODERATE\"\n    ]\n  }\n}\n"
   },
   {
    "name": "RevokeKey",
    "query": "# Ends a key by its prefix, which Keys shows; needs a key (ibid keys create --scope admin) in the headers below.\nmutation RevokeKey($input: RevokeKeyInput!) {\n  revokeKey(input: $input) { key { prefix name revokedAt } userErrors { field message code } }\n}\n",
    "variables": "{\n  \"input\": {\n    \"prefix\": \"ibid_XXXX\"\n  }\n}\n"
   }
  ]
 }
];

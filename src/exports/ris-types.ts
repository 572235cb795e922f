/** RIS types by CSL type (the RIS format of Research Information Systems, "Type of reference"). */
export const risTypes: Readonly<Record<string, string>> = {
  'article-newspaper': 'NEWS', 'article-magazine': 'MGZN', 'article-journal': 'JOUR', book: 'BOOK', chapter: 'CHAP', report: 'RPRT', thesis: 'THES', webpage: 'ELEC', 'post-weblog': 'BLOG',
  'paper-conference': 'CPAPER', 'entry-encyclopedia': 'ENCYC', 'entry-dictionary': 'DICT', dataset: 'DATA', software: 'COMP', patent: 'PAT', legal_case: 'CASE', legislation: 'STAT', bill: 'BILL',
  hearing: 'HEAR', manuscript: 'MANSCPT', map: 'MAP', motion_picture: 'MPCT', musical_score: 'MUSIC', song: 'SOUND', pamphlet: 'PAMP', personal_communication: 'PCOMM', standard: 'STAND', document: 'GEN',
};

/** A work of a type that RIS does not have is a `GEN` with the type in M3, "type of work". */
export const otherRisType = 'GEN';

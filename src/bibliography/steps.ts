import { takeBookLine } from './book-line';
import type { Draft } from './draft';
import { takeLabel } from './labels';
import { takeNamesBeforeTitle, takeQuotedTitle } from './quoted-title';
import type { BibliographyContext } from './reference';
import { takeContainer, takeDate } from './tail';
import { takeUrls } from './urls';

interface Step { name: string; why: string; run: (draft: Draft, context: BibliographyContext) => void }

/** The steps a line goes through; the order is the reason why each can be small. */
export const steps: readonly Step[] = [
  { name: 'label', why: 'numbering would be read as part of the first name', run: takeLabel },
  { name: 'urls', why: 'their dots, commas and years mean nothing to the steps below', run: takeUrls },
  { name: 'quoted-title', why: 'quotation marks are the surest sign on a line; a title may hold years, commas and colons', run: takeQuotedTitle },
  { name: 'names-before-title', why: 'what stands before a quoted title is names', run: takeNamesBeforeTitle },
  { name: 'book-line', why: 'without quotation marks the press at the end tells where the title ends', run: (draft, { articleDate }) => { takeBookLine(draft, articleDate); } },
  { name: 'date', why: 'the container ends where the date starts', run: (draft, { articleDate }) => { if (draft.titleOuter) takeDate(draft, articleDate); } },
  { name: 'container', why: 'it is what is left between title and date', run: takeContainer },
];

import { ArgsType, Field, registerEnumType } from 'type-graphql';
import { citationStyles, defaultStyle } from '../exports/citation-styles';

/** The formats a bibliography is written in. */
export enum BibliographyFormat { CSL_JSON = 'CSL_JSON', BIBTEX = 'BIBTEX', RIS = 'RIS', JSON_LD = 'JSON_LD', TEXT = 'TEXT', HTML = 'HTML' }
registerEnumType(BibliographyFormat, {
  name: 'BibliographyFormat', description: 'How a bibliography can be written.',
  valuesConfig: {
    CSL_JSON: { description: 'A JSON array of CSL 1.0.2 items: what citation processors and Zotero read.' }, BIBTEX: { description: 'BibTeX in UTF-8.' },
    RIS: { description: 'RIS: what EndNote and most reference managers read.' }, JSON_LD: { description: 'A JSON-LD document of https://schema.org, which may stand in a script element.' },
    TEXT: { description: 'Plain text in a citation style, one line an entry.' }, HTML: { description: 'Safe HTML in a citation style: a `div.csl-bib-body` with a `div.csl-entry` for each entry.' },
  },
});

const styleDescription = `A citation style: ${citationStyles.map((style) => `\`${style}\``).join(', ')}`;

@ArgsType()
export class BibliographyArguments {
  @Field(() => BibliographyFormat, { description: 'What to write it as.' }) format!: BibliographyFormat;
  @Field(() => String, { nullable: true, description: `${styleDescription}. For TEXT and HTML; \`${defaultStyle}\` without it.` }) style?: string | null;
}

@ArgsType()
export class StyleArguments {
  @Field(() => String, { description: `${styleDescription}.` }) style!: string;
}

/**
 * The frame of our own CSL 1.0.2 styles (https://docs.citationstyles.org/en/v1.0.2/specification.html): short ones, made for lists of news,
 * reports and books after the rules of the manuals they are named for. They are not the styles of the CSL repository.
 */
export function cslStyle(id: string, title: string, body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>${title}</title><id>https://ibid.example/styles/${id}</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  ${access}
  ${body}
  <citation><layout delimiter="; "><text variable="title"/></layout></citation>
</style>`;
}

/** A DOI leads to the work for longer than its address does. */
const access = `<macro name="access">
    <choose>
      <if variable="DOI"><text variable="DOI" prefix="https://doi.org/"/></if>
      <else><text variable="URL"/></else>
    </choose>
  </macro>`;

/** The types whose titles stand in quotation marks, as parts of something; the others stand alone and are set in italics. */
export const parts = 'article article-journal article-magazine article-newspaper chapter entry entry-dictionary entry-encyclopedia interview paper-conference post post-weblog review review-book speech webpage';

/** The types that are dated to the day. */
export const daily = 'article-magazine article-newspaper broadcast interview post post-weblog speech webpage';

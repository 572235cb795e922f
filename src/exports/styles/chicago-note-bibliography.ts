import { cslStyle, parts } from './shared-macros';

/** After the Chicago Manual of Style, 17th edition, chapter 14: the bibliography that goes with notes; the date stands behind where it appeared. */
export const chicagoNoteBibliography = cslStyle('chicago-note-bibliography', 'Chicago, notes and bibliography', `
  <macro name="author"><names variable="author"><name and="text" name-as-sort-order="first" sort-separator=", " delimiter=", " delimiter-precedes-last="always"/></names></macro>
  <macro name="title">
    <choose>
      <if type="${parts}" match="any"><text variable="title" quotes="true"/></if>
      <else><text variable="title" font-style="italic"/></else>
    </choose>
  </macro>
  <macro name="date">
    <group delimiter=" ">
      <choose><if is-uncertain-date="issued"><text term="circa" form="short"/></if></choose>
      <date variable="issued" form="text"/>
    </group>
  </macro>
  <macro name="container">
    <choose>
      <if type="chapter paper-conference" match="any"><group delimiter=" "><text term="in" text-case="capitalize-first"/><text variable="container-title" font-style="italic"/></group></if>
      <else><text variable="container-title" font-style="italic"/></else>
    </choose>
  </macro>
  <macro name="where">
    <choose>
      <if variable="publisher">
        <group delimiter=". "><text macro="container"/><text variable="genre"/><group delimiter=", "><text variable="publisher"/><text macro="date"/></group></group>
      </if>
      <else><group delimiter=", "><text macro="container"/><text variable="genre"/><text macro="date"/></group></else>
    </choose>
  </macro>
  <bibliography hanging-indent="true">
    <layout suffix=".">
      <group delimiter=". "><text macro="author"/><text macro="title"/><text macro="where"/><text macro="access"/></group>
    </layout>
  </bibliography>`);

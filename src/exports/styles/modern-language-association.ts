import { cslStyle, parts } from './shared-macros';

/** After the MLA Handbook, 9th edition: author, title, then the container's elements with commas between them; three authors or more are "et al.". */
export const modernLanguageAssociation = cslStyle('modern-language-association', 'Modern Language Association', `
  <macro name="author"><names variable="author"><name and="text" name-as-sort-order="first" sort-separator=", " delimiter=", " delimiter-precedes-last="always" et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="always"/></names></macro>
  <macro name="title">
    <choose>
      <if type="${parts}" match="any"><text variable="title" quotes="true"/></if>
      <else><text variable="title" font-style="italic"/></else>
    </choose>
  </macro>
  <macro name="date">
    <group delimiter=" ">
      <choose><if is-uncertain-date="issued"><text term="circa" form="short"/></if></choose>
      <date variable="issued"><date-part name="day" suffix=" "/><date-part name="month" form="short" suffix=" "/><date-part name="year"/></date>
    </group>
  </macro>
  <bibliography hanging-indent="true">
    <layout suffix=".">
      <group delimiter=". ">
        <text macro="author"/>
        <text macro="title"/>
        <group delimiter=", "><text variable="container-title" font-style="italic"/><text variable="genre"/><text variable="publisher"/><text macro="date"/><text macro="access"/></group>
      </group>
    </layout>
  </bibliography>`);

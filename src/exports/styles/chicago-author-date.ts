import { cslStyle, daily, parts } from './shared-macros';

/** After the Chicago Manual of Style, 17th edition, chapter 15: author, year, title, where, and the day of what is dated to the day. */
export const chicagoAuthorDate = cslStyle('chicago-author-date', 'Chicago, author and date', `
  <macro name="author"><names variable="author"><name and="text" name-as-sort-order="first" sort-separator=", " delimiter=", " delimiter-precedes-last="always"/><substitute><text macro="title"/></substitute></names></macro>
  <macro name="title">
    <choose>
      <if type="${parts}" match="any"><text variable="title" quotes="true"/></if>
      <else><text variable="title" font-style="italic"/></else>
    </choose>
  </macro>
  <macro name="year">
    <choose>
      <if is-uncertain-date="issued"><text term="circa" form="short" suffix=" "/></if>
    </choose>
    <choose>
      <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
      <else><text term="no date" form="short"/></else>
    </choose>
  </macro>
  <macro name="container">
    <group delimiter=", ">
      <choose>
        <if type="chapter paper-conference" match="any"><group delimiter=" "><text term="in" text-case="capitalize-first"/><text variable="container-title" font-style="italic"/></group></if>
        <else><text variable="container-title" font-style="italic"/></else>
      </choose>
      <choose>
        <if type="${daily}" match="any"><date variable="issued"><date-part name="month" suffix=" "/><date-part name="day"/></date></if>
        <else-if type="article-journal"><date variable="issued"><date-part name="month"/></date></else-if>
      </choose>
    </group>
  </macro>
  <bibliography hanging-indent="true">
    <layout suffix=".">
      <group delimiter=". ">
        <text macro="author"/>
        <text macro="year"/>
        <choose><if variable="author"><text macro="title"/></if></choose>
        <text macro="container"/>
        <text variable="genre"/>
        <text variable="publisher"/>
        <text macro="access"/>
      </group>
    </layout>
  </bibliography>`);

import { cslStyle, parts } from './shared-macros';

/** After the IEEE Reference Guide: numbers in brackets, initials before the family name, commas between the elements, "[Online]" for what has an address. */
export const ieee = cslStyle('ieee', 'IEEE', `
  <macro name="author"><names variable="author"><name and="text" initialize-with=". " delimiter=", " et-al-min="7" et-al-use-first="1"/></names></macro>
  <macro name="title">
    <choose>
      <if type="${parts}" match="any"><text variable="title" quotes="true"/></if>
      <else><text variable="title" font-style="italic"/></else>
    </choose>
  </macro>
  <macro name="date">
    <group delimiter=" ">
      <choose><if is-uncertain-date="issued"><text term="circa" form="short"/></if></choose>
      <date variable="issued"><date-part name="month" form="short" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/></date>
    </group>
  </macro>
  <macro name="container">
    <choose>
      <if type="chapter paper-conference" match="any"><group delimiter=" "><text term="in"/><text variable="container-title" font-style="italic"/></group></if>
      <else><text variable="container-title" font-style="italic"/></else>
    </choose>
  </macro>
  <macro name="online">
    <choose>
      <if variable="DOI"><text variable="DOI" prefix="doi: "/></if>
      <else-if variable="URL"><group delimiter=" "><text value="[Online]. Available:"/><text variable="URL"/></group></else-if>
    </choose>
  </macro>
  <bibliography second-field-align="flush">
    <layout>
      <text variable="citation-number" prefix="[" suffix="] "/>
      <group delimiter=". ">
        <group delimiter=", " suffix="."><text macro="author"/><text macro="title"/><text macro="container"/><text variable="genre"/><text variable="publisher"/><text macro="date"/></group>
      </group>
      <text macro="online" prefix=" "/>
    </layout>
  </bibliography>`);

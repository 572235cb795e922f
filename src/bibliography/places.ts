import { remember } from './remember';

/** Cities that presses name as their place, and the states and countries that follow them. Lower case, without accents. */
const PLACES = new Set((
  'aarhus|abingdon|aix-en-provence|albany|aldershot|alexandria|amherst|amman|amsterdam|ann arbor|ankara|antwerp|antwerpen|arles|arlington|armonk|athens|atlanta|austin|baghdad|baltimore|bamberg|bangkok|barcelona|basel|basingstoke|'
  + 'baton rouge|beijing|beirut|belgrade|bellingham|belmont|berkeley|berlin|bern|bielefeld|bilbao|bloomington|bogota|bologna|bonn|bordeaux|boston|boulder|boca raton|braunschweig|bristol|brooklyn|brussels|bruxelles|bucharest|budapest|'
  + 'buenos aires|buffalo|burlington|cairo|calcutta|cambridge|canberra|caracas|cardiff|carbondale|chapel hill|charlottesville|cheltenham|chicago|chichester|cincinnati|cleveland|college park|cologne|columbia|columbus|copenhagen|cork|'
  + 'dallas|damascus|darmstadt|delhi|den haag|denver|detroit|dordrecht|dresden|dublin|durham|durham and london|düsseldorf|dusseldorf|east lansing|edinburgh|englewood cliffs|erlangen|essen|evanston|exeter|firenze|florence|frankfurt|'
  + 'frankfurt am main|frankfurt a.m|carlisle|fort leavenworth|annapolis|santa cruz|eugene|tallahassee|athens, ga|knoxville|bowling green|scranton|freiburg|fribourg|gainesville|garden city|geneva|geneve|genova|ghent|glasgow|gothenburg|goteborg|gottingen|graz|grand rapids|greenwich|grenoble|groningen|guildford|hamburg|hannover|hanover|harlow|'
  + 'harmondsworth|hartford|hassocks|heidelberg|helsinki|hillsdale|hoboken|hong kong|honolulu|houndmills|houston|hove|indianapolis|iowa city|istanbul|ithaca|ithaca and london|jena|jerusalem|johannesburg|karachi|karlsruhe|kiel|kingsport|kingston|'
  + 'koln|krakow|kyiv|kyoto|la haye|lagos|lanham|lausanne|lawrence|leicester|leiden|leipzig|leuven|lexington|lima|lincoln|lisboa|lisbon|liverpool|ljubljana|london|london and new york|los angeles|los altos|louisville|lund|luxembourg|lyon|'
  + 'madison|madrid|mahwah|malden|manchester|marseille|medford|melbourne|menlo park|mexico|mexico city|mexico df|mexico, d.f|miami|milan|milano|milwaukee|minneapolis|montpellier|montreal|moscow|mumbai|munchen|munich|munster|nairobi|nantes|naples|napoli|'
  + 'nashville|new brunswick|new delhi|new haven|new haven and london|new orleans|new york|new york and london|newark|newbury park|nice|nijmegen|nimes|norman|norwich|norwood|notre dame|nottingham|nurnberg|oakland|orlando|oslo|ottawa|oxford|'
  + 'oxford and new york|padova|paderborn|palermo|palo alto|paris|pasadena|philadelphia|phoenix|pisa|pittsburgh|poitiers|port washington|portland|porto|prague|praha|princeton|providence|quebec|reading|reading mass|reading, ma|redwood city|'
  + 'rennes|reston|reykjavik|richmond|rio de janeiro|rochester|roma|rome|rotterdam|rouen|salt lake city|salzburg|san antonio|san diego|san francisco|san jose|san mateo|santa barbara|santa fe|santa monica|santiago|sao paulo|seattle|seoul|'
  + 'sevilla|seville|shanghai|sheffield|singapore|sofia|south bend|southampton|springfield|st. louis|saint louis|st louis|st. paul|stanford|stockholm|stony brook|strasbourg|stuttgart|sydney|syracuse|tampa|tehran|tel aviv|tempe|the hague|thousand oaks|tokyo|'
  + 'torino|toronto|toulouse|tubingen|tucson|turin|tuscaloosa|uppsala|upper saddle river|urbana|utrecht|valencia|vancouver|venezia|venice|vienna|vilnius|waltham|warsaw|warszawa|washington|washington dc|washington d.c|washington, dc|washington, d.c|waterloo|weinheim|'
  + 'wellington|west lafayette|westport|wien|wiesbaden|wilmington|winnipeg|worcester|wurzburg|zagreb|zaragoza|zurich'
).split('|'));

const STATES = new Set((
  'al|ak|az|ar|ca|co|ct|de|dc|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|uk|usa|us|on|qc|bc|nsw|vic|d.c|n.j|n.y|conn|mass|calif|cal|ill|pa|md|va|tenn|mich|minn|wis|'
  + 'england|scotland|wales|germany|france|italy|spain|canada|australia|netherlands|the netherlands|switzerland|austria|belgium|india|japan|china|ireland|new zealand|south africa|new jersey|california|massachusetts|connecticut|'
  + 'tennessee|virginia|maryland|illinois|texas|florida|ohio|pennsylvania|michigan|minnesota|new york|indiana|oregon|washington|georgia|north carolina|iraq|mexico|sweden|denmark|norway|turkey|israel|egypt|lebanon'
).split('|'));

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[.,\s]+$/, '').trim();

/** Whether the text names a place presses are in: a known city, alone or with its state or country ("Murray Hill, NJ"). */
export const isPlace: (text: string) => boolean = remember((text) => {
  const plain = folded(text);
  if (PLACES.has(plain)) return true;
  const parts = plain.split(/\s*(?:,|;|\/|&|\band\b|\bet\b|\bund\b)\s*/);
  if (parts.length > 1 && parts.length < 5) return parts.every((part) => PLACES.has(part) || STATES.has(part)) || (parts.length === 2 && (parts[1] ?? '').length < 6 && STATES.has(parts[1] ?? '') && /^\p{Lu}/u.test(text));
  const bracket = /^(.+?)\s*\((.+)\)$/.exec(plain);
  return bracket !== null && PLACES.has(bracket[1] ?? '') && STATES.has(bracket[2] ?? '');
});

/** Whether the text is a state, province or country alone. */
export function isState(text: string): boolean {
  return STATES.has(folded(text));
}

/** Whether the text could be a place before a colon: few words, each capitalised or a joining word. */
export function looksLikePlace(text: string): boolean {
  return isPlace(text) || /^(?:\p{Lu}[\p{L}\p{M}.'’-]*)(?:(?:\s|,\s|\/|-|\s&\s|\sand\s)(?:\p{Lu}[\p{L}\p{M}.'’-]*|am|de|la|sur|on|upon|del)){0,3}$/u.test(text);
}

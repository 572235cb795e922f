/** Month names, January first, as words of a language write them; abbreviations follow their name after a space. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  english: ['january jan', 'february feb febr', 'march mar', 'april apr', 'may', 'june jun', 'july jul', 'august aug',
    'september sept sep', 'october oct', 'november nov', 'december dec'],
  german: ['januar jänner', 'februar feber', 'märz mrz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober okt', 'november', 'dezember dez'],
  french: ['janvier janv', 'février fév févr', 'mars', 'avril avr', 'mai', 'juin', 'juillet juil', 'août', 'septembre', 'octobre', 'novembre', 'décembre déc'],
  spanish: ['enero ene', 'febrero', 'marzo', 'abril abr', 'mayo', 'junio', 'julio', 'agosto ago', 'septiembre setiembre', 'octubre', 'noviembre', 'diciembre dic'],
  italian: ['gennaio genn gen', 'febbraio febbr', 'marzo', 'aprile', 'maggio magg', 'giugno giu', 'luglio lug', 'agosto', 'settembre sett', 'ottobre ott', 'novembre', 'dicembre'],
  portuguese: ['janeiro', 'fevereiro fev', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro set', 'outubro out', 'novembro', 'dezembro'],
  dutch: ['januari', 'februari', 'maart mrt', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'],
  danishAndNorwegian: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december des'],
  swedish: ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
  finnish: ['tammikuuta tammikuu', 'helmikuuta helmikuu', 'maaliskuuta maaliskuu', 'huhtikuuta huhtikuu', 'toukokuuta toukokuu', 'kesäkuuta kesäkuu',
    'heinäkuuta heinäkuu', 'elokuuta elokuu', 'syyskuuta syyskuu', 'lokakuuta lokakuu', 'marraskuuta marraskuu', 'joulukuuta joulukuu'],
  polish: ['stycznia styczeń', 'lutego luty', 'marca marzec', 'kwietnia kwiecień', 'maja', 'czerwca czerwiec', 'lipca lipiec', 'sierpnia sierpień',
    'września wrzesień', 'października październik', 'listopada', 'grudnia grudzień'],
  czech: ['ledna leden', 'února únor', 'března březen', 'dubna duben', 'května květen', 'června červen', 'července červenec', 'srpna srpen',
    'září', 'října říjen', 'listopadu', 'prosince prosinec'],
  hungarian: ['január', 'február', 'március', 'április', 'május', 'június', 'július', 'augusztus', 'szeptember', 'október', 'november', 'december'],
  romanian: ['ianuarie', 'februarie', 'martie', 'aprilie', 'mai', 'iunie', 'iulie', 'august', 'septembrie', 'octombrie', 'noiembrie', 'decembrie'],
  turkish: ['ocak', 'şubat', 'mart', 'nisan', 'mayıs', 'haziran', 'temmuz', 'ağustos', 'eylül', 'ekim', 'kasım', 'aralık'],
  russian: ['января январь', 'февраля февраль', 'марта март', 'апреля апрель', 'мая май', 'июня июнь', 'июля июль', 'августа август',
    'сентября сентябрь', 'октября октябрь', 'ноября ноябрь', 'декабря декабрь'],
  greek: ['ιανουαρίου ιανουάριος', 'φεβρουαρίου φεβρουάριος', 'μαρτίου μάρτιος', 'απριλίου απρίλιος', 'μαΐου μάιος', 'ιουνίου ιούνιος',
    'ιουλίου ιούλιος', 'αυγούστου αύγουστος', 'σεπτεμβρίου σεπτέμβριος', 'οκτωβρίου οκτώβριος', 'νοεμβρίου νοέμβριος', 'δεκεμβρίου δεκέμβριος'],
};

const withoutAccents = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '');

const MONTHS: ReadonlyMap<string, number> = new Map(Object.values(LANGUAGES).flatMap((names) =>
  names.flatMap((forms, index) => forms.split(' ').flatMap((form): [string, number][] => [[form, index + 1], [withoutAccents(form), index + 1]]))));

/** The month (1–12) a word names in any of the languages, in any case, with or without accents and final full stop; null for another word. */
export function monthOfName(word: string): number | null {
  const name = word.toLowerCase().replace(/\.$/, '');
  return MONTHS.get(name) ?? MONTHS.get(name.normalize('NFC')) ?? null;
}

/** Beginnings of month names, lower case and without accents, in the languages of the agencies we read; longest match wins. */
const MONTH_BEGINNINGS: readonly (readonly string[])[] = [
  ['jan', 'janu', 'janv', 'ene', 'gen', 'tammi', 'jann'],
  ['feb', 'fev', 'helmi'],
  ['mar', 'marz', 'maerz', 'mrz', 'maalis', 'maart', 'mrt'],
  ['apr', 'abr', 'avr', 'huhti'],
  ['may', 'mai', 'mayo', 'mag', 'maj', 'mei', 'touko'],
  ['jun', 'juin', 'giu', 'kesa'],
  ['jul', 'juil', 'lug', 'heina'],
  ['aug', 'aou', 'ago', 'elo'],
  ['sep', 'set', 'syys'],
  ['oct', 'okt', 'ott', 'out', 'loka'],
  ['nov', 'marras'],
  ['dec', 'dez', 'dic', 'des', 'joulu'],
];

/** Sunday first, as Date.getUTCDay counts. */
const WEEKDAY_NAMES: readonly (readonly string[])[] = [
  ['sunday', 'sun', 'sonntag', 'dimanche', 'domingo', 'domenica', 'zondag', 'sondag', 'sunnuntai'],
  ['monday', 'mon', 'montag', 'lundi', 'lunes', 'lunedi', 'maandag', 'mandag', 'maanantai', 'segunda-feira'],
  ['tuesday', 'tue', 'tues', 'dienstag', 'mardi', 'martes', 'martedi', 'dinsdag', 'tisdag', 'tirsdag', 'tiistai', 'terca-feira'],
  ['wednesday', 'wed', 'mittwoch', 'mercredi', 'miercoles', 'mercoledi', 'woensdag', 'onsdag', 'keskiviikko', 'quarta-feira'],
  ['thursday', 'thu', 'thur', 'thurs', 'donnerstag', 'jeudi', 'jueves', 'giovedi', 'donderdag', 'torsdag', 'torstai', 'quinta-feira'],
  ['friday', 'fri', 'freitag', 'vendredi', 'viernes', 'venerdi', 'vrijdag', 'fredag', 'perjantai', 'sexta-feira'],
  ['saturday', 'sat', 'samstag', 'sonnabend', 'samedi', 'sabado', 'sabato', 'zaterdag', 'lordag', 'lauantai'],
];

const FOLDED: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss' };

/** Lower case, accents gone: `März` and `marz` are one word. */
const foldWord = (word: string): string =>
  word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[øæß]/g, (letter) => FOLDED[letter] ?? letter);

const BEGINNINGS = MONTH_BEGINNINGS.flatMap((names, index) => names.map((name) => [name, index + 1] as const))
  .sort(([a], [b]) => b.length - a.length);

const WEEKDAYS: ReadonlyMap<string, number> = new Map(WEEKDAY_NAMES.flatMap((names, day) => names.map((name) => [name, day] as const)));

/** Longest month name of those languages. */
const LONGEST = 11;

/** 1 to 12, or undefined. Only whole beginnings count, so a town called Marseille is not March. */
export function monthNumber(word: string): number | undefined {
  const folded = foldWord(word).replace(/\.$/, '');
  if (folded.length > LONGEST) return undefined;
  const found = BEGINNINGS.find(([name]) => folded.startsWith(name));
  if (found === undefined) return undefined;
  return folded === found[0] || MONTH_WORDS.has(folded) ? found[1] : undefined;
}

/** Full names; abbreviations are the beginnings themselves. */
const MONTH_WORDS: ReadonlySet<string> = new Set([
  'january', 'januar', 'januari', 'janvier', 'enero', 'gennaio', 'janeiro', 'janner', 'tammikuuta', 'tammikuu',
  'february', 'februar', 'februari', 'fevrier', 'febrero', 'febbraio', 'fevereiro', 'helmikuuta', 'helmikuu',
  'march', 'marts', 'mars', 'marzo', 'marco', 'maaliskuuta', 'maaliskuu',
  'april', 'avril', 'abril', 'aprile', 'huhtikuuta', 'huhtikuu', 'maggio', 'maio', 'toukokuuta', 'toukokuu',
  'june', 'juni', 'junio', 'giugno', 'junho', 'kesakuuta', 'kesakuu', 'july', 'juli', 'juillet', 'julio', 'luglio', 'julho',
  'heinakuuta', 'heinakuu', 'august', 'augusti', 'augustus', 'aout', 'agosto', 'elokuuta', 'elokuu',
  'september', 'sept', 'septembre', 'septiembre', 'settembre', 'setembro', 'sett', 'syyskuuta', 'syyskuu',
  'october', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro', 'lokakuuta', 'lokakuu',
  'november', 'novembre', 'noviembre', 'novembro', 'marraskuuta', 'marraskuu',
  'december', 'dezember', 'desember', 'decembre', 'diciembre', 'dicembre', 'dezembro', 'joulukuuta', 'joulukuu',
]);

/** 0 is Sunday, or undefined. */
export const weekdayNumber = (word: string): number | undefined => WEEKDAYS.get(foldWord(word).replace(/[.,]$/, ''));

/** Keep their full stop and never end a sentence: a name or a number follows. */
export const TITLES: ReadonlySet<string> = new Set([
  'mr', 'mrs', 'ms', 'dr', 'prof', 'gen', 'lt', 'col', 'maj', 'capt', 'cmdr', 'cpl', 'pvt', 'sgt', 'adm', 'brig', 'sen', 'rep', 'gov', 'pres', 'rev', 'hon', 'st', 'ste',
  'mt', 'ft', 'messrs', 'mme', 'mlle', 'amb', 'supt', 'insp', 'atty', 'vs', 'fig', 'approx', 'dept', 'sr', 'gens', 'sens', 'reps', 'drs', 'msgr',
]);

/** Keep their full stop; a capital that can only begin a sentence after them ends it. */
export const SHORTENED: ReadonlySet<string> = new Set([
  'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sept', 'sep', 'oct', 'nov', 'dec', 'inc', 'corp', 'co', 'ltd', 'bros', 'cos', 'llc', 'plc', 'jr', 'etc', 'est', 'dist', 'univ', 'assn', 'intl',
  'ala', 'ariz', 'ark', 'calif', 'colo', 'conn', 'del', 'fla', 'ga', 'ill', 'ind', 'kan', 'ky', 'la', 'md', 'mass', 'mich', 'minn', 'miss', 'mo', 'mont', 'neb', 'nev', 'okla', 'ore', 'pa', 'tenn',
  'tex', 'vt', 'va', 'wash', 'wis', 'wyo', 'ave', 'blvd', 'rd', 'sq', 'mon', 'tue', 'tues', 'wed', 'thu', 'thurs', 'fri',
]);

/** Words that begin a sentence far more often than they follow an abbreviation. */
export const STARTERS: ReadonlySet<string> = new Set([
  'the', 'a', 'an', 'he', 'she', 'it', 'they', 'we', 'i', 'you', 'this', 'that', 'these', 'those', 'his', 'her', 'its', 'their', 'our', 'in', 'on', 'at', 'but', 'and', 'or', 'so', 'if', 'when', 'while',
  'after', 'before', 'since', 'as', 'for', 'from', 'with', 'by', 'to', 'there', 'here', 'however', 'meanwhile', 'also', 'some', 'many', 'most', 'all', 'both', 'one', 'two', 'no', 'not', 'what', 'who', 'why',
  'how', 'where', 'which', 'last', 'earlier', 'later', 'then', 'now', 'under', 'during', 'despite', 'although', 'because', 'another', 'other', 'others', 'police', 'officials', 'more', 'about', 'according',
  'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'such', 'each', 'until', 'once', 'nearly', 'several', 'authorities', 'analysts', 'witnesses',
]);

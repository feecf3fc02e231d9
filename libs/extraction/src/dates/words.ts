/** English calendar words; keys are lower case without a closing full stop. */
export const MONTHS: ReadonlyMap<string, number> = new Map(Object.entries({
  january: 1, jan: 1, february: 2, feb: 2, march: 3, mar: 3, april: 4, apr: 4, may: 5, june: 6, jun: 6, july: 7, jul: 7,
  august: 8, aug: 8, september: 9, sept: 9, sep: 9, october: 10, oct: 10, november: 11, nov: 11, december: 12, dec: 12,
}));

/** Monday is 0. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(Object.entries({
  monday: 0, tuesday: 1, wednesday: 2, thursday: 3, friday: 4, saturday: 5, sunday: 6,
}));

/** Capitalised words that make the weekday after them part of a name. */
export const WEEKDAY_NAME_HEADS: ReadonlySet<string> = new Set(['news', 'bloody', 'black', 'good', 'easter', 'palm', 'ash', 'bowl', 'cyber', 'super', 'holy', 'fat', 'ruby']);
/** Words that make the weekday before them part of a name. */
export const WEEKDAY_NAME_TAILS: ReadonlySet<string> = new Set(['times', 'telegraph', 'mirror', 'mail', 'herald', 'express', 'tribune', 'vision', 'nation', 'standard', 'independent', 'post', 'magazine', 'mosque']);

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';
export const GRAINS: ReadonlyMap<string, Grain> = new Map(Object.entries({
  day: 'day', days: 'day', week: 'week', weeks: 'week', month: 'month', months: 'month', quarter: 'quarter', quarters: 'quarter', year: 'year', years: 'year',
}));

export const PARTS_OF_DAY: ReadonlySet<string> = new Set(['morning', 'afternoon', 'evening', 'night', 'noon', 'midday']);
/** Words before a date that belong to its span and do not change its value. */
export const EDGES: ReadonlySet<string> = new Set(['early', 'earlier', 'late', 'later', 'mid']);

export const SMALL_NUMBERS: ReadonlyMap<string, number> = new Map(Object.entries({
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50,
}));

export const ORDINALS: ReadonlyMap<string, number> = new Map(Object.entries({ first: 1, second: 2, third: 3, fourth: 4, '1st': 1, '2nd': 2, '3rd': 3, '4th': 4 }));

/** A month word that is also a common word or a given name counts as a month after one of these (or beside a number). */
export const MONTH_HEADS: ReadonlySet<string> = new Set([
  'in', 'since', 'until', 'till', 'last', 'next', 'this', 'through', 'during', 'between', 'past', 'early', 'earlier', 'late', 'later', 'mid', 'previous', 'following',
]);
/** The same, unless a capitalised word follows: "after April", but "of April Brown". */
export const LOOSE_MONTH_HEADS: ReadonlySet<string> = new Set(['by', 'of', 'from', 'to', 'before', 'after', 'for', 'around', 'and', 'or']);
export const AMBIGUOUS_MONTHS: ReadonlySet<string> = new Set(['may', 'march', 'mar', 'april', 'june', 'august', 'jan', 'sep', 'dec', 'jun', 'nov']);

/** After a four-digit number they make it a quantity. */
export const COUNTED: ReadonlySet<string> = new Set([
  'people', 'troops', 'soldiers', 'miles', 'mile', 'kilometers', 'kilometres', 'kilometer', 'km', 'meters', 'metres', 'feet', 'foot', 'tons', 'tonnes', 'pounds', 'dollars', 'euros', 'jobs',
  'workers', 'families', 'homes', 'houses', 'others', 'more', 'points', 'percent', 'votes', 'hours', 'days', 'weeks', 'months', 'years', 'men', 'women', 'children', 'civilians', 'refugees',
  'members', 'employees', 'police', 'officers', 'students', 'residents', 'gmt', 'utc', 'hrs', 'barrels', 'shares', 'square', 'acres', 'hectares', 'thousand', 'million', 'billion', 'gallons',
]);
/** Before a four-digit number they make it a quantity. */
export const COUNTING: ReadonlySet<string> = new Set(['than', 'about', 'some', 'nearly', 'almost', 'over', 'approximately', 'least', 'roughly', 'exactly', 'no', 'number', '$', '€', '£', '#', 'flight', 'room', 'page', 'at']);
/** Before a number below 1800 (or above 2100) they are needed for it to be a year. */
export const YEAR_HEADS: ReadonlySet<string> = new Set(['in', 'since', 'until', 'till', 'by', 'from', 'of', 'before', 'after', 'during', 'circa', 'early', 'late', 'mid', 'around', 'year', 'and', 'to']);

/** Nouns of things that are announced before they happen: "Tuesday's election". */
export const SCHEDULED: ReadonlySet<string> = new Set(['election', 'elections', 'vote', 'summit', 'meeting', 'match', 'game', 'final', 'talks', 'hearing', 'deadline', 'referendum', 'poll', 'polls', 'runoff', 'session', 'inauguration', 'trial', 'ceremony', 'race', 'launch', 'conference']);

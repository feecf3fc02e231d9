import countryRows from './data/countries.json' with { type: 'json' };
import demonymRows from './data/demonyms.json' with { type: 'json' };

const ALSO = ['U.N.', 'UN', 'Gaza', 'NATO', 'Sino'];
const names = new Set(`${countryRows}\n${demonymRows}`.split('\n').map((row) => row.replace('!', '').split('|')[0] ?? '').concat(ALSO));

/** A country or a people: on either side of a hyphen it is a name of its own ("Israeli-Palestinian", "Gaza-Egypt"). */
export const isPeopleName = (part: string): boolean => names.has(part);

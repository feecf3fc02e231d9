import type { Comparator } from '@wiredesk/contracts';

/** Words before a number, longest first in use; the guideline's section 2 decides which sign each carries. */
export const BEFORE: ReadonlyMap<string, Comparator> = new Map(Object.entries({
  'more than': 'gt', 'more then': 'gt', 'over than': 'gt', over: 'gt', above: 'gt', 'greater than': 'gt', 'higher than': 'gt', 'larger than': 'gt', 'bigger than': 'gt', 'longer than': 'gt', 'older than': 'gt', 'better than': 'gt', 'in excess of': 'gt', 'upwards of': 'gt', 'upward of': 'gt',
  exceeding: 'gt', exceeds: 'gt', exceeded: 'gt', exceed: 'gt', topped: 'gt', topping: 'gt', surpassed: 'gt', surpassing: 'gt', surpasses: 'gt', beyond: 'gt', 'north of': 'gt', 'heavier than': 'gt', 'taller than': 'gt',
  'at least': 'gte', 'no fewer than': 'gte', 'no less than': 'gte', 'not less than': 'gte', 'not fewer than': 'gte', 'minimum of': 'gte', 'as little as': 'gte', 'as few as': 'gte', 'as low as': 'gte', 'at a minimum': 'gte', '≥': 'gte', '>=': 'gte', '>': 'gt',
  nearly: 'lt', almost: 'lt', 'close to': 'lt', 'less than': 'lt', 'fewer than': 'lt', under: 'lt', below: 'lt', 'lower than': 'lt', 'shy of': 'lt', 'short of': 'lt', approaching: 'lt', 'younger than': 'lt', 'smaller than': 'lt', 'shorter than': 'lt',
  nearing: 'lt', sub: 'lt', 'near to': 'lt', 'closer to': 'lt', '<': 'lt',
  'up to': 'lte', 'as many as': 'lte', 'as much as': 'lte', 'at most': 'lte', 'no more than': 'lte', 'not more than': 'lte', 'maximum of': 'lte', 'as high as': 'lte', 'as far as': 'lte', 'as long as': 'lte', 'as large as': 'lte', 'as old as': 'lte',
  within: 'lte', 'not exceeding': 'lte', 'not exceed': 'lte', 'not to exceed': 'lte', 'no longer than': 'lte', 'no higher than': 'lte', 'no greater than': 'lte', 'no older than': 'lte', '≤': 'lte', '<=': 'lte',
  about: 'approx', some: 'approx', around: 'approx', roughly: 'approx', approximately: 'approx', 'approx.': 'approx', approx: 'approx', estimated: 'approx', circa: 'approx', 'ca.': 'approx', '~': 'approx', '≈': 'approx',
  'in the region of': 'approx', 'in the neighborhood of': 'approx', 'in the range of': 'approx', 'on the order of': 'approx', 'something like': 'approx', perhaps: 'approx', maybe: 'approx', 'or so': 'approx', approximate: 'approx', barely: 'approx',
  'estimated at': 'approx', 'estimated to be': 'approx', reckoned: 'approx', virtually: 'lt', practically: 'lt',
}));

/** The longest phrase above, in words. */
export const LONGEST_BEFORE = 4;

export const AFTER: ReadonlyMap<string, Comparator> = new Map(Object.entries({
  'or more': 'gte', 'or above': 'gte', 'or older': 'gte', 'or greater': 'gte', 'or higher': 'gte', 'or better': 'gte', 'or longer': 'gte', 'or over': 'gte', 'and over': 'gte', 'and older': 'gte', 'and above': 'gte', 'and up': 'gte', 'at least': 'gte', '+': 'gte', plus: 'gte',
  'or less': 'lte', 'or fewer': 'lte', 'or below': 'lte', 'or under': 'lte', 'or lower': 'lte', 'or younger': 'lte', 'and under': 'lte', 'and younger': 'lte', 'at most': 'lte', 'at the most': 'lte', 'or so': 'approx', odd: 'approx', ish: 'approx', 'give or take': 'approx',
}));

/** "talks about two ...", "handed over 12 ...": after these the little word is no comparator. */
export const ABOUT_TAKERS: ReadonlySet<string> = new Set('talk talks talked talking speak speaks spoke speaking know knew information question questions concern concerns think thought worry worries told tell complain complained argue argued debate debates news story stories book film documentary report reports write wrote lie lied learn learned ask asked warn warned inform informed doubts doubt say said what how joke jokes brag'.split(' '));
export const OVER_TAKERS: ReadonlySet<string> = new Set('hand hands handed handing take takes took taking taken turn turned turning turns run ran running pass passed carry carried won win spill spread control crossed dispute disputes fight fighting preside presided presiding rule ruled power authority'.split(' '));

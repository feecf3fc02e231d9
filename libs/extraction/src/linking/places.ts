import type { Entry } from '../gazetteer.js';
import { countryOf } from './evidence.js';
import type { Surroundings, Votes } from './surroundings.js';

/** In the scale of a city's score, the binary logarithm of its thousands of people. */
const PRIOR: Readonly<Record<Entry['list'], number>> = { country: 12, area: 11, region: 11, demonym: 0, organisation: 0, work: 0, city: 0 };
const MINOR_REGION = 3;
const AMBIGUOUS_REGION = 8;
const AMBIGUOUS_STATE = 9.5;
const AMBIGUOUS_COUNTRY = 10;
const CAPITAL = 2;
const NEIGHBOUR = 10;

const priorOf = (entry: Entry): number => {
  if (entry.list === 'city') return Math.log2(1 + (entry.population ?? 0)) + (entry.isCapital === true ? CAPITAL : 0);
  if (entry.list === 'country' && entry.ambiguous) return AMBIGUOUS_COUNTRY;
  if (entry.list !== 'region') return PRIOR[entry.list];
  if (entry.minor === true) return MINOR_REGION;
  if (!entry.ambiguous) return PRIOR.region;
  return entry.link?.startsWith('US-') === true ? AMBIGUOUS_STATE : AMBIGUOUS_REGION;
};

/** A city whose own region is listed must lie in that one; of all others the country is known. */
const lies = (entry: Entry, near: string): boolean => (near.length > 2 && entry.region !== undefined ? entry.region === near : countryOf(entry) === near.slice(0, 2));

/** A story that names a country often still need not lie there: for a region only its neighbours speak, "Georgia" is not the state because the U.S. is named. */
const voteFor = ({ named, within }: Votes, entry: Entry): number => {
  const country = countryOf(entry);
  return (within.get(country) ?? 0) + (entry.list === 'region' ? 0 : (named.get(country) ?? 0));
};

/** What the list is worth, the story's own votes for the country, and what stands beside the name. */
const placeScore = (entry: Entry, { votes, near }: Surroundings): number =>
  priorOf(entry) + 3 * Math.log2(1 + voteFor(votes, entry)) + (near !== undefined && entry.list === 'city' && lies(entry, near) ? NEIGHBOUR : 0);

/** The entry that a place's name most likely means in this story. */
export const bestPlace = (list: readonly Entry[], around: Surroundings): Entry | undefined => {
  let best: Entry | undefined;
  let top = -Infinity;
  for (const entry of list) {
    const score = entry.type === 'place' ? placeScore(entry, around) : -Infinity;
    if (score > top) [best, top] = [entry, score];
  }
  return best;
};

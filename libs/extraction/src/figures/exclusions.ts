import type { Draft, Reading } from './draft.js';
import { lowerAt, sameSentence } from './pieces.js';

const CUES: ReadonlyMap<string, number> = new Map(Object.entries({ excluding: 1, except: 1, barring: 1, excepting: 1 }));
const PAIRS: ReadonlySet<string> = new Set(['other than', 'apart from', 'aside from', 'not counting', 'not including', 'except for']);
const LINKS: ReadonlySet<string> = new Set([',', 'and', 'the', 'or']);
const LOOK = 6;
const LONGEST_LIST = 20;

/** Length of the cue that stands here, in words; 0 when none does. */
const cueLength = ({ pieces }: Reading, at: number): number => (PAIRS.has(`${lowerAt(pieces, at)} ${lowerAt(pieces, at + 1)}`) ? 2 : CUES.get(lowerAt(pieces, at)) ?? 0);

/** A comma goes on with the list only before another name or "and". */
const endsList = (reading: Reading, at: number): boolean => lowerAt(reading.pieces, at) === ',' && !reading.mentions[at + 1] && lowerAt(reading.pieces, at + 1) !== 'and';

/** Entities named from here on, with commas and "and" between them. */
const namesFrom = (reading: Reading, from: number): string[] => {
  const out: string[] = [];
  for (let at = from; at < from + LONGEST_LIST && sameSentence(reading.pieces, at, from);) {
    const mention = reading.mentions[at];
    if (mention) out.push(mention.entity.id);
    else if (!LINKS.has(lowerAt(reading.pieces, at)) || endsList(reading, at)) break;
    at = mention ? mention.last : at + 1;
  }
  return out;
};

/** "32 countries, excluding Russia": the ids of what the figure shuts out; what stands behind `next`, the next figure, is that one's. */
export const readExclusions = (reading: Reading, { first, last }: Draft, next: Draft | undefined): string[] | undefined => {
  const end = Math.min(last + LOOK, next?.first ?? last + LOOK);
  for (let at = last; at < end && sameSentence(reading.pieces, at, first); at += 1) {
    const length = cueLength(reading, at);
    if (length === 0) continue;
    const names = namesFrom(reading, at + length);
    return names.length > 0 ? names : undefined;
  }
  return undefined;
};

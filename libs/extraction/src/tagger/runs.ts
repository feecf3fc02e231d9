import { LARGEST_KEPT, type Words } from './words.js';

/** Capitalised runs: the names of a wire are runs, and what stands around one tells its type. */
export interface Runs {
  /** Index of the run's first and last token; a token without a capital is a run of its own. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Where else in the story the token's word stands in the longest run, or -1: a bare surname leans on the full name. */
  readonly elsewhere: Int32Array;
}

const readBounds = ({ count, capital, sentence }: Words, { first, last }: Runs): void => {
  for (let at = 0; at < count; at += 1) first[at] = at > 0 && capital[at] === 1 && capital[at - 1] === 1 && sentence[at] === sentence[at - 1] ? (first[at - 1] as number) : at;
  for (let at = count - 1; at >= 0; at -= 1) last[at] = at + 1 < count && capital[at] === 1 && first[at + 1] === first[at] ? (last[at + 1] as number) : at;
};

/** The places of one word: in its longest run, and in the next longest or next. */
interface Places {
  best: number;
  other: number;
}

const readPlaces = ({ count, capital, word }: Words, { first, last }: Runs): Map<number, Places> => {
  const length = (at: number): number => (last[at] as number) - (first[at] as number);
  const places = new Map<number, Places>();
  for (let at = 0; at < count; at += 1) {
    if (capital[at] !== 1) continue;
    const known = places.get(word[at] as number);
    if (known === undefined) places.set(word[at] as number, { best: at, other: -1 });
    else if (length(at) > length(known.best)) {
      known.other = known.best;
      known.best = at;
    } else if (known.other < 0) known.other = at;
  }
  return places;
};

const newRuns = (size: number): Runs => ({ first: new Int32Array(size), last: new Int32Array(size), elsewhere: new Int32Array(size) });

let columns = newRuns(1024);

const columnsFor = (count: number): Runs => {
  if (count > LARGEST_KEPT) return newRuns(count);
  if (count > columns.first.length) columns = newRuns(Math.min(2 * count, LARGEST_KEPT));
  return columns;
};

/** The runs of a story; like {@link Words} they are reused for the next. */
export const readRuns = (words: Words): Runs => {
  const runs = columnsFor(words.count);
  readBounds(words, runs);
  const places = readPlaces(words, runs);
  for (let at = 0; at < words.count; at += 1) {
    const own = words.capital[at] === 1 ? places.get(words.word[at] as number) : undefined;
    if (own === undefined) runs.elsewhere[at] = -1;
    else runs.elsewhere[at] = own.best === at ? own.other : own.best;
  }
  return runs;
};

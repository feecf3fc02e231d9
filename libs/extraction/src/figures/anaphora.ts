import { UNITS } from './data/quantity-units.js';
import type { Draft, Reading } from './draft.js';
import { countedNoun } from './noun-phrase.js';
import type { NounPhrase } from './noun-phrase.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt } from './pieces.js';

const CUES: readonly (readonly string[])[] = [['as', 'many'], ['same', 'number', 'of']];
const SENTENCES_BACK = 2;
const FIGURES_BACK = 20;

/** Length of "as many" or "the same number of" here; 0 for "as many as", which is a comparator. */
const cueLength = (pieces: Pieces, at: number): number => {
  const cue = CUES.find((words) => words.every((word, step) => lowerAt(pieces, at + step) === word));
  return cue === undefined || lowerAt(pieces, at + cue.length) === 'as' ? 0 : cue.length;
};

/** The figure that tells the value: of the same unit before all, else the nearest of the same sentence. */
const sourceOf = (pieces: Pieces, earlier: readonly Draft[], [at, noun]: readonly [number, NounPhrase]): Draft | undefined => {
  const { sentence } = pieceAt(pieces, at);
  const near = earlier.slice(-FIGURES_BACK).filter((draft) => draft.kind === 'count' && sentence - pieceAt(pieces, draft.core).sentence <= SENTENCES_BACK);
  return near.findLast(({ unit }) => unit === noun.unit) ?? near.findLast(({ core }) => pieceAt(pieces, core).sentence === sentence);
};

const valueOf = ({ value, range, vague }: Draft): Pick<Draft, 'value' | 'range' | 'vague'> => ({
  ...(value === undefined ? {} : { value }), ...(range === undefined ? {} : { range }), ...(vague === undefined ? {} : { vague }),
});

/** "as many soldiers", "the same number of prisoners", "in as many days": takes its value from a figure before. */
export const readAnaphor = (reading: Reading, at: number, earlier: readonly Draft[]): Draft | undefined => {
  const length = cueLength(reading.pieces, at);
  const noun = length === 0 ? undefined : countedNoun(reading, at + length, false);
  const source = noun === undefined ? undefined : sourceOf(reading.pieces, earlier, [at, noun]);
  if (noun === undefined || source === undefined) return undefined;
  const kind = UNITS.get(noun.unit)?.kind === 'duration' ? 'duration' : 'count';
  const { comparator, event, unit } = source;
  return {
    first: at, last: noun.last, core: at, coreLast: at + length, kind, comparator, unit: noun.unit, head: noun.head, anaphor: source, rule: 'figure/anaphor', confidence: 0.8,
    ...valueOf(source), ...(event === undefined || unit !== noun.unit ? {} : { event }),
  };
};

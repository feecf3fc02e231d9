import { UNITS } from './data/quantity-units.js';
import type { Draft, Reading } from './draft.js';
import { phraseEnd } from './of-phrase.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isFunctionWord, singularOf } from './words.js';

const ADVERBS: ReadonlyMap<string, string> = new Map(Object.entries({ annually: 'year', yearly: 'year', daily: 'day', monthly: 'month', weekly: 'week', hourly: 'hour', quarterly: 'quarter', nightly: 'night' }));
const EACH: ReadonlySet<string> = new Set(['each', 'apiece']);
/** What "a" may stand before as a denominator; "per" stands before anything. */
const DENOMINATORS: ReadonlySet<string> = new Set('year month week day hour minute second night barrel share gallon person head pound ton tonne kilo kilogram litre liter ounce unit piece pop truck household game bottle pack ticket seat child student acre hectare plate copy quarter mile kilometer kilometre meter metre bushel carat gram loaf bag kilowatt'.split(' '));
const OPENERS: ReadonlySet<string> = new Set(['a', 'an', 'each', 'every']);
/** "a year earlier" tells when, not how often. */
const TIMES: ReadonlySet<string> = new Set(['earlier', 'ago', 'before', 'later', 'after']);

const unitName = (text: string, lower: string): string => UNITS.get(lower)?.unit ?? singularOf(text, lower) ?? lower;

const opensRate = (pieces: Pieces, at: number): boolean => {
  const [mark, word] = [pieceAt(pieces, at), pieceAt(pieces, at + 1)];
  if (mark.lower === 'per') return true;
  if (mark.text === '/') return mark.join === 'glued' && UNITS.has(word.lower);
  return OPENERS.has(mark.lower) && DENOMINATORS.has(word.lower);
};

const adverbRate = ({ kind }: Draft, lower: string): string | undefined => (kind === 'money' && EACH.has(lower) ? 'each' : ADVERBS.get(lower));

/** "a barrel", "per truck", "an hour", "each", "annually", "/kg" behind a unit. */
export const readPer = ({ pieces }: Reading, draft: Draft): void => {
  const at = draft.last;
  if (draft.per !== undefined || !sameSentence(pieces, at, draft.first)) return;
  const adverb = adverbRate(draft, lowerAt(pieces, at));
  if (adverb !== undefined) {
    draft.per = adverb;
    draft.last += 1;
    return;
  }
  const word = pieceAt(pieces, at + 1);
  if (!opensRate(pieces, at) || word.kind !== 'word' || !sameSentence(pieces, at, at + 1) || isFunctionWord(word.lower) || TIMES.has(lowerAt(pieces, at + 2))) return;
  const two = UNITS.get(`${word.lower} ${lowerAt(pieces, at + 2)}`);
  draft.per = two?.unit ?? unitName(word.text, word.lower);
  draft.last += two ? 3 : 2;
};

const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an', 'its', 'their', 'his', 'her']);
const NO_PARTS: ReadonlySet<string> = new Set(['which', 'whom', 'them', 'those', 'these', 'whose', 'us', 'that']);
const WITH_PARTS: ReadonlySet<string> = new Set(['percent', 'money', 'ratio', 'measure']);

/** What a percent, ratio, measure or sum is of, without its article; a measure takes it into the span. */
export const readOf = (reading: Reading, draft: Draft): void => {
  const { pieces, doc } = reading;
  const next = lowerAt(pieces, draft.last + 1);
  if (!WITH_PARTS.has(draft.kind) || lowerAt(pieces, draft.last) !== 'of' || !sameSentence(pieces, draft.first, draft.last + 1) || NO_PARTS.has(next)) return;
  const from = draft.last + (ARTICLES.has(next) ? 2 : 1);
  const last = phraseEnd(reading, from);
  if (last <= from || pieceAt(pieces, from).kind !== 'word') return;
  draft.of = doc.text.slice(pieceAt(pieces, from).start, pieceAt(pieces, last - 1).end);
  if (draft.kind === 'measure') draft.last = last;
};

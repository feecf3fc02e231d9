import { SMALL } from './data/number-words.js';
import { ATTRIBUTIVE_PLURALS, OPENERS } from './data/word-classes.js';
import type { Reading } from './draft.js';
import { PEOPLE_NAME } from './patterns.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isAdverb, isCompound, isFunctionPiece, isFunctionWord, isParticiple, isPeople, isVerb, looksAdjective, singularOf } from './words.js';

/** The counted noun behind a number: `head` is its piece, the phrase ends before `last`. */
export interface NounPhrase {
  readonly head: number;
  readonly last: number;
  readonly unit: string;
}

const LONGEST = 9;
const LONGEST_WORD = 12;
const OPEN_QUOTES: ReadonlySet<string> = new Set(['"', '“', '‘', "'", '(']);
const DEGREE: ReadonlySet<string> = new Set(['very', 'most', 'newly', 'more', 'less', 'so-called']);

const STATES: ReadonlySet<string> = new Set(['dead', 'wounded', 'injured', 'missing', 'homeless', 'hurt']);

const isPlural = ({ text, lower }: Piece): boolean => singularOf(text, lower) !== undefined;
const isProper = ({ text, lower }: Piece): boolean => text !== lower;

const isJoined = ({ join, kind, lower }: Piece): boolean => join !== 'space' && kind !== 'punctuation' && kind !== 'symbol' && lower !== "'s";

/** End of the run of pieces that are joined by hyphens into one word. */
const wordEnd = (pieces: Pieces, at: number): number => {
  let last = at + 1;
  while (last < at + LONGEST_WORD && isJoined(pieceAt(pieces, last))) last += 1;
  return last;
};

/** Inside a name: "al-Qaida in Iraq" may hold any word. */
const isInsideName = ({ mentions }: Reading, at: number): boolean => {
  const mention = mentions[at];
  return mention !== undefined && mention.first < at && mention.entity.type !== 'person';
};

/** "two new 737 Max jets": digits inside the phrase that a name goes on from. */
const isModelNumber = ({ pieces }: Reading, at: number, from: number): boolean => at > from && pieceAt(pieces, at - 1).kind === 'word' && isProper(pieceAt(pieces, at + 1)) && pieceAt(pieces, at + 1).join === 'space' && pieceAt(pieces, at).text.length >= 3;

const isStop = (reading: Reading, at: number, from: number): boolean => {
  const piece = pieceAt(reading.pieces, at);
  const next = pieceAt(reading.pieces, at + 1);
  if (!sameSentence(reading.pieces, at, from) || reading.dated[at] === 1) return true;
  if (isInsideName(reading, at)) return false;
  if (piece.kind === 'number') return !isModelNumber(reading, at, from);
  if (SMALL.has(piece.lower)) return true;
  if (piece.kind !== 'word') return !OPEN_QUOTES.has(piece.text) || next.join !== 'glued';
  return piece.lower === "'s" || (isFunctionPiece(piece) && next.join !== 'hyphen');
};

const isAdjective = (reading: Reading, at: number): boolean => {
  const { lower } = pieceAt(reading.pieces, at);
  return OPENERS.has(lower) || looksAdjective(lower) || reading.mentions[at]?.entity.type === 'group' || reading.mentions[at]?.entity.type === 'place';
};

/** "19 oil and construction workers": two nouns before the one that is counted. */
const joinsNouns = (pieces: Pieces, and: number): boolean => {
  const [before, after] = [pieceAt(pieces, and - 1), pieceAt(pieces, and + 1)];
  const plain = ({ kind, lower }: Piece): boolean => kind === 'word' && !isVerb(lower) && !isParticiple(lower) && !isFunctionWord(lower) && !SMALL.has(lower) && !STATES.has(lower);
  return plain(before) && plain(after) && isPlural(pieceAt(pieces, and + 2)) && pieceAt(pieces, and + 2).kind === 'word';
};

/** "two young, unarmed men", "five Sunni and Shi'ite groups": a comma or "and" between adjectives does not end the phrase. */
const joinsAdjectives = (reading: Reading, at: number): boolean => {
  const [{ lower }, after] = [pieceAt(reading.pieces, at), pieceAt(reading.pieces, at + 1)];
  if ((lower !== ',' && lower !== 'and') || after.kind !== 'word' || isPlural(after)) return false;
  return (isAdjective(reading, at - 1) && isAdjective(reading, at + 1)) || (lower === 'and' && joinsNouns(reading.pieces, at));
};

/** First words of peoples' names: "South Korean", "Sri Lankan". */
const NATION_PARTS: ReadonlySet<string> = new Set(['north', 'south', 'east', 'west', 'sri', 'puerto', 'costa', 'saudi']);

/** The head with what is joined to it ("co-defendant") and with the word of its compound ("police officer"). */
const unitText = (pieces: Pieces, [first, head]: readonly [number, number], singular: string): string => {
  let unit = singular;
  for (let at = head - 1; at >= first && pieceAt(pieces, at + 1).join === 'hyphen'; at -= 1) unit = `${pieceAt(pieces, at).text}-${unit}`;
  const before = head > first ? lowerAt(pieces, head - 1) : '';
  if (NATION_PARTS.has(before) && unit !== unit.toLowerCase()) return `${pieceAt(pieces, head - 1).text} ${unit}`;
  return isCompound(before, singular.toLowerCase()) ? `${before} ${unit}` : unit;
};

/** "human rights groups": an attributive plural is followed by the noun that is counted. */
const leadsOn = (reading: Reading, at: number): boolean => {
  const [next, after] = [pieceAt(reading.pieces, at + 1), pieceAt(reading.pieces, at + 2)];
  if (isStop(reading, at + 1, at) || isVerb(next.lower) || isParticiple(next.lower) || isAdverb(next.lower)) return false;
  if (isPlural(next)) return true;
  return ATTRIBUTIVE_PLURALS.has(lowerAt(reading.pieces, at)) && !isStop(reading, at + 2, at) && isPlural(after);
};

const hasNoPlural = (piece: Piece): boolean => isProper(piece) && PEOPLE_NAME.test(piece.lower);

/** "12 Chinese", "five Japanese": a people's name that has no plural of its own. */
const isPeopleName = (reading: Reading, at: number): boolean => {
  const piece = pieceAt(reading.pieces, at);
  return hasNoPlural(piece) || (isProper(piece) && reading.mentions[at]?.entity.type === 'group');
};

/** "two 500-pound bombs", "three 10-year-old boys": a measure inside the phrase is a figure of its own. */
export const isNestedMeasure = (pieces: Pieces, at: number): boolean => {
  const [piece, next] = [pieceAt(pieces, at), pieceAt(pieces, at + 1)];
  return next.join === 'hyphen' && next.kind === 'word' && (piece.kind === 'number' || SMALL.has(piece.lower));
};

/** Where the next word of the phrase begins; `at` itself when the phrase ends here. */
const passOver = (reading: Reading, at: number, from: number): number => {
  if (isNestedMeasure(reading.pieces, at) && sameSentence(reading.pieces, at, from)) return wordEnd(reading.pieces, at);
  return isStop(reading, at, from) && joinsAdjectives(reading, at) ? at + 1 : at;
};

const pluralHead = (reading: Reading, from: number): NounPhrase | undefined => {
  const { pieces } = reading;
  let at = from;
  for (let words = 0; words < LONGEST; words += 1) {
    const begin = passOver(reading, at, from);
    if (isStop(reading, begin, from)) break;
    const last = wordEnd(pieces, begin);
    const piece = pieceAt(pieces, last - 1);
    const singular = singularOf(piece.text, piece.lower);
    if (singular === undefined && last === begin + 1 && (isVerb(piece.lower) || (isParticiple(piece.lower) && hasNoPlural(pieceAt(pieces, begin - 1))))) break;
    if (singular !== undefined && !leadsOn(reading, last - 1)) return { head: last - 1, last, unit: unitText(pieces, [from, last - 1], singular) };
    at = last;
  }
  return at > from && isPeopleName(reading, at - 1) ? { head: at - 1, last: at, unit: pieceAt(pieces, at - 1).text } : undefined;
};

const DIRECTIONS: ReadonlySet<string> = new Set(['north', 'south', 'east', 'west', 'northeast', 'northwest', 'southeast', 'southwest']);

/** Behind a singular noun a verb, an adverb or a word in -s ends the phrase. */
const endsSingle = (piece: Piece, hasNoun: boolean): boolean => {
  if (isVerb(piece.lower)) return true;
  return hasNoun && (isAdverb(piece.lower) || DIRECTIONS.has(piece.lower) || (!isProper(piece) && (isParticiple(piece.lower) || isPlural(piece))));
};

const isNounLike = (piece: Piece): boolean => {
  if (OPENERS.has(piece.lower) || DEGREE.has(piece.lower) || STATES.has(piece.lower) || isAdverb(piece.lower) || isParticiple(piece.lower)) return false;
  return isProper(piece) || !looksAdjective(piece.lower);
};

/** "one different" counts nothing, "one indictment" does: the last word is taken when no better one came. */
const mayBeNoun = (piece: Piece): boolean => !OPENERS.has(piece.lower) && !STATES.has(piece.lower) && !isParticiple(piece.lower) && !isAdverb(piece.lower);

/** "five American and one Afghan soldiers": a plural that the people's name before it only describes. */
const sharedHead = ({ pieces, mentions }: Reading, head: number, at: number): NounPhrase | undefined => {
  const piece = pieceAt(pieces, at);
  const unit = mentions[head]?.entity.type === 'group' && !isProper(piece) ? singularOf(piece.text, piece.lower) : undefined;
  return unit !== undefined && unit !== 'life' && isPeople(unit) ? { head: at, last: at + 1, unit } : undefined;
};

const endsSingleAt = ({ pieces }: Reading, at: number, sure: boolean): boolean =>
  (sure && lowerAt(pieces, at) === '(') || (wordEnd(pieces, at) === at + 1 && endsSingle(pieceAt(pieces, at), sure));

const singleHead = (reading: Reading, from: number): NounPhrase | undefined => {
  const { pieces } = reading;
  let found: NounPhrase | undefined;
  let sure = false;
  for (let at = from, words = 0; words < LONGEST && !isStop(reading, at, from); words += 1) {
    const last = wordEnd(pieces, at);
    const piece = pieceAt(pieces, last - 1);
    if (endsSingleAt(reading, at, sure)) return (found && sharedHead(reading, found.head, at)) ?? found;
    const nounLike = isNounLike(piece);
    if (nounLike || (!sure && mayBeNoun(piece))) found = { head: last - 1, last, unit: unitText(pieces, [from, last - 1], piece.text) };
    sure ||= nounLike;
    at = last;
  }
  return found;
};

/** Finds what is counted behind a number that ends before `from`; `single` when the number is one. */
export const countedNoun = (reading: Reading, from: number, single: boolean): NounPhrase | undefined => (single ? singleHead(reading, from) : pluralHead(reading, from));

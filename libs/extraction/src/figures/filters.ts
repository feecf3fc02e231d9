import type { Draft, Reading } from './draft.js';
import type { Numeral } from './numeral.js';
import { CAPITAL_FIRST, CLOCK_TAIL } from './patterns.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isFunctionWord, singularOf } from './words.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const MONTHS = words('january february april june july august september october november december feb feb. apr apr. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.');
/** Months that are other words too in lower case. */
const CAPITAL_MONTHS = words('march may mar mar. jan jan. jun jun.');
const CLOCK = words("am pm a.m. p.m. a.m p.m gmt utc o'clock est edt pst pdt cet bst et pt ist hrs ad a.d. bc b.c. bce ce");
const STREETS = words('street st st. road rd avenue ave ave. boulevard lane drive place square highway way');
const LABELS = words('no no. nos. number numbers # article articles chapter section sections page pages paragraph resolution flight channel route highway interstate exit room gate act phase stage level type class category grade group part title volume episode season game round week day lap row table figure fig fig. step rule item proposition amendment version model apollo soyuz windows iphone galaxy district ward zone area block building tower line platform terminal runway pier track lot unit psalm verse op mark g');
/** Words to which a hyphen may tie a number that is still a quantity: "mid-30s". */
const TIED = words('us mid aged some than minus now sub to about nearly over under roughly');

const isCapital = ({ text }: Piece): boolean => CAPITAL_FIRST.test(text);
const isPlural = ({ kind, text, lower }: Piece): boolean => kind === 'word' && singularOf(text, lower) !== undefined;
const isSingle = ({ form, first, last }: Numeral): boolean => form === 'digits' && last === first + 1;
const between = (value: number, low: number, high: number): boolean => value >= low && value <= high;

/** Something plural stands right behind, in the same sentence. */
const counts = (pieces: Pieces, { first, last }: Numeral): boolean => sameSentence(pieces, first, last) && isPlural(pieceAt(pieces, last));

/** "2003", "the 2005 award", "2008 elections": four bare digits in a year's range are a year unless something counts. */
const looksYear = (pieces: Pieces, numeral: Numeral, { comparator }: Draft): boolean => {
  if (!isSingle(numeral) || numeral.magnitude !== 1 || pieceAt(pieces, numeral.first).text.length !== 4 || !between(numeral.value, 1000, 2199)) return false;
  const counted = counts(pieces, numeral);
  return counted ? comparator === 'eq' && between(numeral.value, 1900, 2050) : true;
};

/** "7.30 in the morning". */
const DAY_PARTS = words('morning afternoon evening');

/** "in the morning", "to 9.30 p.m.", and "a.m." where the tokens cut it. */
const goesOnAsClock = ([next, after, third]: readonly string[]): boolean => {
  if (next === 'in') return after === 'the' && DAY_PARTS.has(third ?? '');
  if (next === 'to') return CLOCK.has(third ?? '');
  return (next === 'a' || next === 'p') && after === '.' && CLOCK_TAIL.test(third ?? '');
};

const isClock = (pieces: Pieces, { first }: Numeral, { coreLast: last }: Draft): boolean => {
  const [next, after, third] = [lowerAt(pieces, last), lowerAt(pieces, last + 1), lowerAt(pieces, last + 2)];
  if (CLOCK.has(next) || pieceAt(pieces, first).text.includes(':')) return true;
  return (next === 'local' && after === 'time') || goesOnAsClock([next, after, third]);
};

const isMonth = (piece: Piece): boolean => MONTHS.has(piece.lower) || (CAPITAL_MONTHS.has(piece.lower) && isCapital(piece));
const isMonthDay = (pieces: Pieces, { form, value, first, last }: Numeral): boolean => form === 'digits' && value <= 31 && (isMonth(pieceAt(pieces, first - 1)) || isMonth(pieceAt(pieces, last)));

/** "CRJ-200", "H5N1": digits that hang on letters. */
export const isTied = (pieces: Pieces, first: number): boolean => {
  const before = pieceAt(pieces, first - 1);
  return pieceAt(pieces, first).join !== 'space' && before.kind === 'word' && !TIED.has(before.lower);
};

/** "Channel 5", "article 7", "No. 2". */
const isLabelled = (pieces: Pieces, numeral: Numeral): boolean => {
  const before = pieceAt(pieces, numeral.first - 1);
  return LABELS.has(before.lower) && (isCapital(before) || numeral.form === 'digits') && sameSentence(pieces, numeral.first, numeral.first - 1) && !counts(pieces, numeral);
};

/** What may stand behind a number that ends a name: a mark, a small word or another name, but nothing that is counted. */
const endsName = (next: Piece): boolean => {
  if (next.kind === 'punctuation') return next.text !== ',' && next.text !== '%';
  return next.kind === 'word' && (isFunctionWord(next.lower) || isCapital(next));
};

/** "Boeing 737", "Sum 41": a bare number behind a capitalised word that does not open the sentence. */
const isNamed = ({ pieces, mentions }: Reading, numeral: Numeral): boolean => {
  const { first, last } = numeral;
  const [before, type] = [pieceAt(pieces, first - 1), mentions[first - 1]?.entity.type];
  if (!isSingle(numeral) || before.kind !== 'word' || !isCapital(before) || isFunctionWord(before.lower) || !sameSentence(pieces, first, first - 2)) return false;
  return type !== 'person' && type !== 'place' && Number.isInteger(numeral.value) && !pieceAt(pieces, first).text.includes(',') && endsName(pieceAt(pieces, last));
};

/** "575 Wilbraham Road". */
const isAddress = (pieces: Pieces, { form }: Numeral, { coreLast: last }: Draft): boolean => {
  if (form !== 'digits' || !isCapital(pieceAt(pieces, last))) return false;
  return [last + 1, last + 2].some((at) => STREETS.has(lowerAt(pieces, at)) && isCapital(pieceAt(pieces, at)));
};

/** "1) ...", "(2) ...". */
const isListNumber = (pieces: Pieces, numeral: Numeral): boolean => {
  const [before, after] = [pieceAt(pieces, numeral.first - 1), pieceAt(pieces, numeral.last)];
  if (!isSingle(numeral) || (after.text !== ')' && after.text !== '.')) return false;
  if (before.text === '(') return after.text === ')' && (numeral.value < 100 || pieceAt(pieces, numeral.first).text.length === 4);
  return !sameSentence(pieces, numeral.first, numeral.first - 1) && (after.text === ')' || after.join === 'glued');
};

/** Letters glued behind digits that are no unit: "5G", "4x4", "737s". */
const isCode = (pieces: Pieces, { last }: Numeral): boolean => {
  const { join, kind, lower } = pieceAt(pieces, last);
  return join === 'glued' && kind === 'word' && lower !== "'s";
};

/** Whether the number is a date, a clock time, a name's, an address's or a list's: not a quantity. */
export const isNoQuantity = (reading: Reading, numeral: Numeral, draft: Draft): boolean => {
  const { pieces } = reading;
  if (isClock(pieces, numeral, draft) || isListNumber(pieces, numeral) || isTied(pieces, numeral.first)) return true;
  if (draft.kind !== 'count') return false;
  return [looksYear(pieces, numeral, draft), isMonthDay(pieces, numeral), isLabelled(pieces, numeral), isNamed(reading, numeral), isAddress(pieces, numeral, draft), isCode(pieces, numeral)].includes(true);
};

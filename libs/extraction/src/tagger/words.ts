import { DIGIT, LETTER, classAt, isUpperAt } from '../characters.js';
import type { Doc, Token } from '../doc.js';
import people from '../data/people.json' with { type: 'json' };
import { type Lexeme, factOf } from '../lexemes.js';
import { hashText } from '../text-hash.js';

const PRIME = 0x01000193;
const SEED = 0x811c9dc5 | 0;

/** Bits of the hash that tell whether the story writes a word without a capital. */
const LOWER_BITS = 16;

/**
 * Columns of what is known of each token; all are hashes or small codes, none is a string, so that the hot loop allocates nothing.
 * The columns are reused: they hold one story, until the next is read.
 */
export interface Words {
  count: number;
  readonly word: Int32Array;
  readonly cased: Int32Array;
  readonly shape: Int32Array;
  readonly prefix2: Int32Array;
  readonly prefix3: Int32Array;
  readonly prefix4: Int32Array;
  readonly suffix2: Int32Array;
  readonly suffix3: Int32Array;
  readonly suffix4: Int32Array;
  readonly sentence: Int32Array;
  /** 1 where the token holds a capital or a letter without case. */
  readonly capital: Uint8Array;
  /** 1 where the token begins with a digit. */
  readonly number: Uint8Array;
  /** Which list knows the token, and where in the listed name it stands. */
  readonly listed: Uint8Array;
  /** 1 a first name, 2 a last name, 3 both. */
  readonly personal: Uint8Array;
  /** Letters of a word in capitals alone: an abbreviation is short, a surname in capitals long. */
  readonly length: Uint8Array;
  /** By hash, a bit each: words that the story also writes without a capital. */
  readonly lower: Uint32Array;
}

const newWords = (size: number): Words => {
  const ints = (): Int32Array => new Int32Array(size);
  const bytes = (): Uint8Array => new Uint8Array(size);
  return {
    count: 0, word: ints(), cased: ints(), shape: ints(), prefix2: ints(), prefix3: ints(), prefix4: ints(), suffix2: ints(), suffix3: ints(), suffix4: ints(), sentence: ints(),
    capital: bytes(), number: bytes(), listed: bytes(), personal: bytes(), length: bytes(), lower: new Uint32Array(1 << (LOWER_BITS - 5)),
  };
};

const lowerSlot = (word: number): number => word & ((1 << LOWER_BITS) - 1);
export const isAlsoLower = (words: Words, word: number): number => ((words.lower[lowerSlot(word) >>> 5] as number) >>> (word & 31)) & 1;
const markLower = ({ lower }: Words, word: number): void => {
  lower[lowerSlot(word) >>> 5] = (lower[lowerSlot(word) >>> 5] as number) | (1 << (word & 31));
};

const personal = new Map<string, number>();
for (const name of people.first) personal.set(name, 1);
for (const name of people.last) personal.set(name, (personal.get(name) ?? 0) + 2);

const UPPER = 1;
const LOWER = 2;
const NUMBER = 3;
const OTHER = 4;

const readShape = (text: string, at: number): number => {
  const kind = classAt(text, at);
  if (kind === DIGIT) return NUMBER;
  if (kind !== LETTER) return OTHER + (text.charCodeAt(at) & 0xff);
  return isUpperAt(text, at) ? UPPER : LOWER;
};

const ASCII = Uint16Array.from({ length: 128 }, (_, unit) => readShape(String.fromCharCode(unit), 0));

const shapeAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit < ASCII.length ? (ASCII[unit] as number) : readShape(text, at);
};

/** Runs of the same kind count once or as "two or more": "U.S." and "NATO" differ, "Peres" and "Olmert" do not. */
const shapeOf = (text: string): number => {
  let value = SEED;
  let before = -1;
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const kind = shapeAt(text, at);
    run = kind === before ? run + 1 : 0;
    if (run < 2) value = Math.imul(value ^ kind, PRIME);
    before = kind;
  }
  return value;
};

const suffixHash = (text: string, length: number): number => {
  let value = SEED ^ length;
  for (let at = Math.max(0, text.length - length); at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), PRIME);
  return value;
};

const prefixHash = (text: string, length: number): number => {
  let value = SEED ^ (length + 8);
  for (let at = 0; at < Math.min(length, text.length); at += 1) value = Math.imul(value ^ text.charCodeAt(at), PRIME);
  return value;
};

const LISTS: readonly string[] = ['list:country', 'list:demonym', 'list:region', 'list:area', 'list:city', 'list:organisation', 'list:work'];

const fillListed = (listed: Uint8Array, doc: Pick<Doc, 'lookups'>): void => {
  for (const { first, last, rule, confidence, ambiguous } of doc.lookups) {
    const tier = ambiguous === true ? (confidence > 0.55 ? 1 : 2) : 0;
    const code = 1 + (LISTS.indexOf(rule) * 3 + tier) * 2;
    for (let at = first; at < last; at += 1) listed[at] = at === first ? code : code + 1;
  }
};

const HAS_CAPITAL = /\p{Lu}|\p{Lt}|\p{Lo}/u;
const FIRST_UNCASED = 0x5a0;

/** Holds a capital, or letters of a script that has none: "eBay", "al-Qaida", "3M". */
const looksLikeName = ({ kind, text, lower }: Lexeme): boolean => {
  if (kind !== 'word' && kind !== 'number') return false;
  if (text === lower && text.charCodeAt(0) < FIRST_UNCASED) return false;
  return isUpperAt(text, 0) || (text.length > 2 && HAS_CAPITAL.test(text));
};

const DIGITS = /\d/g;

const isShouted = ({ text, lower }: Lexeme): boolean => text !== lower && text === text.toUpperCase();

/** The columns' values of a spelling. */
interface Spelling {
  readonly word: number;
  readonly shape: number;
  readonly capital: number;
  readonly number: number;
  readonly personal: number;
  readonly length: number;
  readonly cased: number;
  readonly prefix2: number;
  readonly prefix3: number;
  readonly prefix4: number;
  readonly suffix2: number;
  readonly suffix3: number;
  readonly suffix4: number;
}

const spellingOf = factOf((lexeme): Spelling => {
  const { text, kind } = lexeme;
  const plain = kind === 'number' ? lexeme.folded.replace(DIGITS, '0') : lexeme.folded;
  const named = looksLikeName(lexeme);
  return {
    word: hashText(plain), shape: shapeOf(text), capital: named ? 1 : 0, number: kind === 'number' ? 1 : 0,
    personal: named ? (personal.get(plain) ?? 0) : 0, length: named && isShouted(lexeme) ? Math.min(text.length, 8) : 0,
    cased: hashText(text), prefix2: prefixHash(plain, 2), prefix3: prefixHash(plain, 3), prefix4: prefixHash(plain, 4),
    suffix2: suffixHash(plain, 2), suffix3: suffixHash(plain, 3), suffix4: suffixHash(plain, 4),
  };
});

const fillWord = (words: Words, at: number, token: Token): void => {
  const { word, shape, capital, number, personal: person, length } = spellingOf(token.lexeme);
  words.word[at] = word;
  words.shape[at] = shape;
  words.sentence[at] = token.sentence;
  words.number[at] = number;
  words.capital[at] = capital;
  words.personal[at] = person;
  words.length[at] = length;
  words.listed[at] = 0;
  if (capital === 0 && number === 0) markLower(words, word);
};

/** What only live tokens need. */
export const readAffixes = (words: Words, at: number, { lexeme }: Token): void => {
  const { cased, prefix2, prefix3, prefix4, suffix2, suffix3, suffix4 } = spellingOf(lexeme);
  words.cased[at] = cased;
  words.prefix2[at] = prefix2;
  words.prefix3[at] = prefix3;
  words.prefix4[at] = prefix4;
  words.suffix2[at] = suffix2;
  words.suffix3[at] = suffix3;
  words.suffix4[at] = suffix4;
};

/** Tokens of the largest story whose columns are kept for the next: one of a whole book must not hold its memory for ever. */
export const LARGEST_KEPT = 1 << 14;

let columns = newWords(1024);

const columnsFor = (count: number): Words => {
  if (count > LARGEST_KEPT) return newWords(count);
  if (count > columns.word.length) columns = newWords(Math.min(2 * count, LARGEST_KEPT));
  return columns;
};

export const readWords = (doc: Pick<Doc, 'tokens' | 'lookups'>): Words => {
  const { tokens } = doc;
  const words = columnsFor(tokens.length);
  words.count = tokens.length;
  words.lower.fill(0);
  for (let at = 0; at < tokens.length; at += 1) fillWord(words, at, tokens[at] as Token);
  fillListed(words.listed, doc);
  return words;
};

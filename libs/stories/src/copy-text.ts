/** A text as copies are compared by: folded words in order, and what copies share and other stories on the same matter do not. */
export interface CopyText {
  readonly words: readonly string[];
  /** Three words in a row. */
  readonly phrases: ReadonlySet<string>;
  /** Words that carry the matter: four letters or more, or a number. */
  readonly matter: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Words with a capital that do not begin a sentence. */
  readonly names: ReadonlySet<string>;
  /** The matter of the first words: what is new in this story, not its background. */
  readonly lead: ReadonlySet<string>;
  /** Lines and sentences of some words; bylines and the like are none. */
  readonly sentences: readonly CopySentence[];
}

export interface CopySentence {
  readonly length: number;
  readonly phrases: ReadonlySet<string>;
  /** Names and numbers. */
  readonly witnesses: ReadonlySet<string>;
}

/** Scripts without spaces give a word a character; numbers keep their points and commas. */
const WORD = /\p{N}+(?:[.,:]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;
const LEAD_WORDS = 25;
/** Some six pages: a copy of a longer text begins as it does, and tables of a megabyte would hold up all the others. */
const MOST_CHARACTERS = 20_000;

/** A text of fewer words is an alert: it has to be the same words; of fewer still nothing is said. */
export const FEWEST_WORDS = 25;
export const FEWEST_WORDS_OF_AN_ALERT = 6;


const FEWEST_WORDS_OF_A_SENTENCE = 6;
const SENTENCE_ENDS = /\n+|(?<=[.!?。！？]["'”’»)]{0,2})\s+(?=["'“„«(]?[\p{Lu}\p{N}\p{Lo}])|(?<=[。！？])/u;

interface Found {
  readonly form: string;
  readonly index: number;
  readonly word: string;
}

export function copyTextOf(written: string): CopyText {
  const text = evenForm(written.slice(0, MOST_CHARACTERS));
  const found = foundIn(text);
  const words = found.map(({ word }) => word);
  return {
    words,
    phrases: phrasesOf(words),
    matter: new Set(words.filter(isMatter)),
    numbers: numbersIn(found),
    names: namesIn(found, text),
    lead: new Set(words.slice(0, LEAD_WORDS).filter(isMatter)),
    sentences: text.split(SENTENCE_ENDS).map(sentenceOf).filter(({ length }) => length >= FEWEST_WORDS_OF_A_SENTENCE),
  };
}

function sentenceOf(text: string): CopySentence {
  const found = foundIn(text);
  const words = found.map(({ word }) => word);
  return { length: words.length, phrases: phrasesOf(words), witnesses: new Set([...namesIn(found, text), ...numbersIn(found)]) };
}

/** `MARKOBY, Nov 21 (Desk) - ` is of the agency, not of the story. */
const DATELINE = /^[^\n.!?()]{0,60}\([^()\n]{2,24}\)\s*[-–—_]+\s+/mu;

/** Agencies write the same in several ways: datelines, currencies, percent. */
const evenForm = (text: string): string =>
  text.normalize('NFKC').replace(DATELINE, '').replace(/\bper cent\b/gi, 'percent').replace(/(?<=\d) ?%/g, ' percent').replace(/\$ ?(\d[\d.,]*)((?: million| billion)?)/g, '$1$2 dollars');

const foundIn = (text: string): Found[] =>
  [...text.matchAll(WORD)].map(({ 0: form, index }) => ({ form, index, word: form.toLowerCase().replaceAll('’', "'") }));

const phrasesOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));

const numbersIn = (found: readonly Found[]): ReadonlySet<string> => new Set(found.map(({ word }) => word).filter((word) => /^\p{N}/u.test(word)).map((word) => word.replace(/[,:]/g, '')));

const namesIn = (found: readonly Found[], text: string): ReadonlySet<string> =>
  new Set(found.filter(({ form, index }) => /^\p{Lu}.*\p{Ll}/u.test(form) && !beginsSentence(text, index)).map(({ word }) => word.replace(/'s$/, '')));

const isMatter = (word: string): boolean => word.length >= 4 || /^\p{N}/u.test(word) || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u.test(word);

const beginsSentence = (text: string, index: number): boolean => /(?:^|[.!?:\n]["'”’»)]*|["“„«(])\s*$/u.test(text.slice(Math.max(0, index - 4), index));

/** The share of the smaller set that the other has as well, 0 to 1; 0 when one of them is empty. */
export function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const fewer = Math.min(a.size, b.size);
  return fewer === 0 ? 0 : shared(a, b) / fewer;
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let count = 0;
  for (const entry of small) if (large.has(entry)) count += 1;
  return count;
}

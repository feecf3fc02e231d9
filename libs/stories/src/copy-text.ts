import { keysOf } from './copy-keys.js';
import { hashesOf, hashOf, hashOfThree, ontoOnePiece, type Hashes } from './hashes.js';

/** A text as copies are compared by: what copies share and other stories on the same matter do not. Some kilobytes, without the text. */
export interface CopyText {
  /** How many words. */
  readonly length: number;
  /** All words, folded, of an alert; undefined of a longer text. */
  readonly alert: string | undefined;
  /** To look up other texts by. */
  readonly keys: readonly string[];
  /** Three words in a row. */
  readonly phrases: Hashes;
  /** Words that carry the matter: four letters or more, or a number. */
  readonly matter: Hashes;
  readonly numbers: Hashes;
  /** Words with a capital that do not begin a sentence. */
  readonly names: Hashes;
  /** What a name or number of another text may be here: any word, for a name may begin a sentence or stand in a line of capitals. */
  readonly known: Hashes;
  /** The matter of the first words: what is new in this story, not its background. */
  readonly lead: Hashes;
  /** Lines and sentences of some words; bylines and the like are none. */
  readonly sentences: readonly CopySentence[];
}

export interface CopySentence {
  readonly length: number;
  readonly phrases: Hashes;
  /** Names and numbers. */
  readonly witnesses: Hashes;
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
  const [names, numbers] = [namesIn(found, text), numbersIn(found)];
  const alert = words.length < FEWEST_WORDS ? words.join(' ') : undefined;
  const sentences = text.split(SENTENCE_ENDS).map(sentenceOf).filter(({ length }) => length >= FEWEST_WORDS_OF_A_SENTENCE);
  return compact({
    length: words.length, alert, sentences,
    keys: alert === undefined ? keysOf(names, numbers) : words.length < FEWEST_WORDS_OF_AN_ALERT ? [] : [alert],
    phrases: phrasesOf(found),
    matter: matterOf(words),
    numbers: hashesOf(numbers.map(hashOf)),
    names: hashesOf(names.map(hashOf)),
    known: hashesOf([...words.map(withoutGenitive), ...numbers].map(hashOf)),
    lead: matterOf(words.slice(0, LEAD_WORDS)),
  });
}

function compact(text: CopyText): CopyText {
  const { phrases, matter, numbers, names, known, lead, sentences } = text;
  const moved = ontoOnePiece([phrases, matter, numbers, names, known, lead, ...sentences.flatMap((sentence) => [sentence.phrases, sentence.witnesses])]);
  return {
    ...text, phrases: moved(phrases), matter: moved(matter), numbers: moved(numbers), names: moved(names), known: moved(known), lead: moved(lead),
    sentences: sentences.map((sentence) => ({ length: sentence.length, phrases: moved(sentence.phrases), witnesses: moved(sentence.witnesses) })),
  };
}

function sentenceOf(text: string): CopySentence {
  const found = foundIn(text);
  return { length: found.length, phrases: phrasesOf(found), witnesses: hashesOf([...namesIn(found, text), ...numbersIn(found)].map(hashOf)) };
}

/** `MARKOBY, Nov 21 (Desk) - ` is of the agency, not of the story. */
const DATELINE = /^[^\n.!?()]{0,60}\([^()\n]{2,24}\)\s*[-–—_]+\s+/mu;

/** Agencies write the same in several ways: datelines, currencies, percent. */
const evenForm = (text: string): string =>
  text.normalize('NFKC').replace(DATELINE, '').replace(/\bper cent\b/gi, 'percent').replace(/(?<=\d) ?%/g, ' percent').replace(/\$ ?(\d[\d.,]*)((?: million| billion)?)/g, '$1$2 dollars');

const foundIn = (text: string): Found[] =>
  [...text.matchAll(WORD)].map(({ 0: form, index }) => ({ form, index, word: form.toLowerCase().replaceAll('’', "'") }));

function phrasesOf(found: readonly Found[]): Hashes {
  const hashes = found.map(({ word }) => hashOf(word));
  return hashesOf(hashes.slice(2).map((hash, at) => hashOfThree(hashes[at] ?? 0, hashes[at + 1] ?? 0, hash)));
}

const matterOf = (words: readonly string[]): Hashes => hashesOf(words.filter(isMatter).map(hashOf));

const numbersIn = (found: readonly Found[]): string[] => [...new Set(found.map(({ word }) => word).filter((word) => /^\p{N}/u.test(word)).map((word) => word.replace(/[,:]/g, '')))];

const withoutGenitive = (word: string): string => word.replace(/'s$/, '');

const namesIn = (found: readonly Found[], text: string): string[] =>
  [...new Set(found.filter(({ form, index }) => /^\p{Lu}.*\p{Ll}/u.test(form) && !beginsSentence(text, index)).map(({ word }) => withoutGenitive(word)))];

const isMatter = (word: string): boolean => word.length >= 4 || /^\p{N}/u.test(word) || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u.test(word);

const beginsSentence = (text: string, index: number): boolean => /(?:^|[.!?:\n]["'”’»)]*|["“„«(])\s*$/u.test(text.slice(Math.max(0, index - 4), index));

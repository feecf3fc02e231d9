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
}

/** Scripts without spaces give a word a character; numbers keep their points and commas. */
const WORD = /\p{N}+(?:[.,:]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;
const LEAD_WORDS = 25;

export function copyTextOf(written: string): CopyText {
  const text = written.normalize('NFKC');
  const found = [...text.matchAll(WORD)].map(({ 0: form, index }) => ({ form, index, word: form.toLowerCase().replaceAll('’', "'") }));
  const words = found.map(({ word }) => word);
  return {
    words,
    phrases: new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`)),
    matter: new Set(words.filter(isMatter)),
    numbers: new Set(words.filter((word) => /^\p{N}/u.test(word)).map((word) => word.replace(/[,:]/g, ''))),
    names: new Set(found.filter(({ form, index }) => /^\p{Lu}.*\p{Ll}/u.test(form) && !beginsSentence(text, index)).map(({ word }) => word.replace(/'s$/, ''))),
    lead: new Set(words.slice(0, LEAD_WORDS).filter(isMatter)),
  };
}

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

const CONSONANTS = 'bdfgklmnpr';
const VOWELS = 'aeiou';
const SYLLABLES = 5;
const BASE = CONSONANTS.length * VOWELS.length;
const CANARY = new RegExp(`zq((?:[${CONSONANTS}][${VOWELS}]){${SYLLABLES}})k`, 'gi');
/** The longest canary, so that a reader of pieces can keep the end of one. */
export const CANARY_LENGTH = 3 + 2 * SYLLABLES;

/** The word of a number: no language has it, no two numbers share it, and stemmers, capitals and plurals leave it readable. */
export function canaryOf(n: number): string {
  let [word, rest] = ['', n];
  for (let at = 0; at < SYLLABLES; at++) {
    const digit = rest % BASE;
    word += `${CONSONANTS[Math.floor(digit / VOWELS.length)]}${VOWELS[digit % VOWELS.length]}`;
    rest = Math.floor(rest / BASE);
  }
  return `zq${word}k`;
}

/** The numbers of all canaries in a text, with where each stands. */
export function canariesIn(text: string): { readonly n: number; readonly at: number }[] {
  return [...text.matchAll(CANARY)].map(({ 1: syllables = '', index }) => {
    const word = syllables.toLowerCase();
    let n = 0;
    for (let at = SYLLABLES - 1; at >= 0; at--) n = n * BASE + CONSONANTS.indexOf(word[2 * at] ?? '') * VOWELS.length + VOWELS.indexOf(word[2 * at + 1] ?? '');
    return { n, at: index };
  });
}

export const capital = (word: string): string => `${word[0]?.toUpperCase()}${word.slice(1)}`;

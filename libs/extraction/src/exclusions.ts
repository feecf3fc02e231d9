import type { Doc, Token } from './doc.js';
import type { Mention } from './mention.js';

const EXCLUDERS: readonly (readonly string[])[] = [
  ['excluding'], ['except'], ['except', 'for'], ['excepting'], ['other', 'than'], ['apart', 'from'], ['aside', 'from'], ['not', 'including'], ['not', 'counting'], ['with', 'the', 'exception', 'of'], ['besides'], ['non', '-'],
];
const LAST_WORDS = new Set(EXCLUDERS.map((words) => words.at(-1)));
const JOINERS = new Set([',', 'and', 'or', 'the']);

const endsWith = (tokens: readonly Token[], last: number, words: readonly string[]): boolean =>
  words.every((word, at) => tokens[last - words.length + at]?.lower === word);

/** Names and joiners of a list that are walked back at most. */
const LONGEST_LIST = 30;

/** The index before which only "the", commas and mentions of the same list stand: "excluding Russia and the Belarus". */
const listStart = (doc: Doc, mentions: readonly Mention[], index: number): number => {
  let first = mentions[index]?.first ?? 0;
  let before = index - 1;
  for (let steps = 0; steps < LONGEST_LIST; steps += 1) {
    const word = doc.tokens[first - 1]?.lower ?? '';
    const neighbour = mentions[before];
    if (neighbour !== undefined && neighbour.last === first && neighbour.first < first) {
      first = neighbour.first;
      before -= 1;
    } else if (JOINERS.has(word)) first -= 1;
    else break;
  }
  return first;
};

/** "32 countries, excluding Russia": the claim shuts the name out. */
export const isExcluded = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  const sentence = doc.tokens[mentions[index]?.first ?? 0]?.sentence;
  const first = listStart(doc, mentions, index);
  const before = doc.tokens[first - 1];
  return before?.sentence === sentence && LAST_WORDS.has(before?.lower) && EXCLUDERS.some((words) => endsWith(doc.tokens, first, words));
};

import type { Doc, Token } from './doc.js';
import type { Mention } from './mention.js';

const EXCLUDERS: readonly (readonly string[])[] = [
  ['excluding'], ['except'], ['except', 'for'], ['excepting'], ['other', 'than'], ['apart', 'from'], ['aside', 'from'], ['not', 'including'], ['not', 'counting'], ['with', 'the', 'exception', 'of'], ['besides'],
];
const JOINERS = new Set([',', 'and', 'or', 'the']);

const endsWith = (tokens: readonly Token[], last: number, words: readonly string[]): boolean =>
  words.every((word, at) => tokens[last - words.length + at]?.lower === word);

/** The index before which only "the", commas and mentions of the same list stand: "excluding Russia and the Belarus". */
const listStart = (doc: Doc, mentions: readonly Mention[], index: number): number => {
  let first = mentions[index]?.first ?? 0;
  let before = index - 1;
  for (;;) {
    const word = doc.tokens[first - 1]?.lower ?? '';
    const neighbour = mentions[before];
    if (neighbour !== undefined && neighbour.last === first && neighbour.first < first) {
      first = neighbour.first;
      before -= 1;
    } else if (JOINERS.has(word)) first -= 1;
    else return first;
  }
};

/** "32 countries, excluding Russia": the claim shuts the name out. */
export const isExcluded = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  const sentence = doc.tokens[mentions[index]?.first ?? 0]?.sentence;
  const first = listStart(doc, mentions, index);
  return doc.tokens[first - 1]?.sentence === sentence && EXCLUDERS.some((words) => endsWith(doc.tokens, first, words));
};

// What states do and people of a place do not: verbs that make a city or a country its government.
const ACTS = new Set(
  ('accepted accused accuses agreed agrees aims announced announces appealed approved asked backed backs banned began blamed blames blocked called calls cancelled canceled claimed claims conducted condemned condemns confirmed ' +
  'considers continued continues cut decided declared declined demanded demands denied denies deployed dismissed drew drawn ended expelled expressed favors freed gave halted handed hopes imposed insisted insists invited issued launched lifted ' +
  'maintains made moved offered opposed opposes ordered planned plans pledged praised pressed promised proposed provided pulled pushed recalled recognized recognised refused refuses rejected rejects released repeated replied reported ' +
  'requested responded resumed returned said says seeks sent shares signed sought stopped summoned supported supports suspended swapped threatened threatens told urged urges views voted vowed wants wanted warned warns welcomed withdrew').split(' '),
);
const HELPERS = new Set(['has', 'have', 'had', 'will', 'would', 'did', 'does', 'do', 'also', 'later', 'repeatedly', 'reportedly', 'recently', 'strongly', 'previously', 'not', 'already', 'formally', 'officially', 'which', 'who', ',', 'never', 'still', 'itself']);

const wordAt = (doc: Doc, at: number): string => doc.tokens[at]?.lower ?? '';

/** Past "and Kyiv": a list of places acts together. */
const pastList = (doc: Doc, mentions: readonly Mention[], index: number): number => {
  let next = mentions[index]?.last ?? 0;
  for (let other = index + 1; (wordAt(doc, next) === 'and' || wordAt(doc, next) === ',') && mentions[other]?.first === next + 1; other += 1) next = mentions[other]?.last ?? next;
  return next;
};

const actAfter = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  let next = pastList(doc, mentions, index);
  for (let skipped = 0; skipped < 4 && HELPERS.has(wordAt(doc, next)); skipped += 1) next += 1;
  return ACTS.has(wordAt(doc, next)) && doc.tokens[next]?.sentence === doc.tokens[mentions[index]?.first ?? 0]?.sentence;
};

const PLACING = new Set(['in', 'at', 'near', 'from', 'to', 'into', 'across', 'around', 'outside', 'inside', 'through', 'over', 'throughout', 'within', 'northern', 'southern', 'eastern', 'western', 'central', 'with', 'by', 'on', 'against', 'between', 'for', 'than']);

/** "Moscow and Kyiv conducted": the place stands for its government. */
export const isMetonym = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  const before = doc.tokens[(mentions[index]?.first ?? 0) - 1]?.lower ?? '';
  return !PLACING.has(before) && actAfter(doc, mentions, index);
};

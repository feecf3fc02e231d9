import type { EnrichedItem } from '@wiredesk/contracts';
import { copyTextOf, FEWEST_WORDS_OF_AN_ALERT, type CopySentence, type CopyText } from './copy-text.js';
import { bearsText, sameKey } from './entries.js';
import { hashesOf, ofFirst, shared, shareOf, type Hashes } from './hashes.js';
import type { ItemEntry, ItemKey, StoryState } from './story-state.js';

export type Comparable = Pick<EnrichedItem, 'text'> & { readonly annotations?: { readonly fingerprint?: string | undefined } };

export interface CopyEvidence {
  /** 0 to 1: how much of the shorter text the longer one has. */
  readonly score: number;
  /** What was compared, for a person. */
  readonly evidence: string;
}

/** A text in other words keeps its matter, its lead, and its names and numbers. Found on half of the pairs of `fixtures/copy-pairs.json`. */
const MATTER_OF_A_REWORDING = 0.55;
const LEAD = 0.33;
const AGREEMENT = 0.65;
/** Other words for the same matter have much of it and few phrases in common; texts that share only their background have as many phrases. */
const MATTER_BEYOND_PHRASES = 0.3;
/** Names and numbers; with fewer, other words are other news. */
const FEWEST_WITNESSES = 4;

/** Sentences that stand in the other text as well, and those by the same pattern: their names and numbers must agree, too. */
const PHRASES_OF_A_SENTENCE = 0.6;
const PHRASES_OF_A_PATTERN = 0.12;
const SHARED_SENTENCES = 0.45;
const ALL_SENTENCES = 0.9;
/** Of the names and numbers in such sentences; one may differ: a correction. */
const MOST_DISSENT = 0.08;

/**
 * Whether two texts are one story in two feeds, and why; undefined when they are not. Either the sentences are the same, among them the
 * first one of a text, and their names and numbers agree: a cut, an update, a text with other things around it. Or the wording is
 * another, and lead, matter, names and numbers agree. Reports by one pattern share their wording, follow-ups their background: neither is enough.
 */
export const copyEvidence = (left: Comparable, right: Comparable): CopyEvidence | undefined => evidenceOf(comparedOf(left), comparedOf(right));

/** What an item is compared by: to be kept where it is compared with many. */
export interface Compared {
  readonly text: CopyText;
  readonly fingerprint: string | undefined;
}

export const comparedOf = ({ text, annotations }: Comparable): Compared => ({ text: copyTextOf(text), fingerprint: annotations?.fingerprint });

/** As `copyEvidence`. */
export function evidenceOf(left: Compared, right: Compared): CopyEvidence | undefined {
  const [a, b] = [left.text, right.text];
  if (a.alert !== undefined || b.alert !== undefined) return sameWords(a, b);
  const isSame = sameSentences(a, b);
  const matter = shareOf(a.matter, b.matter);
  if (!isSame && matter < MATTER_OF_A_REWORDING) return undefined;
  const phrases = shareOf(a.phrases, b.phrases);
  if (!isSame && (matter - phrases < MATTER_BEYOND_PHRASES || !reworded(a, b))) return undefined;
  const bits = distance(left.fingerprint, right.fingerprint);
  const parts = [
    ...(bits === undefined ? [] : [`fingerprints differ in ${bits} of 64 bits`]),
    `${percent(phrases)} of phrases`, `${percent(matter)} of words that matter`, told('names', a.names, b.names), told('numbers', a.numbers, b.numbers),
  ];
  return { score: rounded(Math.max(phrases, matter)), evidence: parts.join(', ') };
}

function sameWords(a: CopyText, b: CopyText): CopyEvidence | undefined {
  return a.length >= FEWEST_WORDS_OF_AN_ALERT && a.alert === b.alert ? { score: 1, evidence: `the same ${a.length} words` } : undefined;
}

function sameSentences(a: CopyText, b: CopyText): boolean {
  if (!(isSharedLead(a, b) || isSharedLead(b, a))) return false;
  const share = Math.max(coverage(a, sentencesIn(a, b, PHRASES_OF_A_SENTENCE)), coverage(b, sentencesIn(b, a, PHRASES_OF_A_SENTENCE)));
  if (share < SHARED_SENTENCES) return false;
  // What a cut left out need not agree; where both texts have sentences of their own, those by one pattern must.
  const least = share >= ALL_SENTENCES ? PHRASES_OF_A_SENTENCE : PHRASES_OF_A_PATTERN;
  return agree(sentencesIn(a, b, least), b) && agree(sentencesIn(b, a, least), a);
}

const isIn = ({ phrases }: CopySentence, other: CopyText, share: number): boolean => shared(phrases, other.phrases) >= phrases.length * share;

/** The sentences of a text of which the other has at least a share of the phrases. */
const sentencesIn = (a: CopyText, b: CopyText, share: number): CopySentence[] => a.sentences.filter((sentence) => isIn(sentence, b, share));

const coverage = ({ length }: CopyText, sentences: readonly CopySentence[]): number => sentences.reduce((sum, sentence) => sum + sentence.length, 0) / length;

const isSharedLead = ({ sentences: [first] }: CopyText, other: CopyText): boolean => first !== undefined && isIn(first, other, PHRASES_OF_A_SENTENCE);

/** Whether names and numbers of some sentences are the other text's, too. */
function agree(sentences: readonly CopySentence[], { known }: CopyText): boolean {
  const witnesses = hashesOf(sentences.flatMap((sentence) => [...sentence.witnesses]));
  return witnesses.length - shared(witnesses, known) <= Math.max(1, witnesses.length * MOST_DISSENT);
}

function reworded(a: CopyText, b: CopyText): boolean {
  const lead = Math.min(ofFirst(a.lead, b.matter), ofFirst(b.lead, a.matter));
  const witnesses = Math.min(a.names.length, b.names.length) + Math.min(a.numbers.length, b.numbers.length);
  return lead >= LEAD && witnesses >= FEWEST_WITNESSES && mostly(a.names, b.names, AGREEMENT) && mostly(a.numbers, b.numbers, AGREEMENT);
}

/** How many of the fewer are not among the others. */
const missing = (a: Hashes, b: Hashes): number => Math.min(a.length, b.length) - shared(a, b);

const mostly = (a: Hashes, b: Hashes, most: number): boolean => missing(a, b) <= Math.min(a.length, b.length) * (1 - most);

/** Which of two alike stories is the original: the one first written, by the publishers' times; at the same instant by story id. */
export function originalOf(a: StoryState, b: StoryState): StoryState {
  return `${firstWritten(a)} ${a.storyId}` <= `${firstWritten(b)} ${b.storyId}` ? a : b;
}

const firstWritten = (state: StoryState): string => firstTextOf(state)?.versionCreated ?? '';

/** The text of a story that was written first, by the publishers' times; whether it is shown does not matter. */
export const firstTextOf = ({ heads }: StoryState): ItemEntry | undefined =>
  heads.filter(bearsText).reduce<ItemEntry | undefined>((first, entry) => (first !== undefined && first.versionCreated <= entry.versionCreated ? first : entry), undefined);

/** Whether an item is a text of the story that copies can be told by. */
export const hasText = (state: StoryState | undefined, key: ItemKey): boolean =>
  state?.heads.some((entry) => sameKey(entry, key) && bearsText(entry) && entry.empty !== true) === true;

/** Of two findings on the same two stories the one that says more, always the same. */
export function strongerOf(one: CopyEvidence | undefined, other: CopyEvidence): CopyEvidence {
  if (one === undefined || other.score > one.score) return other;
  return one.score > other.score || one.evidence <= other.evidence ? one : other;
}

/** How many of 64 bits differ; undefined without two fingerprints of 16 hexadecimal digits. */
export function distance(a: string | undefined, b: string | undefined): number | undefined {
  if (a === undefined || b === undefined || !/^[0-9a-f]{16}$/.test(a) || !/^[0-9a-f]{16}$/.test(b)) return undefined;
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; bits > 0n; bits &= bits - 1n) count += 1;
  return count;
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
const percent = (share: number): string => `${Math.round(share * 100)}%`;
const told = (what: string, a: Hashes, b: Hashes): string => `${shared(a, b)} of ${Math.min(a.length, b.length)} ${what}`;

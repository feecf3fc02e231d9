import type { EnrichedItem } from '@wiredesk/contracts';
import { copyTextOf, shared, shareOf, type CopyText } from './copy-text.js';
import { bearsText, sameKey } from './entries.js';
import type { ItemEntry, ItemKey, StoryState } from './story-state.js';

export type Comparable = Pick<EnrichedItem, 'text'> & { readonly annotations?: { readonly fingerprint?: string | undefined } };

export interface CopyEvidence {
  /** 0 to 1: how much of the shorter text the longer one has. */
  readonly score: number;
  /** What was compared, for a person. */
  readonly evidence: string;
}

/** Fewer words than this must be the same words. */
const FEWEST_WORDS = 25;

/** A text in other words keeps its matter; a cut keeps its phrases. Found on the pairs of `fixtures/copy-pairs.json`. */
const PHRASES_OF_A_CUT = 0.6;
const PHRASES_OF_A_CORRECTION = 0.8;
const MATTER_OF_A_REWORDING = 0.55;
const LEAD = 0.33;
/** Of names and of numbers. Where the wording is the same as well, less may differ: that is how reports by one pattern look. */
const AGREEMENT = 0.65;
const AGREEMENT_OF_THE_SAME_WORDS = 0.8;

/** Names and numbers; with fewer, other words are other news. */
const FEWEST_WITNESSES = 4;

/**
 * Whether two texts are one story in two feeds, and why; undefined when they are not. The wording alone does not decide: reports by one
 * pattern share it, and so does background. The lead, the names and the numbers have to agree too; in texts that are
 * otherwise the same, one name or number may differ: a correction.
 */
export function copyEvidence(left: Comparable, right: Comparable): CopyEvidence | undefined {
  const a = copyTextOf(left.text);
  const b = copyTextOf(right.text);
  if (Math.min(a.words.length, b.words.length) < FEWEST_WORDS) return sameWords(a, b);
  const phrases = shareOf(a.phrases, b.phrases);
  const matter = shareOf(a.matter, b.matter);
  const lead = Math.min(ofFirst(a.lead, b.matter), ofFirst(b.lead, a.matter));
  const alike = phrases >= PHRASES_OF_A_CUT || matter >= MATTER_OF_A_REWORDING;
  if (!alike || lead < LEAD || !agree(a, b, phrases)) return undefined;
  const bits = distance(left.annotations?.fingerprint, right.annotations?.fingerprint);
  const parts = [
    ...(bits === undefined ? [] : [`fingerprints differ in ${bits} of 64 bits`]),
    `${percent(phrases)} of phrases`, `${percent(matter)} of words that matter`, told('names', a.names, b.names), told('numbers', a.numbers, b.numbers),
  ];
  return { score: rounded(Math.max(phrases, matter)), evidence: parts.join(', ') };
}

function sameWords(a: CopyText, b: CopyText): CopyEvidence | undefined {
  const same = a.words.length >= 6 && a.words.length === b.words.length && a.words.every((word, at) => word === b.words[at]);
  return same ? { score: 1, evidence: `the same ${a.words.length} words` } : undefined;
}

/** Whether names and numbers say that it is the same news, given how much of the wording is the same. */
function agree(a: CopyText, b: CopyText, phrases: number): boolean {
  if (phrases >= PHRASES_OF_A_CORRECTION && missing(a.names, b.names) + missing(a.numbers, b.numbers) <= 1) return true;
  if (phrases < PHRASES_OF_A_CORRECTION && Math.min(a.names.size, b.names.size) + Math.min(a.numbers.size, b.numbers.size) < FEWEST_WITNESSES) return false;
  const most = phrases >= PHRASES_OF_A_CUT ? AGREEMENT_OF_THE_SAME_WORDS : AGREEMENT;
  return mostly(a.names, b.names, most) && mostly(a.numbers, b.numbers, most);
}

/** The share of the first set that the second has as well. */
const ofFirst = (first: ReadonlySet<string>, second: ReadonlySet<string>): number => (first.size === 0 ? 0 : shared(first, second) / first.size);

/** How many of the fewer are not among the others. */
const missing = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => Math.min(a.size, b.size) - shared(a, b);

const mostly = (a: ReadonlySet<string>, b: ReadonlySet<string>, most: number): boolean => missing(a, b) <= Math.min(a.size, b.size) * (1 - most);

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
const told = (what: string, a: ReadonlySet<string>, b: ReadonlySet<string>): string => `${shared(a, b)} of ${Math.min(a.size, b.size)} ${what}`;

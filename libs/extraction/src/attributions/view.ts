import type { Doc, Sentence, Token } from '../doc.js';
import { IRREGULAR_PASTS, NOT_PAST } from '../dates/tense-words.js';
import { ADVERBS, DETERMINERS, FINITES, LY_NOUNS, MODALS } from './words.js';
import type { Verb } from './verbs.js';
import { PHRASAL_HEADS, VERBS } from './verbs.js';
import type { Quotation } from './quotations.js';
import { quotationsOf } from './quotations.js';

/** A run of tokens `[first, last)`. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** A doc as the attribution rules read it. */
export interface View {
  readonly doc: Doc;
  readonly tokens: readonly Token[];
  /** By token: what the word tables know it by. */
  readonly words: readonly string[];
  /** By token: 1 when a date annotation covers it. */
  readonly dated: Uint8Array;
  /** By token: 1 when it stands between quotation marks (the marks included). */
  readonly quoted: Uint8Array;
  readonly quotations: readonly Quotation[];
  /** Where the mention ends that begins at an offset. */
  readonly mentionEnds: ReadonlyMap<number, number>;
  /** The offsets at which mentions end. */
  readonly mentionLasts: ReadonlySet<number>;
  /** By token: the quotation that it opens, holds or closes. */
  readonly quotationOf: readonly (Quotation | undefined)[];
}

interface Offsets {
  readonly start: number;
  readonly end: number;
}

const isBefore = (token: Token | undefined, offset: number): boolean => token !== undefined && token.end <= offset;

/** The spans come in the order of the text; one may begin inside the one before. */
function mark(tokens: readonly Token[], spans: readonly Offsets[]): Uint8Array {
  const marks = new Uint8Array(tokens.length);
  let first = 0;
  for (const { start, end } of spans) {
    while (first > 0 && !isBefore(tokens[first - 1], start)) first -= 1;
    while (isBefore(tokens[first], start)) first += 1;
    let last = first;
    while (last < tokens.length && (tokens[last]?.start ?? end) < end) last += 1;
    marks.fill(1, first, last);
  }
  return marks;
}

function spread(length: number, quotations: readonly Quotation[]): readonly (Quotation | undefined)[] {
  if (quotations.length === 0) return [];
  const out = new Array<Quotation | undefined>(length).fill(undefined);
  for (const quotation of quotations) out.fill(quotation, quotation.first, quotation.last);
  return out;
}

function endsOf({ entities }: Doc): Pick<View, 'mentionEnds' | 'mentionLasts'> {
  const mentionEnds = new Map<number, number>();
  const mentionLasts = new Set<number>();
  for (const { mentions } of entities) {
    for (const { start, end } of mentions) {
      mentionEnds.set(start, end);
      mentionLasts.add(end);
    }
  }
  return { mentionEnds, mentionLasts };
}

export function viewOf(doc: Doc): View {
  const quotations = quotationsOf(doc);
  return { doc, tokens: doc.tokens, words: doc.tokens.map(wordOf), quotations, quotationOf: spread(doc.tokens.length, quotations), ...endsOf(doc), dated: mark(doc.tokens, doc.dates), quoted: mark(doc.tokens, quotations) };
}

/** Lower case; a short name in capitals ("WHO", "US") is no pronoun and stays as it is. */
function wordOf({ text, lower, kind }: Token): string {
  const short = kind === 'word' && lower.length > 1 && lower.length < 4;
  return short && text !== lower && text === text.toUpperCase() ? text : lower;
}

/** The word at token `i` as the tables know it; empty beyond the text. */
export const low = (view: View, i: number): string => view.words[i] ?? '';
/** The token as written; empty beyond the text. */
export const textAt = (view: View, i: number): string => view.tokens[i]?.text ?? '';
export const sentenceAt = (view: View, i: number): Sentence | undefined => view.doc.sentences[view.tokens[i]?.sentence ?? -1];
/** No rule looks farther than this many tokens, so that a text without full stops costs no more than another. */
const FARTHEST = 250;
/** The first token of the sentence of token `i`. */
export const firstOf = (view: View, i: number): number => Math.max(sentenceAt(view, i)?.first ?? i, i - FARTHEST);
/** The token after the sentence of token `i`. */
export const lastOf = (view: View, i: number): number => Math.min(sentenceAt(view, i)?.last ?? i + 1, i + FARTHEST);
export const startOf = (view: View, i: number): number => view.tokens[i]?.start ?? 0;
export const endOf = (view: View, i: number): number => view.tokens[i]?.end ?? 0;
export const isWord = (view: View, i: number): boolean => view.tokens[i]?.kind === 'word';

export function capitalised(view: View, i: number): boolean {
  const first = view.tokens[i]?.text.charAt(0) ?? '';
  return first !== first.toLowerCase();
}

/** The say-verb at token `i`, and the token after it. */
export function verbAt(view: View, i: number): { readonly verb: Verb; readonly last: number } | undefined {
  const word = low(view, i);
  if (PHRASAL_HEADS.has(word)) {
    const verb = VERBS.get(`${word} ${low(view, i + 1)}`);
    return verb && { verb, last: i + 2 };
  }
  const verb = VERBS.get(word);
  return verb && !(capitalised(view, i) && i !== firstOf(view, i)) ? { verb, last: i + 1 } : undefined;
}

/** "also", "repeatedly", and date words: they belong neither to a subject nor to its verb. */
export function isAdverbial(view: View, i: number): boolean {
  const word = low(view, i);
  if (view.dated[i] === 1 || ADVERBS.has(word)) return true;
  return word.length > 4 && word.endsWith('ly') && !LY_NOUNS.has(word) && !capitalised(view, i);
}

const PARTICIPLES: ReadonlySet<string> = new Set(['been', 'seen', 'taken', 'thrown', 'written', 'done', 'driven', 'fallen', 'given', 'known', 'shown', 'slain', 'stolen', 'sworn', 'beaten', 'gone', 'blown', 'killing', 'wounding', 'injuring', 'following', 'cast', 'put', 'hurt', 'read', 'spread', 'quit', 'shut']);

/** "NATO-led": the second half of a compound. */
const isHyphened = (view: View, i: number): boolean => low(view, i - 1) === '-' && endOf(view, i - 1) === startOf(view, i);

/** A verb that ends a subject: auxiliaries, past forms, say-verbs; participles inside a noun phrase are none. */
export function isFinite(view: View, i: number): boolean {
  const word = low(view, i);
  if (isHyphened(view, i)) return false;
  if (FINITES.has(word)) return true;
  if (!isWord(view, i) || capitalised(view, i)) return false;
  if (IRREGULAR_PASTS.has(word)) return !PARTICIPLES.has(word);
  return isFiniteSaying(view, i) || endsLikePast(view, i);
}

/** "said", "say" after a subject; not "to say", not a form that is a noun too. */
function isFiniteSaying(view: View, i: number): boolean {
  const verb = VERBS.get(low(view, i));
  if (!verb || verb.noun || verb.form === 'ing' || DETERMINERS.has(low(view, i - 1))) return false;
  return verb.form !== 'base' || !MODALS.has(low(view, i - 1));
}

function endsLikePast(view: View, i: number): boolean {
  const word = low(view, i);
  return word.length > 4 && word.endsWith('ed') && !NOT_PAST.has(word) && !DETERMINERS.has(low(view, i - 1));
}

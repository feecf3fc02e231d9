import type { Quotation } from './quotations.js';
import type { View } from './view.js';
import { capitalised, endOf, firstOf, isAdverbial, isFinite, isWord, lastOf, low, startOf, textAt, verbAt } from './view.js';
import { COORDINATORS, DETERMINERS, OCCASIONS, PERSONALS } from './words.js';

/** Offsets of the claimed words. */
export interface Content {
  readonly start: number;
  readonly end: number;
  /** True when it is exactly what stands between quotation marks. */
  readonly direct: boolean;
}

const FINAL: ReadonlySet<string> = new Set(['.', '!', '?', ';', ',', ':', '-', '--', '–', '—']);

const isOpening = (view: View, i: number): boolean => view.quotationOf[i]?.first === i;

/** `chanting "Death to kings" and demanding`: the claim ends with the marks. */
const AFTER_QUOTATION: ReadonlySet<string> = new Set(['and', 'while', 'as', 'when', 'during', 'before', 'after', 'in', 'at', 'on']);

/** Cuts final stops, and the marks around what is wholly quoted. */
function trimmed(view: View, first: number, last: number): Content | undefined {
  let end = last;
  while (end > first && FINAL.has(textAt(view, end - 1))) end -= 1;
  let start = first;
  while (start < end && FINAL.has(textAt(view, start))) start += 1;
  if (start >= end) return undefined;
  const whole = isOpening(view, start) ? view.quotationOf[start] : undefined;
  if (whole && (whole.last >= end - 1 || AFTER_QUOTATION.has(low(view, whole.last)))) return quotedContent(view, whole);
  return { start: startOf(view, start), end: endOf(view, end - 1), direct: false };
}

/** Inside the marks, without the comma or full stop that the quotation ends with. */
export function quotedContent(view: View, { inner }: Quotation): Content {
  let { start, end } = inner;
  const { text } = view.doc;
  while (end > start && (text[end - 1] === ',' || text[end - 1] === '.' || text[end - 1] === ' ')) end -= 1;
  while (start < end && text[start] === ' ') start += 1;
  return { start, end, direct: true };
}

/** Where a quotation that is open at the end of the sentence closes. */
function throughQuotation(view: View, last: number): number {
  const open = view.quotationOf[last];
  return open && open.first < last ? open.last : last;
}

/** ", noting ..." and "and promised to ..." begin the next claim of the same source; ", which they argue" another's. */
function beginsNextClaim(view: View, i: number): boolean {
  const comma = textAt(view, i) === ',';
  const after = comma ? i + 1 : i;
  return (comma && turnsAfterComma(view, after)) || (COORDINATORS.has(low(view, after)) && startsFiniteClaim(view, after + 1));
}

function turnsAfterComma(view: View, i: number): boolean {
  const [word, next] = [low(view, i), low(view, i + 1)];
  if (verbAt(view, i)?.verb.form === 'ing') return true;
  if (word === 'which') return PERSONALS.has(next) && verbAt(view, i + 2) !== undefined;
  if (word === 'but' && PERSONALS.has(next)) return isFinite(view, i + 2);
  return (word === 'but' && next === 'there') || (word === 'according' && next === 'to');
}

function startsFiniteClaim(view: View, i: number): boolean {
  const next = isAdverbial(view, i) ? i + 1 : i;
  const verb = verbAt(view, next);
  return verb !== undefined && (verb.verb.form === 'past' || verb.verb.form === 'present' || verb.verb.lemma === 'say') && !verb.verb.noun;
}

function cut(view: View, first: number, last: number): number {
  for (let i = first + 1; i < last; i += 1) if (view.quoted[i] !== 1 && beginsNextClaim(view, i)) return i;
  return last;
}

/** From token `first` to the end of its sentence, or of the quotation that runs on. */
export function contentFrom(view: View, first: number): Content | undefined {
  const last = lastOf(view, first - 1);
  if (first >= last) return undefined;
  return trimmed(view, first, throughQuotation(view, cut(view, first, last)));
}

/** A dateline ends within so many tokens. */
const DATELINE_TOKENS = 24;
const DASHES: ReadonlySet<string> = new Set(['-', '--', '–', '—', '_', '―']);

/** The token after a dateline such as "NAIROBI, Kenya (AP) --", or 0. */
function afterDateline(view: View): number {
  const opening = textAt(view, 0);
  const capitals = opening.length > 1 && opening === opening.toUpperCase();
  for (let i = 1; i < Math.min(DATELINE_TOKENS, lastOf(view, 0)); i += 1) {
    if (DASHES.has(textAt(view, i)) && (capitals || textAt(view, i - 1) === ')')) return i + 1;
  }
  return 0;
}

/** The quotation of several sentences that ends before token `last`: the claim is all of it. */
function longQuotation(view: View, last: number): Quotation | undefined {
  const open = view.quotationOf[last - 1];
  return open && open.last === last && open.first < firstOf(view, last) ? open : undefined;
}

/** The words of the sentence before token `last`, with those of the quotation that they end. */
export function contentUpTo(view: View, last: number): Content | undefined {
  const long = longQuotation(view, last);
  if (long) return quotedContent(view, long);
  let first = Math.max(firstOf(view, last), afterDateline(view));
  while (first < last && (COORDINATORS.has(low(view, first)) || textAt(view, first) === ',')) first += 1;
  return trimmed(view, first, last);
}

export const contentOf = trimmed;

const PLACE_PREPOSITIONS: ReadonlySet<string> = new Set(['in', 'at', 'on', 'during', 'after', 'through', 'by', 'via', 'from', 'to', 'before', 'with', 'for', 'late', 'here', 'as', 'upon', 'over']);
/** An occasion ("in an interview with Fox News Sunday that ...") is seldom longer. */
const LONGEST_OCCASION = 18;

const opensSaid = (view: View, i: number): boolean => low(view, i) === 'that' || isOpening(view, i);

/** "on its website Saturday the dead are": a clause follows the date. */
const endsDated = (view: View, i: number): boolean => view.dated[i] === 1 && view.dated[i + 1] !== 1 && isWord(view, i + 1) && readsAsClause(view, i + 1);

/** "told reporters in Kabul his party": the token after a place that a new noun phrase follows; else `i`. */
function afterPlace(view: View, i: number): number {
  const last = afterName(view, i + 1);
  return last > i + 1 && opensNounPhrase(view, last) ? last : i;
}

/** The token after the mention, or the run of capitalised words, that begins at `i`. */
function afterName(view: View, i: number): number {
  const end = view.mentionEnds.get(startOf(view, i)) ?? 0;
  let last = i;
  while (end > 0 ? startOf(view, last) < end && last < view.tokens.length : capitalised(view, last)) last += 1;
  return last;
}

const opensNounPhrase = (view: View, i: number): boolean => DETERMINERS.has(low(view, i)) || PERSONALS.has(low(view, i)) || capitalised(view, i);

/** "in a statement he has overcome": a clause follows the occasion. */
const endsOccasion = (view: View, i: number): boolean => OCCASIONS.has(low(view, i)) && opensNounPhrase(view, i + 1) && readsAsClause(view, i + 1);

/** The token after an occasion that begins at `i`, where "that", a comma or a quotation ends it before any verb; else `i`. */
function afterOccasion(view: View, i: number): number {
  if (!PLACE_PREPOSITIONS.has(low(view, i))) return i;
  const place = afterPlace(view, i);
  if (place > i) return place;
  const bound = Math.min(lastOf(view, i), i + LONGEST_OCCASION);
  for (let at = i + 1; at < bound; at += 1) {
    if (opensSaid(view, at)) return at;
    if ((textAt(view, at) === ',' && opensSaid(view, at + 1)) || endsDated(view, at) || endsOccasion(view, at)) return at + 1;
    if (isFinite(view, at) && !low(view, at).endsWith('ed')) return i;
  }
  return i;
}

/** The token after ", citing two engineers," that begins at `i`; else `i`. */
function afterCiting(view: View, i: number): number {
  if (textAt(view, i) !== ',' || (low(view, i + 1) !== 'citing' && low(view, i + 1) !== 'quoting')) return i;
  const bound = Math.min(lastOf(view, i), i + LONGEST_OCCASION);
  for (let at = i + 2; at < bound; at += 1) if (textAt(view, at) === ',') return at + 1;
  return i;
}

const SKIPPED: ReadonlySet<string> = new Set([',', ':', 'that', '(', ')']);

/** A date or adverb between the verb and the claim: "said Friday that"; not "say Thursday's riot" or "reported nearly 40". */
function isBeside(view: View, i: number): boolean {
  if (view.dated[i] === 1) return low(view, endOfDate(view, i)) !== "'s";
  if (low(view, i) === 'on' || low(view, i) === 'in' || low(view, i) === 'late' || low(view, i) === 'early') return view.dated[i + 1] === 1;
  return isAdverbial(view, i) && (low(view, i + 1) === 'that' || view.dated[i + 1] === 1);
}

const endOfDate = (view: View, i: number): number => {
  let last = i;
  while (view.dated[last] === 1) last += 1;
  return last;
};

/** "says that is the aim": no conjunction. */
const isPronounThat = (view: View, i: number): boolean => low(view, i) === 'that' && isFinite(view, i + 1) && !low(view, i + 1).endsWith('ed');

/** The first token of what is claimed, after the verb's adverbs, dates, occasion, and "that". */
export function contentStart(view: View, after: number): number {
  const bound = lastOf(view, after - 1);
  let i = after;
  while (i < bound && isBeside(view, i)) i += 1;
  i = afterOccasion(view, afterCiting(view, i));
  while (i < bound && SKIPPED.has(low(view, i)) && !isPronounThat(view, i)) i += 1;
  return i;
}

/** True when the words from `i` read like a clause: a verb before the next mark. */
export function readsAsClause(view: View, i: number): boolean {
  const bound = Math.min(lastOf(view, i), i + 22);
  for (let at = i + 1; at < bound; at += 1) {
    if (textAt(view, at) === ',' && at < i + 3) return false;
    if (isFinite(view, at)) return true;
  }
  return false;
}

/** True when nothing but adverbs, dates and occasions stands between `after` and the sentence's end or a comma. */
export function nothingFollows(view: View, after: number): boolean {
  const bound = lastOf(view, after - 1);
  const from = skip(view, after, (i) => isAdverbial(view, i));
  const place = PLACE_PREPOSITIONS.has(low(view, from)) ? skip(view, from, (i) => isWord(view, i) && !isFinite(view, i) && low(view, i) !== 'that') : from;
  const i = Math.min(bound, skip(view, place, (at) => view.dated[at] === 1));
  return i === bound || FINAL.has(textAt(view, i)) || (textAt(view, i) === '"' && i === bound - 1);
}

function skip(view: View, from: number, passes: (i: number) => boolean): number {
  let i = from;
  while (i < view.tokens.length && passes(i)) i += 1;
  return i;
}

export { isOpening };

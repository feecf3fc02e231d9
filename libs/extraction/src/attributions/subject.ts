import { COORDINATORS, DETERMINERS, CLAUSE_HEADS, EMPTY_SUBJECTS, LEADS, NEGATIONS, NOUN_PREPOSITIONS, PERFECT, PERSONALS, MODALS, BE, RELATIVES } from './words.js';
import type { Run, View } from './view.js';
import { capitalised, firstOf, isAdverbial, isFinite, isWord, low, textAt, verbAt } from './view.js';

/** What stands directly before a verb. */
export interface Auxiliaries {
  /** The first token of the verb group. */
  readonly first: number;
  readonly passive: boolean;
  /** Denied, modal or infinitive: not said (yet). */
  readonly unsaid: boolean;
  readonly each: boolean;
  /** The group holds "has", "have" or "had". */
  readonly perfect: boolean;
}

export function auxiliariesOf(view: View, verb: number): Auxiliaries {
  let [first, passive, unsaid, each, perfect] = [verb, false, false, false, false];
  for (let i = verb - 1; i >= firstOf(view, verb); i -= 1) {
    const word = low(view, i);
    if (BE.has(word)) passive = true;
    else if (NEGATIONS.has(word) || MODALS.has(word)) unsaid = true;
    else if (PERFECT.has(word)) perfect = true;
    else if (word === 'each') each = true;
    else if (word === 'on' || word === 'in' ? view.dated[i + 1] !== 1 : !isAdverbial(view, i)) break;
    first = i;
  }
  return { first, passive, unsaid, each, perfect };
}

const PAIRS: ReadonlyMap<string, string> = new Map([[')', '('], [']', '[']]);
const DASHES: ReadonlySet<string> = new Set(['-', '--', '–', '—']);

/** The opening partner of the mark at `close`, in its sentence. */
function opening(view: View, close: number, mark: string): number | undefined {
  for (let i = close - 1; i >= firstOf(view, close); i -= 1) if (textAt(view, i) === mark) return i;
  return undefined;
}

/** The first token of the quotation that ends at `i`, when it is a name in marks: `a group calling itself "The Secret Army"`. */
function quotedName(view: View, i: number): number | undefined {
  const found = view.quotations.find((quotation) => quotation.last === i + 1);
  return found !== undefined && found.last - found.first <= 14 && found.first > firstOf(view, i) && low(view, found.first - 1) !== ',' ? found.first : undefined;
}

type Step = { readonly to: number } | 'stop' | 'verb';

/** A determiner ends the walk unless a preposition after a noun, or a participle, ties it to what stands before. */
function pastDeterminer(view: View, i: number): Step {
  const before = low(view, i - 1);
  if (NOUN_PREPOSITIONS.has(before) && isWord(view, i - 2) && i - 2 >= firstOf(view, i) && !isFinite(view, i - 2) && !view.dated[i - 2]) return { to: i };
  if (before === 'by' && low(view, i - 2).endsWith('ed')) return { to: i };
  return before.endsWith('ing') && isWord(view, i - 2) ? { to: i } : 'stop';
}

const KEEPS_TO_NAME: ReadonlySet<string> = new Set(["'", '-', '&', '.', '/', "'s", '’']);

function stepOverMark(view: View, i: number): Step {
  const text = textAt(view, i);
  if (PAIRS.has(text)) {
    const open = opening(view, i, PAIRS.get(text) ?? '');
    return open === undefined ? 'stop' : { to: open };
  }
  const name = quotedName(view, i);
  if (name !== undefined) return { to: name };
  return KEEPS_TO_NAME.has(text) && text !== '.' ? { to: i } : 'stop';
}

function stepOverWord(view: View, i: number): Step {
  const word = low(view, i);
  if (word === 'and') return joinsNames(view, i) ? { to: i } : 'stop';
  if (CLAUSE_HEADS.has(word)) return 'stop';
  if (isFinite(view, i) && !word.endsWith('ed')) return 'verb';
  return PERSONALS.has(word) && i !== firstOf(view, i) ? 'stop' : { to: i };
}

/** "the United States and North Korea": no verb stands before the "and". */
function joinsNames(view: View, and: number): boolean {
  if (!isWord(view, and - 1) && low(view, and - 1) !== "'s") return false;
  for (let i = and - 1; i >= firstOf(view, and) && textAt(view, i) !== ','; i -= 1) if (isFinite(view, i)) return false;
  return true;
}

function step(view: View, i: number): Step {
  if (view.dated[i] === 1) return view.dated[i + 1] === 1 || i === firstOf(view, i) || view.tokens[i]?.kind === 'number' ? { to: i } : datedNoun(view, i);
  return view.tokens[i]?.kind === 'punctuation' || view.tokens[i]?.kind === 'symbol' ? stepOverMark(view, i) : stepOverWord(view, i);
}

/** "A report released late Monday says": the date stays where a participle stands before it. */
const datedNoun = (view: View, i: number): Step => (low(view, i - 1).endsWith('ed') || view.dated[i - 1] === 1 ? { to: i } : low(view, i + 1) === "'s" ? { to: i } : 'stop');

/** Walks left from the end of a noun phrase. */
function walk(view: View, last: number): { readonly first: number; readonly hitVerb: boolean } {
  const bound = firstOf(view, last - 1);
  let first = last;
  for (let i = last - 1; i >= bound;) {
    const next = step(view, i);
    if (next === 'stop' || next === 'verb') return { first, hitVerb: next === 'verb' };
    first = next.to;
    if (DETERMINERS.has(low(view, first)) && pastDeterminer(view, first) === 'stop') return { first, hitVerb: isFinite(view, first - 1) };
    i = next.to - 1;
  }
  return { first, hitVerb: false };
}

/** "said that": no antecedent; "a report that" is one. */
const saysSomething = (view: View, i: number): boolean => verbAt(view, i)?.verb.noun === false;

/** The antecedent's end when a relative clause holds the verb at which a walk stopped: "A group that has links to X has claimed". */
function beforeRelative(view: View, first: number): number | undefined {
  for (let i = first - 1; i > firstOf(view, first - 1); i -= 1) {
    if (textAt(view, i) === ',') return undefined;
    if (RELATIVES.has(low(view, i))) return isWord(view, i - 1) && !isFinite(view, i - 1) && !saysSomething(view, i - 1) ? i : undefined;
  }
  return undefined;
}

/** Drops what no source begins with: conjunctions, sentence adverbs, dates, "In Mosul". */
function trimHead(view: View, run: Run): Run {
  let { first } = run;
  while (first < run.last - 1 && (LEADS.has(low(view, first)) || isLeadingDate(view, first, run.last) || !isWord(view, first) && view.tokens[first]?.kind !== 'number' && textAt(view, first) !== '"')) first += 1;
  return { first, last: run.last };
}

const isLeadingDate = (view: View, i: number, last: number): boolean => (view.dated[i] === 1 || low(view, i) === 'in' || low(view, i) === 'at') && (view.dated[i] === 1 || view.dated[i + 1] === 1) && i + 1 < last && low(view, i + 1) !== "'s";

/** The noun phrase that ends before token `last`. */
export function nounPhrase(view: View, last: number): Run | undefined {
  if (PERSONALS.has(low(view, last - 1))) return { first: last - 1, last };
  const { first, hitVerb } = walk(view, last);
  const antecedent = hitVerb ? beforeRelative(view, first) : undefined;
  if (antecedent !== undefined) return nounPhrase(view, antecedent);
  const run = trimHead(view, { first, last });
  return run.first < run.last && !(run.last - run.first === 1 && EMPTY_SUBJECTS.has(low(view, run.first))) ? run : undefined;
}

/** "who was", "providing", "elected": the words between commas say more about the source and are no part of it. */
function isRelative(view: View, first: number, last: number): boolean {
  const word = low(view, first);
  if (['who', 'which', 'whose', 'where', 'whom', 'when', 'that', 'in', 'on', 'at', 'along', 'speaking', 'while', 'as', 'after', 'citing', 'quoting', 'however', 'meanwhile', 'too', 'though', 'for', 'like', 'according'].includes(word)) return true;
  return (word.endsWith('ing') && word.length > 4) || (word.endsWith('ed') && !capitalised(view, first)) || view.tokens[first]?.kind === 'number' || last - first > 24;
}

/** Source before a closing comma: with its apposition, without its relative clause. */
function beforeComma(view: View, comma: number): Run | undefined {
  const open = opening(view, comma, ',');
  if (open === undefined || open === firstOf(view, comma)) return undefined;
  const inner = low(view, open + 1);
  if (isRelative(view, open + 1, comma) || COORDINATORS.has(inner)) return lastNames(view, open);
  const head = lastNames(view, open);
  return head && { first: head.first, last: beforeRelativeClause(view, open, comma) };
}

/** "Tamir, a member of a group that opposes it,": the apposition ends before "that". */
function beforeRelativeClause(view: View, first: number, last: number): number {
  for (let i = first + 2; i < last; i += 1) if (RELATIVES.has(low(view, i))) return i;
  return last;
}

/** The noun phrase before a comma, which may itself end with "Jr." or a further comma part. */
const lastNames = (view: View, comma: number): Run | undefined => (isWord(view, comma - 1) || view.tokens[comma - 1]?.kind === 'number' || low(view, comma - 1) === ')' || view.quoted[comma - 1] === 1 ? nounPhrase(view, comma) : undefined);

function beforeDash(view: View, dash: number): Run | undefined {
  const open = opening(view, dash, textAt(view, dash));
  return open === undefined ? undefined : nounPhrase(view, open);
}

/** The subject of the nearest finite verb before token `i` in its sentence: "appealed for calm and vowed". */
export function sharedSubject(view: View, i: number): Run | undefined {
  for (let at = i - 1; at > firstOf(view, i); at -= 1) {
    if (!isFinite(view, at) || view.quoted[at] === 1) continue;
    const { first } = auxiliariesOf(view, at);
    if (COORDINATORS.has(low(view, first - 1))) continue;
    const found = subjectEndingAt(view, first);
    if (found) return found;
  }
  return undefined;
}

/** The subject that ends before token `end`, the first one of a verb group. */
export function subjectEndingAt(view: View, end: number): Run | undefined {
  const last = end - 1;
  if (last < firstOf(view, end)) return undefined;
  const text = textAt(view, last);
  if (COORDINATORS.has(low(view, last))) return sharedSubject(view, last);
  if (text === ',') return COORDINATORS.has(low(view, last + 1)) ? sharedSubject(view, last) : beforeComma(view, last);
  if (DASHES.has(text)) return beforeDash(view, last);
  if (RELATIVES.has(low(view, last))) return antecedent(view, last);
  return nounPhrase(view, end);
}

/** Whom "who" or "that" before a verb stands for. */
function antecedent(view: View, relative: number): Run | undefined {
  const end = textAt(view, relative - 1) === ',' ? relative - 1 : relative;
  return isWord(view, end - 1) && !saysSomething(view, end - 1) ? nounPhrase(view, end) : undefined;
}

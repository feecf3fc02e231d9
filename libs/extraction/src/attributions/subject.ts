import { COORDINATORS, DETERMINERS, CLAUSE_HEADS, EMPTY_SUBJECTS, LEADS, NEGATIONS, NOUN_PREPOSITIONS, PERFECT, PERSONALS, MODALS, BE, RELATIVES } from './words.js';
import type { Run, View } from './view.js';
import { capitalised, endOf, firstOf, isAdverbial, isFinite, isWord, low, textAt, verbAt } from './view.js';

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
  const found = view.quotationOf[i];
  return found?.last === i + 1 && found.last - found.first <= 14 && found.first > firstOf(view, i) && low(view, found.first - 1) !== ',' ? found.first : undefined;
}

type Step = { readonly to: number } | 'stop' | 'verb';

/** A determiner ends the walk unless a preposition after a noun, or a participle, ties it to what stands before. */
function pastDeterminer(view: View, i: number): Step {
  const before = low(view, i - 1);
  if (before === 'and') return joinsNames(view, i - 1) ? { to: i } : 'stop';
  const tied = before === 'by' ? isReduced(view, i - 2) || isNounAt(view, i - 2) : NOUN_PREPOSITIONS.has(before) && isNounAt(view, i - 2);
  return tied || (before.endsWith('ing') && isWord(view, i - 2)) ? { to: i } : 'stop';
}

const isNounAt = (view: View, i: number): boolean => i >= firstOf(view, i + 2) && isWord(view, i) && !isFinite(view, i) && view.dated[i] !== 1;

/** "released by", "released Tuesday by" */
const isReduced = (view: View, i: number): boolean => low(view, i).endsWith('ed') || view.dated[i] === 1;

const KEEPS_TO_NAME: ReadonlySet<string> = new Set(["'", '-', '&', '/', "'s", '’']);

function stepOverMark(view: View, i: number): Step {
  const text = textAt(view, i);
  if (PAIRS.has(text)) {
    const open = opening(view, i, PAIRS.get(text) ?? '');
    return open === undefined ? 'stop' : { to: open };
  }
  const name = quotedName(view, i);
  if (name !== undefined) return { to: name };
  if (text === '-' && view.tokens[i - 1]?.end !== view.tokens[i]?.start) return 'stop';
  return KEEPS_TO_NAME.has(text) ? { to: i } : 'stop';
}

const DATE_WORDS: ReadonlySet<string> = new Set(['late', 'last', 'earlier', 'early', 'recently', 'this', 'that']);

/** "a report released by", "a video posted Monday", "a newly formed group": participles stay in the phrase; "poured scorn" is a verb. */
export function isReducedVerb(view: View, i: number): boolean {
  if (!low(view, i).endsWith('ed')) return false;
  const next = low(view, i + 1);
  return NOUN_PREPOSITIONS.has(next) || DATE_WORDS.has(next) || view.dated[i + 1] === 1 || low(view, i - 1).endsWith('ly') || low(view, i - 1) === ',' || verbAt(view, i + 1) !== undefined;
}

/** "a survey shows eight of ten": a noun form that a claim follows is the verb. */
function opensNounClaim(view: View, i: number): boolean {
  const verb = verbAt(view, i)?.verb;
  const next = low(view, i + 1);
  return verb?.noun === true && verb.form === 'present' && (DETERMINERS.has(next) || PERSONALS.has(next) || next === 'that' || view.tokens[i + 1]?.kind === 'number');
}

function stepOverWord(view: View, i: number): Step {
  const word = low(view, i);
  if (word === 'and') return joinsNames(view, i) ? { to: i } : 'stop';
  if (CLAUSE_HEADS.has(word) || word === 'quoting' || word === 'citing') return 'stop';
  if (isFinite(view, i) ? !isReducedVerb(view, i) : opensNounClaim(view, i)) return 'verb';
  return PERSONALS.has(word) ? 'stop' : { to: i };
}

/** "the United States and North Korea": no verb stands before the "and". */
function joinsNames(view: View, and: number): boolean {
  if (!isWord(view, and - 1) && low(view, and - 1) !== "'s") return false;
  for (let i = and - 1; i >= firstOf(view, and) && textAt(view, i) !== ',' && !DASHES.has(textAt(view, i)); i -= 1) if (isFinite(view, i)) return false;
  return true;
}

function step(view: View, i: number): Step {
  if (view.dated[i] === 1) return view.dated[i + 1] === 1 || i === firstOf(view, i) || view.tokens[i]?.kind === 'number' ? { to: i } : datedNoun(view, i);
  return view.tokens[i]?.kind === 'punctuation' || view.tokens[i]?.kind === 'symbol' ? stepOverMark(view, i) : stepOverWord(view, i);
}

/** "A report released late Monday says": the date stays where a participle stands before it. */
const datedNoun = (view: View, i: number): Step => (low(view, i - 1).endsWith('ed') || view.dated[i - 1] === 1 ? { to: i } : low(view, i + 1) === "'s" ? { to: i } : 'stop');

/** "head of the board", "a report released by his office" */
const tiedBefore = (view: View, i: number): boolean => low(view, i - 1) === 'of' || (low(view, i - 1) === 'by' && low(view, i - 2).endsWith('ed'));

/** Walks left from the end of a noun phrase; `near`: only as far as its first determiner, unless "of" stands before it. */
function walk(view: View, last: number, near: boolean): { readonly first: number; readonly hitVerb: boolean } {
  const bound = firstOf(view, last - 1);
  let first = last;
  for (let i = last - 1; i >= bound;) {
    const next = step(view, i);
    if (next === 'stop' || next === 'verb') return { first, hitVerb: next === 'verb' };
    first = next.to;
    if (DETERMINERS.has(low(view, first)) && (near ? !tiedBefore(view, first) : pastDeterminer(view, first) === 'stop')) return { first, hitVerb: isFinite(view, first - 1) };
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

/** "Secretary Ada Obi Friday in Lagos said", "A report Friday by a bank says": the source stands before the date. */
function beforeDate(view: View, first: number): Run | undefined {
  let end = first;
  while (view.dated[end - 1] === 1) end -= 1;
  return end < first && isNounAt(view, end - 1) ? nounPhrase(view, end) : undefined;
}

/** The noun phrase that ends before token `last`; `near` takes the shortest one. */
export function nounPhrase(view: View, last: number, near = false): Run | undefined {
  if (PERSONALS.has(low(view, last - 1))) return { first: last - 1, last };
  const { first, hitVerb } = walk(view, last, near);
  const antecedent = hitVerb ? beforeRelative(view, first) : undefined;
  if (antecedent !== undefined) return nounPhrase(view, antecedent);
  const run = trimHead(view, { first, last });
  if (NOUN_PREPOSITIONS.has(low(view, run.first))) return beforeDate(view, run.first);
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
function sharedSubject(view: View, i: number): Run | undefined {
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

/** "Prime Minister Ariel Sharon, who": the name with the titles before it. */
function namesBefore(view: View, end: number): Run | undefined {
  if (!view.mentionLasts.has(endOf(view, end - 1))) return undefined;
  let first = end;
  while (first > firstOf(view, end - 1) && capitalised(view, first - 1) && !DETERMINERS.has(low(view, first - 1))) first -= 1;
  return first < end ? { first, last: end } : undefined;
}

/** Whom "who" or "that" before a verb stands for. */
function antecedent(view: View, relative: number): Run | undefined {
  const end = textAt(view, relative - 1) === ',' ? relative - 1 : relative;
  const named = low(view, relative) === 'who' ? namesBefore(view, end) : undefined;
  if (named) return named;
  return isWord(view, end - 1) && !saysSomething(view, end - 1) ? nounPhrase(view, end, true) : undefined;
}

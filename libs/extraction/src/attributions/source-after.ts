import { isReducedVerb } from './subject.js';
import type { Run, View } from './view.js';
import { capitalised, isFinite, isWord, lastOf, low, textAt } from './view.js';
import { CLAUSE_HEADS, OCCASIONS, PERSONALS, RELATIVES } from './words.js';

const PLACE_PREPOSITIONS: ReadonlySet<string> = new Set(['in', 'at', 'on', 'during', 'after', 'from', 'by', 'through', 'via', 'to', 'with', 'before']);
const INNER_MARKS: ReadonlySet<string> = new Set(['-', "'s", "'", '’', '&', '/', '‘', '"', '“', '”']);

const isOccasion = (view: View, i: number): boolean => {
  if (view.dated[i + 1] === 1) return true;
  for (let at = i + 1; at < i + 7; at += 1) if (OCCASIONS.has(low(view, at))) return true;
  return false;
};

function endsSource(view: View, i: number, first: number): boolean {
  const word = low(view, i);
  if (view.dated[i] === 1 || RELATIVES.has(word)) return true;
  if (PLACE_PREPOSITIONS.has(word)) return isOccasion(view, i);
  if (CLAUSE_HEADS.has(word)) return word !== 'and' || PERSONALS.has(low(view, i + 1));
  if (isFinite(view, i) && i > first) return !isReducedVerb(view, i);
  return i > first && word.endsWith('ing') && word.length > 5 && !capitalised(view, i);
}

function closingBracket(view: View, i: number): number {
  for (let at = i + 1; at < Math.min(lastOf(view, i), i + 12); at += 1) if (textAt(view, at) === ')') return at;
  return i;
}

function stopsSource(view: View, i: number, first: number): boolean {
  if (isWord(view, i)) return endsSource(view, i, first);
  if (view.tokens[i]?.kind === 'number' || INNER_MARKS.has(textAt(view, i))) return false;
  return textAt(view, i) !== '(' || i === first;
}

/** The noun phrase that begins at token `first`: without relative clause, date, or the occasion it was said on. */
export function sourceAfter(view: View, first: number): Run | undefined {
  const bound = lastOf(view, first);
  if (PERSONALS.has(low(view, first))) return { first, last: first + 1 };
  let i = first;
  while (i < bound && !stopsSource(view, i, first)) i = textAt(view, i) === '(' ? closingBracket(view, i) + 1 : i + 1;
  return i > first ? { first, last: i } : undefined;
}

const APPOSITION_HEADS: ReadonlySet<string> = new Set(['a', 'an', 'the', 'spokesman', 'spokeswoman', 'director', 'head', 'chief', 'president', 'chairman', 'professor', 'deputy', 'minister', 'former', 'leader', 'executive', 'general', 'senior', 'vice', 'managing', 'assistant', 'associate', 'spokesperson', 'author', 'founder', 'chairwoman', 'governor', 'mayor', 'commander', 'secretary']);
/** An apposition is seldom longer. */
const LONGEST_APPOSITION = 16;

/** Adds ", a spokesman for the ministry" when it closes at a mark without holding a verb. */
export function withApposition(view: View, source: Run): Run {
  const { first, last } = source;
  if (textAt(view, last) !== ',' || !APPOSITION_HEADS.has(low(view, last + 1))) return source;
  const bound = Math.min(lastOf(view, first), last + LONGEST_APPOSITION);
  for (let i = last + 1; i < bound; i += 1) {
    if (endsApposition(view, i)) return { first, last: i };
    if (isFinite(view, i) && !low(view, i).endsWith('ed')) return source;
  }
  return bound === lastOf(view, first) ? { first, last: bound } : source;
}

const endsApposition = (view: View, i: number): boolean => textAt(view, i) === ',' || textAt(view, i) === '.' || RELATIVES.has(low(view, i)) || view.dated[i] === 1;

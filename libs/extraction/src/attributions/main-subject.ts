import type { Claim } from './claim.js';
import { auxiliariesOf, nounPhrase, subjectEndingAt } from './subject.js';
import type { Run, View } from './view.js';
import { firstOf, isFinite, low, textAt } from './view.js';

/** Clauses that may stand before the main one. */
const OPENING_CLAUSES: ReadonlySet<string> = new Set(['after', 'when', 'as', 'while', 'although', 'though', 'since', 'before', 'if', 'because', 'following', 'despite', 'until', 'just', 'in', 'on', 'at', 'during']);

function mainClause(view: View, i: number): number {
  const first = firstOf(view, i);
  if (!OPENING_CLAUSES.has(low(view, first))) return first;
  for (let at = first; at < i; at += 1) if (textAt(view, at) === ',') return at + 1;
  return first;
}

/** Whom a participle such as "noting" or "accusing" belongs to: the speaker of the sentence so far, else the subject of its main clause. */
export function mainSubject(view: View, i: number, before: readonly Claim[]): Run | undefined {
  const told = before.findLast((claim) => claim.at < i && claim.at >= firstOf(view, i) && claim.source.first < i);
  if (told) return told.source;
  for (let at = mainClause(view, i); at < i; at += 1) {
    if (!isFinite(view, at) || view.quoted[at] === 1) continue;
    const found = subjectEndingAt(view, auxiliariesOf(view, at).first);
    if (found) return found;
  }
  return low(view, i - 1) === ',' ? undefined : nounPhrase(view, i);
}

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

const DOCUMENTS: ReadonlySet<string> = new Set(['message', 'note', 'statement', 'letter', 'resolution', 'declaration', 'communique', 'memo', 'report', 'email', 'leaflet', 'warning']);
const WRITERS: ReadonlySet<string> = new Set(['from', 'by']);
/** "a message from Mr. Obi saying" is seldom longer. */
const LONGEST_DOCUMENT = 6;

/** "issued a joint statement saying", "a message from Mr. Obi saying": what is written says it. */
function documentBefore(view: View, i: number): Run | undefined {
  if (low(view, i) !== 'saying') return undefined;
  for (let at = i - 1; at > firstOf(view, i) && at >= i - LONGEST_DOCUMENT; at -= 1) {
    if (DOCUMENTS.has(low(view, at))) {
      const written = at === i - 1 || WRITERS.has(low(view, at + 1));
      const phrase = written ? nounPhrase(view, at + 1) : undefined;
      return phrase && { first: phrase.first, last: i };
    }
    if (textAt(view, at) === ',' || isFinite(view, at)) return undefined;
  }
  return undefined;
}

/** Whom a participle such as "noting" or "accusing" belongs to: the speaker of the sentence so far, else the subject of its main clause. */
export function mainSubject(view: View, i: number, before: readonly Claim[]): Run | undefined {
  const document = documentBefore(view, i);
  if (document) return document;
  const told = before.findLast((claim) => claim.at < i && claim.at >= firstOf(view, i) && claim.source.first < i);
  if (told) return told.source;
  for (let at = mainClause(view, i); at < i; at += 1) {
    if (!isFinite(view, at) || view.quoted[at] === 1) continue;
    const found = subjectEndingAt(view, auxiliariesOf(view, at).first);
    if (found) return found;
  }
  return low(view, i - 1) === ',' ? undefined : nounPhrase(view, i);
}

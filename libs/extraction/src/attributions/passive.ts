import type { ClaimRule } from './claim.js';
import { textOf } from './claim.js';
import type { Content } from './content.js';
import { contentFrom, contentStart } from './content.js';
import { sourceAfter } from './source-after.js';
import { auxiliariesOf, nounPhrase } from './subject.js';
import type { View } from './view.js';
import { NOUN_PREPOSITIONS } from './words.js';
import { endOf, lastOf, low, startOf, textAt, verbAt } from './view.js';

const PASSIVES: ReadonlySet<string> = new Set(['deny', 'confirm', 'announce', 'report', 'claim', 'disclose', 'reveal', 'predict', 'estimate', 'say', 'allege']);

/** What "denied by" belongs to: the noun phrase before it, or, with "it was announced by X that", the clause after. */
function contentOf(view: View, i: number, after: number): Content | undefined {
  const { first } = auxiliariesOf(view, i);
  if (low(view, first - 1) === 'it') return low(view, after) === 'that' ? contentFrom(view, contentStart(view, after)) : undefined;
  const run = nounPhrase(view, first);
  if (!run || NOUN_PREPOSITIONS.has(low(view, run.first)) || NOUN_PREPOSITIONS.has(low(view, run.first - 1))) return undefined;
  return { start: startOf(view, run.first), end: endOf(view, run.last - 1), direct: false };
}

/** "a charge denied by X", "it was announced by X that C". */
export const passive: ClaimRule = (view, i) => {
  const lemma = passiveAt(view, i);
  if (lemma === undefined || auxiliariesOf(view, i).unsaid || low(view, i - 1) === 'as') return [];
  const source = i + 2 < lastOf(view, i) ? sourceAfter(view, i + 2) : undefined;
  const content = source && contentOf(view, i, source.last);
  if (!source || !content || textOf(view, source).length < 2) return [];
  return [{ cue: textAt(view, i), at: i, source, content, via: [], aside: true, rule: `passive/${lemma}`, confidence: 0.7 }];
};

/** The lemma of a participle before "by". */
function passiveAt(view: View, i: number): string | undefined {
  const found = verbAt(view, i);
  return found?.verb.form === 'past' && PASSIVES.has(found.verb.lemma) && low(view, found.last) === 'by' && found.last === i + 1 ? found.verb.lemma : undefined;
}

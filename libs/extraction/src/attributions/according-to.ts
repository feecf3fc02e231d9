import type { Claim, ClaimRule } from './claim.js';
import { textOf } from './claim.js';
import type { Content } from './content.js';
import { contentFrom, contentOf, contentUpTo } from './content.js';
import { sourceAfter, withApposition } from './source-after.js';
import type { Run, View } from './view.js';
import { firstOf, lastOf, low, sentenceAt, textAt } from './view.js';

const REPORTERS: ReadonlySet<string> = new Set(['reported', 'quoted', 'cited', 'published', 'carried', 'relayed', 'broadcast']);

/** ", as reported by the website": a further source that the claim passed through. */
function viaAfter(view: View, from: number): { readonly via: readonly string[]; readonly last: number } {
  let i = textAt(view, from) === ',' ? from + 1 : from;
  if (low(view, i) === 'as') i += 1;
  if (!REPORTERS.has(low(view, i)) || low(view, i + 1) !== 'by') return { via: [], last: from };
  const run = sourceAfter(view, i + 2);
  return run ? { via: [textOf(view, run)], last: run.last } : { via: [], last: from };
}

const POINTERS: ReadonlySet<string> = new Set(['this', 'that', 'it', 'all', 'these', 'those']);

/** "This is according to X": the claim is the sentence before. */
function sentenceBefore(view: View, i: number): Content | undefined {
  const first = firstOf(view, i);
  if (i - first > 3 || !POINTERS.has(low(view, first))) return undefined;
  const before = sentenceAt(view, first - 1);
  return first > 0 && before ? contentOf(view, before.first, before.last) : undefined;
}

function contentOfAccording(view: View, i: number, after: number): Content | undefined {
  if (i - firstOf(view, i) <= 1) return contentFrom(view, after);
  return sentenceBefore(view, i) ?? contentUpTo(view, i) ?? contentFrom(view, after);
}

function sourceOf(view: View, i: number): Run | undefined {
  const source = sourceAfter(view, i + 2);
  if (!source) return undefined;
  const leads = i - firstOf(view, i) <= 1;
  return leads && low(view, source.last + 1) === 'the' ? source : withApposition(view, source);
}

/** "according to X, C" and "C, according to X". */
export const accordingTo: ClaimRule = (view, i) => {
  if (low(view, i) !== 'according' || low(view, i + 1) !== 'to') return [];
  const source = sourceOf(view, i);
  if (!source || source.last > lastOf(view, i)) return [];
  const { via, last } = viaAfter(view, source.last);
  const content = contentOfAccording(view, i, last);
  const cue = view.doc.text.slice(view.tokens[i]?.start, view.tokens[i + 1]?.end);
  const claim: Claim | undefined = content && { cue, at: i, source, content, via, rule: 'according-to', confidence: 0.9 };
  return claim ? [claim] : [];
};

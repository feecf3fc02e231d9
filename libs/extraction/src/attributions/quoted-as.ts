import type { Claim, ClaimRule } from './claim.js';
import { textOf } from './claim.js';
import { contentFrom, contentStart } from './content.js';
import { sourceAfter } from './source-after.js';
import { auxiliariesOf, subjectEndingAt } from './subject.js';
import type { Run, View } from './view.js';
import { endOf, isFinite, lastOf, low, startOf, textAt } from './view.js';

/** Verbs of passing on what another said. */
export const QUOTES: ReadonlySet<string> = new Set(['quoted', 'quotes', 'quote', 'quoting', 'cited', 'cites', 'cite', 'citing']);
const SAYINGS: ReadonlySet<string> = new Set(['saying', 'telling', 'stating', 'adding']);
/** A quoted source is seldom longer. */
const LONGEST = 30;

function asSaying(view: View, from: number): number | undefined {
  for (let i = from; i < Math.min(lastOf(view, from - 1), from + LONGEST); i += 1) if (low(view, i) === 'as' && SAYINGS.has(low(view, i + 1))) return i;
  return undefined;
}

interface Parties {
  readonly source: Run | undefined;
  readonly through: Run | undefined;
}

/** "X was quoted by Y as saying": Y is what it came through. */
function passive(view: View, i: number, first: number): Parties {
  const source = subjectEndingAt(view, first);
  return { source, through: low(view, i + 1) === 'by' ? sourceAfter(view, i + 2) : undefined };
}

/** All that stands between "quoted" and "as": the source with its apposition, unless a verb or date stands there too. */
function between(view: View, first: number, as: number): Run | undefined {
  const last = textAt(view, as - 1) === ',' ? as - 1 : as;
  for (let i = first; i < last; i += 1) if (isFinite(view, i) || view.dated[i] === 1) return undefined;
  return last > first ? { first, last } : undefined;
}

/** "Y quoted X as saying C", "X was quoted as saying C": the origin is X. */
export const quotedAs: ClaimRule = (view, i) => {
  if (!QUOTES.has(low(view, i)) || view.quoted[i] === 1) return [];
  const as = asSaying(view, i + 1);
  if (as === undefined) return [];
  const group = auxiliariesOf(view, i);
  const active: Parties = { source: between(view, i + 1, as) ?? sourceAfter(view, i + 1), through: subjectEndingAt(view, group.first) };
  const { source, through } = group.passive ? passive(view, i, group.first) : active;
  const content = contentFrom(view, contentStart(view, as + 2));
  if (!source || !content) return [];
  const cue = `${view.doc.text.slice(startOf(view, i), endOf(view, i))} ... ${view.doc.text.slice(startOf(view, as), endOf(view, as + 1))}`;
  const claim: Claim = { cue, at: i, source, content, via: through ? [textOf(view, through)] : [], rule: 'quoted-as', confidence: 0.85 };
  return [claim];
};

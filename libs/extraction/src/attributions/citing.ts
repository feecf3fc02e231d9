import type { Claim } from './claim.js';
import { textOf } from './claim.js';
import { sourceAfter } from './source-after.js';
import type { Run, View } from './view.js';
import { firstOf, lastOf, low } from './view.js';
import { subjectEndingAt, auxiliariesOf } from './subject.js';

const CITING: ReadonlySet<string> = new Set(['citing', 'quoting']);
/** What is cited without having spoken: "citing security concerns". */
const MATTERS: ReadonlySet<string> = new Set(['concerns', 'law', 'fears', 'need', 'lack', 'reasons', 'weather', 'solidarity', 'fear', 'evidence', 'threats', 'safety', 'costs', 'prices', 'problems', 'rules', 'violence', 'harshness']);

/** Whom the sentence cites as the origin: "Xinhua said Monday, quoting police". */
function citedIn(view: View, claim: Claim): Run | undefined {
  for (let i = firstOf(view, claim.at); i < lastOf(view, claim.at); i += 1) {
    if (!CITING.has(low(view, i)) || view.quoted[i] === 1 || i === claim.at || low(view, i - 1) === 'without') continue;
    const run = sourceAfter(view, i + 1);
    if (run && !hasMatter(view, run)) return run;
  }
  return undefined;
}

function hasMatter(view: View, { first, last }: Run): boolean {
  for (let i = first; i < last; i += 1) if (MATTERS.has(low(view, i))) return true;
  return false;
}

const CITES: ReadonlySet<string> = new Set(['cited', 'cites', 'quoted', 'quotes']);

/** Who cited the source of the claim: "Mr. Lee cited a report that says". */
function citedBy(view: View, { source }: Claim): Run | undefined {
  const before = source.first - 1;
  if (!CITES.has(low(view, before))) return undefined;
  const group = auxiliariesOf(view, before);
  return group.passive ? undefined : subjectEndingAt(view, group.first);
}

function through(view: View, claim: Claim): Claim {
  if (claim.via.length > 0 || claim.rule === 'quoted-as') return claim;
  const cited = citedIn(view, claim);
  if (cited && cited.first !== claim.source.first && !inside(view, claim, cited)) return { ...claim, source: cited, via: [textOf(view, claim.source)] };
  const by = citedBy(view, claim);
  return by ? { ...claim, via: [textOf(view, by)] } : claim;
}

const inside = (view: View, { content }: Claim, { first }: Run): boolean => {
  const at = view.tokens[first]?.start ?? 0;
  return content.start <= at && at < content.end;
};

/** A source that was cited by another is the origin; the one that cites it goes to `via`. */
export const throughCiting = (view: View, claims: readonly Claim[]): readonly Claim[] => claims.map((claim) => through(view, claim));

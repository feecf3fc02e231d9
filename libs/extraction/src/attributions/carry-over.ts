import type { Claim } from './claim.js';
import { quotedContent } from './content.js';
import type { Quotation } from './quotations.js';
import type { View } from './view.js';

const sentenceOf = (view: View, i: number): number => view.tokens[i]?.sentence ?? -1;

/** True when the sentences that a quotation touches hold nothing else. */
function fillsSentences(view: View, { first, last }: Quotation): boolean {
  const opening = view.doc.sentences[sentenceOf(view, first)];
  const closing = view.doc.sentences[sentenceOf(view, last - 1)];
  return opening?.first === first && closing !== undefined && closing.last - last <= 1;
}

/** A claim holds no quotation that is farther from its cue than this many tokens. */
const REACH = 300;

/** The claims, sorted by their cues, that stand near a quotation. */
export function claimsNear<T extends { readonly at: number }>(claims: readonly T[], { first, last }: Quotation): readonly T[] {
  let [low, high] = [0, claims.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((claims[middle]?.at ?? 0) < first - REACH) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < claims.length && (claims[end]?.at ?? 0) < last + REACH) end += 1;
  return claims.slice(low, end);
}

const covers = ({ content }: Claim, { inner }: Quotation): boolean => content.start < inner.end && inner.start < content.end;

/** The claim whose speaker a quotation of its own sentences continues: it stands in the sentence before. */
function speakerBefore(view: View, near: readonly Claim[], { first }: Quotation): Claim | undefined {
  const before = sentenceOf(view, first) - 1;
  return near.findLast((claim) => claim.at < first && (sentenceOf(view, claim.at) === before || sentenceOf(view, claim.at) === before + 1));
}

/** A quoted sentence without a cue of its own belongs to the speaker of the sentence before it. */
export function carriedOver(view: View, claims: readonly Claim[]): readonly Claim[] {
  let last: Claim | undefined;
  const carried = view.quotations.filter((quotation) => fillsSentences(view, quotation)).flatMap((quotation) => {
    const near = claimsNear(claims, quotation);
    const content = quotedContent(view, quotation);
    const speaker = speakerBefore(view, last ? [last, ...near].toSorted((a, b) => a.at - b.at) : near, quotation);
    if (!speaker || content.start >= content.end || near.some((claim) => covers(claim, quotation))) return [];
    last = { ...speaker, at: quotation.first, content, via: [], rule: 'carry-over', confidence: 0.8 };
    return [last];
  });
  return [...claims, ...carried].toSorted((a, b) => a.at - b.at);
}

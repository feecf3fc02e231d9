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

const covered = (claims: readonly Claim[], { inner }: Quotation): boolean => claims.some(({ content }) => content.start < inner.end && inner.start < content.end);

/** The claim whose speaker a quotation of its own sentences continues: it stands in the sentence before. */
function speakerBefore(view: View, claims: readonly Claim[], { first }: Quotation): Claim | undefined {
  const before = sentenceOf(view, first) - 1;
  return claims.findLast((claim) => claim.at < first && (sentenceOf(view, claim.at) === before || sentenceOf(view, claim.at) === before + 1));
}

/** A quoted sentence without a cue of its own belongs to the speaker of the sentence before it. */
export function carriedOver(view: View, claims: readonly Claim[]): readonly Claim[] {
  const all = [...claims];
  for (const quotation of view.quotations) {
    if (!fillsSentences(view, quotation) || covered(all, quotation)) continue;
    const speaker = speakerBefore(view, all, quotation);
    const content = quotedContent(view, quotation);
    if (!speaker || content.start >= content.end) continue;
    all.push({ ...speaker, at: quotation.first, content, via: [], rule: 'carry-over', confidence: 0.8 });
  }
  return all.toSorted((a, b) => a.at - b.at);
}

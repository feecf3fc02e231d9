import type { Quote } from '@wiredesk/contracts';
import { textOf } from './attributions/claim.js';
import { claimsNear } from './attributions/carry-over.js';
import { claimsOf } from './attributions/claims.js';
import type { Speaker } from './attributions/speaker.js';
import type { Quotation } from './attributions/quotations.js';
import type { View } from './attributions/view.js';
import { endOf, startOf } from './attributions/view.js';
import type { Component, Doc } from './doc.js';

/** Fewer words between marks, without a speaker, are a name or a word held at a distance. */
const FEWEST_WORDS = 4;

const wordsIn = (view: View, { first, last }: Quotation): number => view.tokens.slice(first, last).filter(({ kind }) => kind === 'word').length;

/** A speaker where its cue stands. */
type Placed = Speaker & { readonly at: number };

/** Who speaks a quotation: the claim that holds it. */
function speakerOf(speakers: readonly Placed[], quotation: Quotation): Speaker | undefined {
  const { inner } = quotation;
  const holding = claimsNear(speakers, quotation).filter(({ claim }) => claim.content.start < inner.end && inner.start < claim.content.end);
  return holding.toSorted((a, b) => a.claim.content.end - a.claim.content.start - (b.claim.content.end - b.claim.content.start))[0];
}

function quote(view: View, { inner, first }: Quotation, speaker: Speaker | undefined): Quote {
  const span = { start: inner.start, end: inner.end, text: view.doc.text.slice(inner.start, inner.end) };
  if (!speaker) return { ...span, rule: 'quote/unspoken', confidence: 0.6 };
  const { source } = speaker.claim;
  return {
    ...span,
    speaker: { start: startOf(view, source.first), end: endOf(view, source.last - 1), text: textOf(view, source) },
    ...(speaker.entity === undefined ? {} : { speakerEntity: speaker.entity }),
    rule: first === speaker.claim.at ? 'quote/carry-over' : 'quote/claim',
    confidence: speaker.claim.confidence,
  };
}

/** What stands between quotation marks, and who speaks it; the marks are outside the span. Short ones without a speaker are left out. */
export const quotes: Component = {
  id: 'quotes',
  requires: ['tokens', 'sentences', 'entities', 'dates'],
  assigns: ['quotes'],
  run: (doc: Doc) => {
    const { view, speakers } = claimsOf(doc);
    const placed = speakers.map((speaker) => ({ ...speaker, at: speaker.claim.at }));
    return {
      quotes: view.quotations.flatMap((quotation) => {
        const speaker = speakerOf(placed, quotation);
        return speaker || wordsIn(view, quotation) >= FEWEST_WORDS ? [quote(view, quotation, speaker)] : [];
      }),
    };
  },
};

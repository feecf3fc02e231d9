import type { Attribution } from '@wiredesk/contracts';
import { textOf } from './attributions/claim.js';
import { claimsOf } from './attributions/claims.js';
import { SOURCE_NOUNS } from './attributions/source-words.js';
import type { Speaker } from './attributions/speaker.js';
import { headOf } from './attributions/speaker.js';
import { VERBS } from './attributions/verbs.js';
import type { View } from './attributions/view.js';
import { endOf, low, startOf } from './attributions/view.js';
import type { Component, Doc } from './doc.js';

const SPEAKERS: ReadonlySet<string> = new Set([...SOURCE_NOUNS.keys(), 'he', 'she', 'they', 'we', 'i']);

/** "The trend highlights": what cannot speak makes no claim. */
const cannotSpeak = (view: View, { kind, claim }: Speaker): boolean => kind === 'unnamed' && VERBS.get(low(view, claim.at))?.weak === true && !SPEAKERS.has(low(view, headOf(view, claim.source)));

function attribution(view: View, { kind, entity, claim }: Speaker): Attribution {
  const { cue, source, content, via, rule, confidence } = claim;
  return {
    cue,
    source: { start: startOf(view, source.first), end: endOf(view, source.last - 1), text: textOf(view, source) },
    ...(entity === undefined ? {} : { sourceEntity: entity }),
    sourceKind: kind,
    content: { start: content.start, end: content.end, text: view.doc.text.slice(content.start, content.end) },
    ...(via.length === 0 ? {} : { via: [...via] }),
    direct: content.direct,
    rule: `attribution/${rule}`,
    confidence,
  };
}

/** Who says what: one attribution a claim, in the order of their cues. */
export const attributions: Component = {
  id: 'attributions',
  requires: ['tokens', 'sentences', 'entities', 'dates', 'quotes'],
  assigns: ['attributions'],
  run: (doc: Doc) => {
    const { view, speakers } = claimsOf(doc);
    return { attributions: speakers.filter((speaker) => !cannotSpeak(view, speaker)).map((speaker) => attribution(view, speaker)) };
  },
};

// Further texts without annotation of our own: newswire sentences that a first model tags, kept where a second, foreign annotation finds the same names.
import path from 'node:path';
import { bioSentences, grouped } from './corpora.mjs';

const KNOWN = new Set(['person', 'place', 'organisation']);
const CONFIDENT = 0.7;

const spans = (mentions) => mentions.filter(({ type }) => KNOWN.has(type)).map(({ start, end, type }) => `${start}-${end}-${type}`).sort().join(' ');

/** The foreign annotation takes titles and "the" into names and calls a demonym a place here and there: only what both agree on in full is kept. */
const agrees = (foreign, own) => spans(foreign) === spans(own) && own.every(({ confidence }) => confidence >= CONFIDENT);

const within = (mentions, from, to) => mentions.filter(({ start, end }) => start >= from && end <= to).map((mention) => ({ ...mention, start: mention.start - from, end: mention.end - from }));

/** The sentences of one text where both annotations agree. */
const agreed = ({ text, mentions }, own) => {
  const out = [];
  for (let from = 0; from <= text.length;) {
    const at = text.indexOf('\n', from);
    const to = at < 0 ? text.length : at;
    const mine = within(own, from, to);
    if (agrees(within(mentions, from, to), mine)) out.push({ text: text.slice(from, to), mentions: mine });
    from = to + 1;
  }
  return out;
};

/** Sentences of the foreign corpus with the engine's own mentions. `tag` gives mentions `{start, end, type, confidence}` for a text of some sentences. */
export const silverTexts = (data, tag) => {
  const sentences = bioSentences(path.join(data, 'ner', 'gmb.train.jsonl.gz'));
  const kept = grouped(sentences).flatMap((group) => agreed(group, tag(group.text)));
  return { all: sentences.length, kept: kept.length, texts: grouped(kept) };
};

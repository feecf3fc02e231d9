// Scores persons, places and organisations against token-tagged sets (BIO): exact span and type.
import { newTallies } from './tally.mjs';

const TYPES = { person: 'PER', place: 'LOC', organisation: 'ORG' };
const PUBLISHED = '2000-01-01T00:00:00Z';
const GLUED_LEFT = new Set(['.', ',', ';', ':', '!', '?', ')', ']', '%', "'s", "'", "n't", "'re", "'ve", "'ll", "'m", "'d", '’s', "''"]);
const GLUED_RIGHT = new Set(['(', '[', '$', '``']);

/** A text of the tokens as a reader would see them, with the offsets of each. */
function textOfTokens(tokens, from) {
  let text = '';
  const offsets = tokens.map((token, i) => {
    if (i > 0 && !GLUED_LEFT.has(token) && !GLUED_RIGHT.has(tokens[i - 1])) text += ' ';
    const start = from + text.length;
    text += token;
    return { start, end: from + text.length };
  });
  return { text, offsets };
}

function goldSpans(tags, offsets) {
  const spans = [];
  tags.forEach((tag, i) => {
    const [mark, type] = [tag.slice(0, 1), tag.slice(2)];
    if (mark === 'I' && spans.at(-1)?.type === type && spans.at(-1)?.last === i) spans.splice(-1, 1, { ...spans.at(-1), end: offsets[i].end, last: i + 1 });
    else if (mark !== 'O') spans.push({ start: offsets[i].start, end: offsets[i].end, type, last: i + 1 });
  });
  return spans.filter(({ type }) => Object.values(TYPES).includes(type));
}

/** The sentences of one document as one text; a set without documents gives one text a sentence. */
function documents(sentences) {
  if (new Set(sentences.map(({ doc }) => doc)).size === 1) return sentences.map((sentence) => [sentence]);
  const byDocument = new Map();
  for (const sentence of sentences) byDocument.set(sentence.doc, [...(byDocument.get(sentence.doc) ?? []), sentence]);
  return [...byDocument.values()];
}

function textAndGold(sentences) {
  let text = '';
  const gold = [];
  for (const { tokens, tags } of sentences) {
    const line = textOfTokens(tokens, text.length);
    gold.push(...goldSpans(tags, line.offsets));
    text += `${line.text}\n`;
  }
  return { text, gold };
}

const key = ({ start, end, type }) => `${start}-${end}-${type}`;

export function scoreNames(annotate, sentences) {
  const tallies = newTallies();
  for (const document of documents(sentences)) {
    const { text, gold } = textAndGold(document);
    const found = annotate({ text, published: PUBLISHED }).entities.flatMap(({ type, mentions }) => mentions.map(({ start, end }) => ({ start, end, type: TYPES[type] }))).filter(({ type }) => type);
    tallies.addSets('span+type', new Set(gold.map(key)), new Set(found.map(key)));
    for (const type of Object.values(TYPES)) tallies.addSets(type, new Set(gold.filter((each) => each.type === type).map(key)), new Set(found.filter((each) => each.type === type).map(key)));
  }
  return tallies.scores();
}

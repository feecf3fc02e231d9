import type { Annotations } from '@wiredesk/contracts';
import { spokenFigures } from './attributions/figure-speakers.js';
import { attributions } from './attributions.js';
import { dates } from './dates.js';
import type { Component, Doc, ExtractionInput, Layer } from './doc.js';
import { entities } from './entities.js';
import { figures } from './figures.js';
import { fingerprint } from './fingerprint.js';
import { language } from './language.js';
import { lookups } from './lookups.js';
import { quotes } from './quotes.js';
import { sentences } from './sentences.js';
import { MODEL_VERSION, tags } from './tags.js';
import { tokens } from './tokens.js';

/** Changes whenever the same input may give other annotations. */
export const ENGINE_VERSION = '0.1.0';

/** In the order in which they run. A new component is one file and one entry here. */
export const components: readonly Component[] = [tokens, sentences, language, lookups, tags, entities, dates, figures, quotes, attributions, fingerprint];

/**
 * The list itself, when every component finds what it requires and no layer is assigned twice.
 * @throws Error that names the component and the layer
 */
export const ordered = (list: readonly Component[]): readonly Component[] => {
  const assigned = new Map<Layer, string>();
  for (const component of list) {
    const missing = component.requires.find((layer) => !assigned.has(layer));
    if (missing !== undefined) throw new Error(`component '${component.id}' requires the layer '${missing}', which no component before it assigns`);
    for (const layer of component.assigns) {
      const by = assigned.get(layer);
      if (by !== undefined) throw new Error(`components '${by}' and '${component.id}' both assign the layer '${layer}'`);
      assigned.set(layer, component.id);
    }
  }
  return list;
};

const pipeline = ordered(components);

/** A doc without any layer yet. */
export const createDoc = (input: ExtractionInput): Doc => ({
  input, text: input.text, tokens: [], sentences: [], language: {}, lookups: [], tags: [],
  entities: [], dates: [], figures: [], quotes: [], attributions: [], fingerprint: undefined,
});

/** Runs the components in order, up to and including the one called `until` when it is given. */
export const runPipeline = (input: ExtractionInput, until?: string): Doc => {
  let doc = createDoc(input);
  for (const component of pipeline) {
    doc = { ...doc, ...component.run(doc) };
    if (component.id === until) break;
  }
  return doc;
};

interface Slice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const spansOf = (doc: Doc): readonly Slice[] => [
  ...doc.entities.flatMap((entity) => entity.mentions), ...doc.dates, ...doc.figures, ...doc.quotes,
  ...doc.attributions.flatMap(({ source, content }) => [source, content]),
];

/** @throws Error when an annotation does not slice back to its own text: such an annotation must not leave the engine */
export const assertSlices = (doc: Doc): void => {
  for (const { start, end, text } of spansOf(doc)) {
    if (end <= start || doc.text.slice(start, end) !== text) throw new Error(`annotation [${start}, ${end}) is not '${text}'`);
  }
};

/** All that the engine says about one text: a pure function of the input and {@link ENGINE_VERSION}. */
export const annotate = (input: ExtractionInput): Annotations => {
  const doc = runPipeline(input);
  assertSlices(doc);
  return {
    engine: { version: ENGINE_VERSION, model: MODEL_VERSION },
    language: doc.language,
    entities: [...doc.entities],
    figures: [...spokenFigures(doc.figures, doc.attributions)],
    dates: [...doc.dates],
    attributions: [...doc.attributions],
    quotes: [...doc.quotes],
    ...(doc.fingerprint === undefined ? {} : { fingerprint: doc.fingerprint }),
  };
};

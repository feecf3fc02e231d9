// The engine with another model than its own: tagger, lists and document pass, as they run in the pipeline.
import { mentionsOf } from '../dist/mentions.js';
import { runPipeline } from '../dist/pipeline.js';
import { readModel } from '../dist/tagger/model.js';
import { taggerOf } from '../dist/tagger/tagger.js';

export const readDoc = ({ text }) => runPipeline({ text, published: '2020-01-01T00:00:00Z' }, 'lookups');

/** Mentions `{start, end, type, confidence}` that the engine gives for a text with this model file. */
export const engineWith = (file) => {
  const tag = taggerOf(readModel(file));
  return (text) => {
    const doc = readDoc({ text });
    return mentionsOf({ ...doc, tags: tag(doc) }).map(({ first, last, type, confidence }) => ({ start: doc.tokens[first].start, end: doc.tokens[last - 1].end, type, confidence }));
  };
};

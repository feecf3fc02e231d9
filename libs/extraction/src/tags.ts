import type { Component, Doc } from './doc.js';
import modelFile from './data/model.json' with { type: 'json' };
import { readModel } from './tagger/model.js';
import { taggerOf } from './tagger/tagger.js';

// A JSON module is read once by the loader of the runtime; parsing and inflating 3 MB takes some 40 ms and the engine itself opens no file.
const model = readModel(modelFile);
const tag = taggerOf(model);
// The loader keeps the module for ever; without this also the text of the weights, which are read now.
modelFile.weights = '';

export const MODEL_VERSION = model.version;

/** The model has learnt from English: in a text of another language only the lists speak. */
const isLearnt = ({ detected }: Doc['language']): boolean => detected === undefined || detected === 'en';

/** Names that the statistical tagger sees, with the chance that it gives them. */
export const tags: Component = { id: 'tags', requires: ['tokens', 'language', 'lookups'], assigns: ['tags'], run: (doc) => ({ tags: isLearnt(doc.language) ? tag(doc) : [] }) };

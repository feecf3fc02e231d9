export * from './doc.js';
export { enrichItem } from './enrich-item.js';
export { ENGINE_VERSION, annotate, components, createDoc, runPipeline } from './pipeline.js';
export type { ExplainOptions, GoldStory } from './explain.js';
export { explain, toGold } from './explain.js';

import type { Component } from './doc.js';
import { ENGINE_VERSION, annotate, assertSlices, components, createDoc, ordered, runPipeline } from './pipeline.js';

const component = (id: string, requires: Component['requires'], assigns: Component['assigns']): Component => ({ id, requires, assigns, run: () => ({}) });
const input = { text: 'Kenya sent 20 nurses to Uganda on Monday, the health ministry said.', published: '2025-08-16T09:00:00Z' };

describe('pipeline', () => {
  it('refuses an order in which a component misses what it requires', () => {
    const late = [component('figures', ['tokens'], ['figures']), component('tokens', [], ['tokens'])];
    expect(() => ordered(late)).toThrow("component 'figures' requires the layer 'tokens', which no component before it assigns");
  });

  it('refuses two components that assign one layer', () => {
    expect(() => ordered([component('a', [], ['tokens']), component('b', [], ['tokens'])])).toThrow("components 'a' and 'b' both assign the layer 'tokens'");
  });

  it('assigns every layer of the doc', () => {
    const assigned = new Set(components.flatMap(({ assigns }) => assigns));
    const layers = Object.keys(createDoc(input)).filter((field) => field !== 'input' && field !== 'text');
    expect([...assigned].sort()).toEqual(layers.sort());
  });

  it('stops after the component that is asked for', () => {
    const doc = runPipeline(input, 'tokens');
    expect(doc.tokens.length).toBeGreaterThan(5);
    expect(doc.sentences).toEqual([]);
  });

  it('gives the same bytes for the same input', () => {
    expect(JSON.stringify(annotate(input))).toBe(JSON.stringify(annotate({ ...input })));
  });

  it('says which engine and model spoke', () => {
    expect(annotate(input).engine).toEqual({ version: ENGINE_VERSION, model: expect.stringMatching(/\w/) as string });
  });

  it.each(['Claimed by Kenya but held by Uganda since 1902, the island has no harbour.', 'Calling the ferry an "ark of rust," Harbour Board Director Ada Obi closed the pier.'])('finds no empty claim before the first word: %s', (text) => {
    expect(() => annotate({ ...input, text })).not.toThrow();
  });

  it.each(['', ' ', '\n\n', '"', '😀', 'A', '\ud800', 'a'.repeat(50_000), 'Ab '.repeat(5_000), '('.repeat(5_000)])('annotates an odd text without failing: %#', (text) => {
    expect(annotate({ ...input, text }).entities).toBeInstanceOf(Array);
  });

  it.each([
    ['names without end', Array.from({ length: 1_500 }, (_, at) => `N${at.toString(26).replace(/\d/g, 'q')}a Kb${(at * 7).toString(26).replace(/\d/g, 'z')} said.`).join(' ')],
    ['a list of countries', 'Russia and '.repeat(2_500)],
    ['exclusions', 'excluding Russia, '.repeat(1_500)],
    ['capitals throughout', 'ABCDEF '.repeat(5_000)],
    ['one hyphenated word', 'Ab-'.repeat(30_000)],
    ['full stops', '. '.repeat(50_000)],
    ['opening brackets', '('.repeat(100_000)],
    ['addresses', 'http://'.repeat(5_000)],
    ['a script without spaces', '中'.repeat(100_000)],
  ])('finishes a hostile text: %s', (_, text) => {
    const { entities } = annotate({ ...input, text });
    for (const { mentions } of entities) for (const { start, end, text: own } of mentions) expect(text.slice(start, end)).toBe(own);
  });

  it('lets no annotation out that does not slice back', () => {
    const doc = runPipeline(input);
    const wrong = { ...doc, dates: [{ start: 0, end: 3, text: 'Monday', value: '2025-08-11', confidence: 1, rule: 'test' }] };
    expect(() => assertSlices(doc)).not.toThrow();
    expect(() => assertSlices(wrong)).toThrow("annotation [0, 3) is not 'Monday'");
  });
});

import { anpaCategory, otherFamily } from '../categories.js';
import { objectsOf, wordsOf, type JsonObject } from '../json-source.js';
import { conceptsOf } from './concepts.js';

/** Superdesk's `service` holds ANPA categories by letter. */
function categoriesOf(given: JsonObject): JsonObject[] {
  return objectsOf(given['service']).flatMap((service) => {
    const code = wordsOf(service['code']) ?? '';
    return /^[a-z]$/i.test(code) ? anpaCategory(code) : [];
  });
}

const keywordsOf = (given: JsonObject): JsonObject[] =>
  (Array.isArray(given['keywords']) ? given['keywords'] : []).flatMap((keyword) => (wordsOf(keyword) === undefined ? [] : [{ name: wordsOf(keyword), rel: 'keyword' }]));

/** Subjects keep the publisher's codes; their top level in the other family of IPTC codes is added, and categories and keywords. */
export function subjectsOf(given: JsonObject): JsonObject[] | undefined {
  const own = [...conceptsOf(given['subjects']) ?? [], ...keywordsOf(given), ...categoriesOf(given)];
  const codes = new Set(own.map(({ literal }) => literal));
  const derived = own.flatMap(({ literal }) => otherFamily(typeof literal === 'string' ? literal : '')).filter(({ literal }) => !codes.has(literal) && codes.add(literal) !== undefined);
  return own.length === 0 ? undefined : [...own, ...derived];
}

/** What Superdesk adds to ninjs: authors, source, and the story that this one grew out of. */
export function superdeskFields(given: JsonObject): Record<string, unknown> {
  const authors = objectsOf(given['authors']).flatMap((author) => wordsOf(author['name']) ?? []);
  const source = wordsOf(given['source']);
  const origin = wordsOf(given['evolvedfrom']) ?? wordsOf(given['evolvedFrom']) ?? wordsOf(given['rewrite_of']);
  return {
    by: wordsOf(given['by']) ?? (authors.length === 0 ? undefined : authors.join(', ')),
    infoSources: conceptsOf(given['infoSources']) ?? (source === undefined ? undefined : [{ name: source, role: 'source' }]),
    refersTo: origin === undefined ? undefined : [{ rel: 'evolvedFrom', id: origin }],
  };
}

import { objectsOf, wordsOf, type JsonObject } from '../json-source.js';

export const CONCEPT_LISTS = ['people', 'organisations', 'places', 'subjects', 'events', 'objects', 'genres', 'infoSources'] as const;

const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\S*$/i.test(text);

/** ninjs 1.x names a concept by scheme and code; later versions by one `uri` and the code as `literal`. */
function conceptOf(given: JsonObject): JsonObject {
  const { code, scheme, uri, literal, qcode, ...rest } = given;
  const term = wordsOf(literal) ?? wordsOf(code) ?? wordsOf(qcode);
  const base = wordsOf(scheme);
  const joined = base !== undefined && term !== undefined && isUri(base) && /[/#:]$/.test(base) ? base + term : undefined;
  return { ...rest, ...(base !== undefined && joined === undefined ? { scheme: base } : {}), literal: term, uri: wordsOf(uri) ?? joined };
}

/** One list of concepts; a bare string is the name of one. */
export function conceptsOf(value: unknown): JsonObject[] | undefined {
  const named = (Array.isArray(value) ? value : [value]).flatMap((entry) => (wordsOf(entry) === undefined ? [] : [{ name: wordsOf(entry) }]));
  const concepts = [...objectsOf(value).map(conceptOf), ...named].map(withText);
  return concepts.length === 0 ? undefined : concepts;
}

/** `name` and the other standard properties are strings or absent; the rest is the publisher's own. */
function withText(concept: JsonObject): JsonObject {
  const texts = Object.fromEntries(['name', 'rel', 'role', 'uri', 'literal'].map((key) => [key, wordsOf(concept[key])]));
  return { ...concept, ...texts };
}

/** `altIds`: an array of role and value, or, in ninjs 1.x, an object from role to value. */
export function altIdsOf(value: unknown): JsonObject[] | undefined {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? objectsOf(value).map((entry) => [entry['role'] ?? 'altId', entry['value'] ?? entry['id']])
    : objectsOf(value).flatMap((entry) => Object.entries(entry));
  const ids = pairs.flatMap(([role, id]) => {
    const [name, text] = [wordsOf(role), wordsOf(id)];
    return name === undefined || text === undefined ? [] : [{ role: name, value: text }];
  });
  return ids.length === 0 ? undefined : ids;
}

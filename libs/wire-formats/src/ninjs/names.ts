import { isObject, type JsonObject } from '../json-source.js';

/**
 * ninjs 3.1 spelling of every property that 1.x and 2.x spell otherwise, by its lower-case name. Publishers mix the spellings,
 * so every property is looked up this way. Source: the ninjs schemas 1.4, 2.1 and 3.1.
 */
const SPELLING: Readonly<Record<string, string>> = Object.fromEntries([
  ...['firstCreated', 'versionCreated', 'contentCreated', 'contentModified', 'embargoedUntil', 'pubStatus', 'copyrightHolder', 'copyrightNotice', 'usageTerms',
    'edNote', 'infoSources', 'altIds', 'trustIndicators', 'rightsInfo', 'representationType', 'contentType', 'charCount', 'wordCount', 'contactInfo',
    'geoJSON', 'plannedCoverage', 'eventDetails', 'symbolType', 'digitalSourceType', 'sizeInBytes', 'aspectRatio', 'videoCodec', 'frameRate']
    .map((name) => [name.toLowerCase(), name]),
  ['person', 'people'], ['organisation', 'organisations'], ['organization', 'organisations'], ['organizations', 'organisations'],
  ['place', 'places'], ['subject', 'subjects'], ['event', 'events'], ['object', 'objects'], ['genre', 'genres'], ['infosource', 'infoSources'],
  ['trustindicator', 'trustIndicators'], ['byline', 'by'], ['embargoed', 'embargoedUntil'], ['embargo', 'embargoedUntil'], ['embargo_date', 'embargoedUntil'], ['mimetype', 'contentType'], ['$standard', 'standard'],
]);

/** Properties whose values keep the publisher's own keys. */
const OPAQUE = new Set(['geoJSON', 'standard', 'extra', 'poi']);

const spell = (name: string): string => SPELLING[name.toLowerCase()] ?? name;

/** The same object in the spelling of ninjs 3.1, all the way down. When two spellings meet, the first that says anything stays. */
export function respell(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(respell);
  if (!isObject(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const name = spell(key);
    if (out[name] === undefined || out[name] === null) out[name] = OPAQUE.has(name) ? entry : respell(entry);
  }
  return out;
}

/** ninjs 1.x has objects by name where later versions have arrays: `associations`, `renditions`. */
export function namedList(value: unknown): JsonObject[] | undefined {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return undefined;
  return Object.entries(value).flatMap(([name, entry]) => (isObject(entry) ? [{ name, ...entry }] : []));
}

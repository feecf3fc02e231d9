import type { WireItem } from '@wiredesk/contracts';
import { objectsOf, stringOf, type JsonObject } from '../json-source.js';

/** The properties of each part of ninjs 3.1 that we write. The standard allows no others. */
const CONCEPTS: Readonly<Record<string, readonly string[]>> = {
  people: ['name', 'rel', 'uri', 'literal'],
  organisations: ['name', 'rel', 'uri', 'literal'],
  places: ['name', 'rel', 'uri', 'literal'],
  subjects: ['name', 'rel', 'uri', 'literal', 'creator', 'relevance', 'confidence'],
  events: ['name', 'rel', 'uri', 'literal', 'id'],
  objects: ['name', 'rel', 'uri', 'literal'],
  genres: ['name', 'uri', 'literal'],
  infoSources: ['name', 'role', 'uri', 'literal'],
  altIds: ['role', 'value'],
};
const STRINGS = ['uri', 'profile', 'version', 'firstCreated', 'versionCreated', 'contentCreated', 'embargoedUntil', 'expires', 'pubStatus', 'copyrightHolder', 'copyrightNotice',
  'usageTerms', 'language', 'title', 'by', 'slugline', 'located'];
const TYPES = new Set(['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning']);
const INTEGERS = new Set(['relevance', 'confidence']);
const STANDARD = { name: 'ninjs', version: '3.1', schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' };

/** RFC 3986 wants a scheme; what has none is no URI. Blanks and brackets would not pass either. */
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`[\]]+$/i.test(text) && !/%(?![0-9a-f]{2})/i.test(text);

function allowed(key: string, value: unknown): unknown {
  if (INTEGERS.has(key)) return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100 ? value : undefined;
  const text = stringOf(value);
  return text === undefined || (key === 'uri' && !isUri(text)) ? undefined : text;
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  const pairs = keys.map((key) => [key, allowed(key, object[key])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

function listsOf(item: JsonObject): Record<string, unknown> {
  const lists = Object.entries(CONCEPTS).map(([name, keys]) => [name, objectsOf(item[name]).filter((entry) => entry['derivedFrom'] === undefined).map((entry) => pick(entry, keys)).filter((entry) => Object.keys(entry).length > 0)] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

function textLists(item: JsonObject): Record<string, unknown> {
  const lists = ['headlines', 'descriptions', 'bodies'].map((name) => [name, objectsOf(item[name]).filter((part) => typeof part['value'] === 'string').map((part) => pick(part, ['role', 'contentType', 'value']))] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

/**
 * An item as ninjs 3.1, valid against its schema: our own fields and codes and the publisher's private ones stay behind, so do editorial
 * notes, which are not public. A uri that is none becomes a `urn:`.
 */
export function ninjsOf(item: WireItem): JsonObject {
  const given: JsonObject = item;
  const strings = Object.fromEntries(STRINGS.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])));
  const type = typeof given['type'] === 'string' && TYPES.has(given['type']) ? { type: given['type'] } : {};
  const urgency = typeof given['urgency'] === 'number' ? { urgency: given['urgency'] } : {};
  const uri = isUri(item.uri) ? item.uri : `urn:wiredesk:item:${encodeURIComponent(item.uri.toWellFormed())}`;
  return { ...strings, ...type, ...urgency, uri, ...listsOf(given), ...textLists(given), standard: STANDARD };
}

import { decodeJson, type Rejection } from '@wiredesk/contracts';
import type { WireSource } from './wire-format.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonSource = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly rejection: Rejection };

/** A wrapper has few properties; what has more is none. */
const MOST_KEYS = 100;
const read = new WeakMap<WireSource, JsonSource>();
const encoder = new TextEncoder();

export const isObject = (value: unknown): value is JsonObject => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Why these bytes should be JSON: their media type, or how they begin. Prose may begin with a bracket, so more than that counts. */
export function looksLikeJson(source: WireSource): string | undefined {
  if (/^[a-z-]+\/(?:[\w.+-]+\+)?json\b/i.test(source.context.contentType?.trim() ?? '')) return 'content type is JSON';
  return /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{[\]]|$))/.test(source.text.slice(0, 2000)) ? 'begins like JSON' : undefined;
}

/** The engine names the place in its message; characters before it are turned into bytes. */
function offsetIn(text: string, message: string): number | undefined {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return encoder.encode(text.slice(0, Number(position))).length;
  return /end of JSON input|Unterminated/i.test(message) ? encoder.encode(text).length : undefined;
}

/** The value of a JSON source, parsed once however many formats ask. */
export function jsonOf(source: WireSource): JsonSource {
  const known = read.get(source);
  if (known !== undefined) return known;
  const json = decodeJson(source.charset.used === 'utf-8' && !source.charset.repaired ? source.bytes : encoder.encode(source.text));
  const result: JsonSource = json.ok ? { ok: true, value: json.value } : { ok: false, rejection: rejectionOf(source.text, json) };
  read.set(source, result);
  return result;
}

function rejectionOf(text: string, failed: Extract<ReturnType<typeof decodeJson>, { ok: false }>): Rejection {
  const code = failed.code === 'undecodable' ? 'malformed' : failed.code;
  const offset = failed.offset ?? offsetIn(text, failed.message);
  const hint = code === 'malformed' ? 'send well-formed JSON; plain text does not begin like JSON' : 'remove what is named, or send the item in another format';
  return { code, message: failed.message.slice(0, 300), rule: 'json', hint, ...(failed.pointer === undefined ? {} : { pointer: failed.pointer }), ...(offset === undefined ? {} : { offset }) };
}

const ITEM_LISTS = new Set(['items', 'item', '_items', 'results', 'data', 'news', 'entries', 'docs', 'articles', 'stories']);

/** Where a wrapper holds its items: under a usual name, or wherever something is that looks like one. */
function listIn(wrapper: JsonObject, isItem: (object: JsonObject) => boolean): string | undefined {
  const holds = (value: unknown): boolean => [value].flat().some((entry) => isObject(entry) && isItem(entry));
  const keys = Object.keys(wrapper).slice(0, MOST_KEYS);
  return keys.find((key) => holds(wrapper[key])) ?? keys.find((key) => ITEM_LISTS.has(key) && Array.isArray(wrapper[key]));
}

/** The entries of a JSON source: the object itself, the objects of an array, or what a wrapper holds. */
export function entriesOf(value: unknown, isItem: (object: JsonObject) => boolean): { pointer: string; entry: unknown }[] {
  if (Array.isArray(value)) return value.map((entry, i) => ({ pointer: `/${i}`, entry: entry as unknown }));
  if (!isObject(value) || isItem(value)) return [{ pointer: '', entry: value }];
  const list = listIn(value, isItem);
  if (list === undefined) return [{ pointer: '', entry: value }];
  const held = value[list];
  return Array.isArray(held) ? held.map((entry, i) => ({ pointer: `/${list}/${i}`, entry: entry as unknown })) : [{ pointer: `/${list}`, entry: held }];
}

/** A string of an object: numbers count, everything else does not. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A string with something in it, trimmed. */
export function wordsOf(value: unknown): string | undefined {
  const text = stringOf(value)?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** The objects of an array; a single object counts as an array of one. */
export function objectsOf(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The JSON of one entry of several, as its own bytes. */
export const bytesOf = (entry: unknown): Uint8Array => encoder.encode(JSON.stringify(entry));

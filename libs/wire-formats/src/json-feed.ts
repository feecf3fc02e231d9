import { readEntries } from './entries.js';
import { itemOfEntry } from './feeds/entry.js';
import { bytesOf, isObject, jsonOf, looksLikeJson, objectsOf, wordsOf, type JsonObject } from './json-source.js';
import { invalidField, rejected } from './rejects.js';
import { oneLine } from './text.js';
import type { WireContext, WireEntry, WireFormat, WireResult, WireSource } from './wire-format.js';

const RULE = 'json-feed';
const VERSION = /^https?:\/\/jsonfeed\.org\/version\//;

/** Version 1 has one `author`, 1.1 has `authors`; the entry's own come first. */
function authorsOf(entry: JsonObject, feed: JsonObject): string[] {
  for (const holder of [entry, feed]) {
    const names = [...objectsOf(holder['authors']), ...objectsOf(holder['author'])].flatMap((author) => wordsOf(author['name']) ?? []);
    if (names.length > 0) return [...new Set(names)];
  }
  return [];
}

function tagsOf(entry: JsonObject): { name: string; rel: string }[] | undefined {
  const tags = Array.isArray(entry['tags']) ? entry['tags'].flatMap((tag) => wordsOf(tag) ?? []) : [];
  return tags.length === 0 ? undefined : tags.map((name) => ({ name, rel: 'about' }));
}

function read(entry: JsonObject, feed: JsonObject, context: WireContext): WireEntry['item'] | undefined {
  const title = oneLine(wordsOf(entry['title']) ?? '') || undefined;
  const source = wordsOf(feed['title']);
  return itemOfEntry({
    format: RULE,
    id: wordsOf(entry['id']),
    link: wordsOf(entry['url']) ?? wordsOf(entry['external_url']),
    title,
    html: wordsOf(entry['content_html']),
    plain: wordsOf(entry['content_text']),
    summary: wordsOf(entry['summary']),
    published: wordsOf(entry['date_published']),
    updated: wordsOf(entry['date_modified']),
    authors: authorsOf(entry, feed),
    language: wordsOf(entry['language']) ?? wordsOf(feed['language']),
    fields: { subjects: tagsOf(entry), infoSources: source === undefined ? undefined : [{ name: source, role: 'feed' }] },
  }, context);
}

function parse(source: WireSource): WireResult {
  const json = jsonOf(source);
  if (!json.ok) return rejected(json.rejection);
  const feed = isObject(json.value) ? json.value : {};
  if (!Array.isArray(feed['items'])) return rejected(invalidField('/items', 'the feed has no items', 'JSON Feed wants an array `items`'));
  return readEntries(feed['items'] as unknown[], {
    read: (entry, i) => {
      const item = isObject(entry) ? read(entry, feed, source.context) : undefined;
      if (item !== undefined) return { item };
      return { rejection: invalidField(`/items/${i}`, 'an item without words and address', 'an item needs `content_html`, `content_text` or `title`') };
    },
    bytes: (entry) => bytesOf({ ...feed, items: [entry] }),
  });
}

function recognise(source: WireSource): string | undefined {
  if (looksLikeJson(source) === undefined || !source.text.includes('jsonfeed.org/version/')) return undefined;
  const json = jsonOf(source);
  return json.ok && isObject(json.value) && VERSION.test(wordsOf(json.value['version']) ?? '') ? 'JSON with a version of jsonfeed.org' : undefined;
}

/** JSON Feed 1 and 1.1. */
export const jsonFeed: WireFormat = { id: RULE, recognise, parse };

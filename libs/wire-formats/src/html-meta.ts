import { decodeJson } from '@wiredesk/contracts';
import { isObject, objectsOf, wordsOf, type JsonObject } from './json-source.js';
import { oneLine } from './text.js';
import { attributeOf, descendantsOf, rawTextOf, type XmlElement } from './xml/tree.js';

/** What a page says of itself: its own metadata, Open Graph, or schema.org in JSON-LD. Times are as written. */
export interface PageMeta {
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  readonly author?: string | undefined;
  readonly description?: string | undefined;
  readonly site?: string | undefined;
  readonly language?: string | undefined;
}

const ARTICLE = /(?:Article|BlogPosting|Report)$/;

/** The first schema.org article in the page's JSON-LD. */
function linkedData(root: XmlElement): JsonObject {
  for (const script of descendantsOf(root, 'script')) {
    if (attributeOf(script, 'type')?.toLowerCase() !== 'application/ld+json') continue;
    const json = decodeJson(new TextEncoder().encode(rawTextOf(script)));
    const candidates = json.ok ? objectsOf(json.value).flatMap((object) => [object, ...objectsOf(object['@graph'])]) : [];
    const found = candidates.find((object) => [object['@type']].flat().some((type) => ARTICLE.test(wordsOf(type) ?? '')));
    if (found !== undefined) return found;
  }
  return {};
}

function nameIn(value: unknown): string | undefined {
  const names = (Array.isArray(value) ? value : [value]).flatMap((entry) => (isObject(entry) ? wordsOf(entry['name']) : wordsOf(entry)) ?? []);
  return names.length === 0 ? undefined : names.join(', ');
}

/** Content of `<meta>` by name or property, the first of each. */
function metaContents(root: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const element of descendantsOf(root, 'meta')) {
    const name = (attributeOf(element, 'property') ?? attributeOf(element, 'name') ?? '').toLowerCase();
    const content = oneLine(attributeOf(element, 'content') ?? '');
    if (name !== '' && content !== '' && !found.has(name)) found.set(name, content);
  }
  return found;
}

const titleElement = (root: XmlElement): string | undefined => {
  const [title] = descendantsOf(root, 'title');
  return title === undefined ? undefined : oneLine(rawTextOf(title)) || undefined;
};

export function htmlMeta(root: XmlElement): PageMeta {
  const meta = metaContents(root);
  const data = linkedData(root);
  const first = (...names: string[]): string | undefined => names.map((name) => meta.get(name)).find((value) => value !== undefined);
  const canonical = descendantsOf(root, 'link').find((link) => attributeOf(link, 'rel')?.toLowerCase() === 'canonical');
  const [page] = descendantsOf(root, 'html');
  return {
    title: wordsOf(data['headline']) ?? first('og:title', 'title') ?? titleElement(root),
    url: attributeOf(canonical, 'href') ?? first('og:url'),
    published: wordsOf(data['datePublished']) ?? first('article:published_time', 'date', 'dc.date', 'pubdate'),
    modified: wordsOf(data['dateModified']) ?? first('article:modified_time', 'og:updated_time', 'last-modified'),
    author: nameIn(data['author']) ?? first('author', 'dc.creator'),
    description: first('description', 'og:description'),
    site: first('og:site_name') ?? nameIn(data['publisher']),
    language: attributeOf(page, 'lang') ?? first('og:locale'),
  };
}

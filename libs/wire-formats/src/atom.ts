import { itemOfEntry } from './feeds/entry.js';
import { baseOf, coreChildren, firstWords, memo, resolved } from './feeds/xml-fields.js';
import { htmlToText } from './html-text.js';
import { oneLine } from './text.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { attributeOf, childrenOf, isElement, languageOf, rawTextOf, type XmlElement } from './xml/tree.js';
import { visibleTextOf } from './xml/visible-text.js';
import type { WireFormat } from './wire-format.js';

const RULE = 'atom';

/** A text construct (RFC 4287 section 3.1): plain, escaped HTML, or XHTML as elements. */
interface Content {
  readonly html?: string;
  readonly plain?: string;
}

function contentOf(element: XmlElement | undefined): Content {
  if (element === undefined) return {};
  const type = attributeOf(element, 'type')?.toLowerCase() ?? 'text';
  if (element.children.some(isElement)) return { plain: visibleTextOf(element).text };
  const words = rawTextOf(element).trim();
  if (words === '') return {};
  // Atom 0.3 and careless feeds leave the type out and send markup.
  return type.includes('html') || (type !== 'text' && /<\/?(?:p|br|div|a)\b/i.test(words)) ? { html: words } : { plain: words };
}

const textOf = (content: Content): string | undefined => (content.html === undefined ? content.plain : htmlToText(content.html)) || undefined;

function linkOf({ element, root }: XmlItem): string | undefined {
  const links = coreChildren(element, 'link', root);
  const best = links.find((link) => (attributeOf(link, 'rel') ?? 'alternate') === 'alternate') ?? links.find((link) => attributeOf(link, 'rel') === 'self');
  return resolved(attributeOf(best, 'href'), baseOf(best, element, root));
}

/** What the feed says for all its entries. */
const feedOf = memo((root: XmlElement) => ({
  authors: coreChildren(root, 'author', root),
  title: firstWords(coreChildren(root, 'title', root)),
  rights: firstWords(coreChildren(root, 'rights', root)),
}));

function authorsOf({ element, root }: XmlItem): string[] {
  const own = coreChildren(element, 'author', root);
  const authors = own.length > 0 ? own : feedOf(root).authors;
  return authors.map((author) => oneLine(firstWords(childrenOf(author, 'name')) ?? '')).filter((name) => name !== '');
}

function subjectsOf({ element, root }: XmlItem): Record<string, unknown>[] | undefined {
  const found = coreChildren(element, 'category', root).flatMap((category) => {
    const term = attributeOf(category, 'term');
    const name = attributeOf(category, 'label') ?? term;
    return name === undefined || name === '' ? [] : [{ name, rel: 'about', literal: term, scheme: attributeOf(category, 'scheme') }];
  });
  return found.length === 0 ? undefined : found;
}

function read(item: XmlItem): Outcome {
  const { element, root, source } = item;
  const one = (name: string): XmlElement | undefined => coreChildren(element, name, root)[0];
  const content = contentOf(one('content'));
  const summary = contentOf(one('summary'));
  const body = content.html === undefined && content.plain === undefined ? summary : content;
  const origin = firstWords(coreChildren(coreChildren(element, 'source', root)[0], 'title', root)) ?? feedOf(root).title;
  const found = itemOfEntry({
    format: RULE,
    id: firstWords(coreChildren(element, 'id', root)),
    link: linkOf(item),
    title: oneLine(textOf(contentOf(one('title'))) ?? '') || undefined,
    ...body,
    summary: body === summary ? undefined : textOf(summary),
    published: firstWords([...coreChildren(element, 'published', root), ...coreChildren(element, 'issued', root), ...coreChildren(element, 'created', root)]),
    updated: firstWords([...coreChildren(element, 'updated', root), ...coreChildren(element, 'modified', root)]),
    authors: authorsOf(item),
    language: languageOf(element) ?? languageOf(root),
    fields: {
      subjects: subjectsOf(item),
      copyrightNotice: firstWords(coreChildren(element, 'rights', root)) ?? feedOf(root).rights,
      infoSources: origin === undefined ? undefined : [{ name: oneLine(origin), role: 'feed' }],
    },
  }, source.context);
  if (found !== undefined) return { item: found };
  return { rejection: { code: 'invalid-item', message: 'an entry without title, text and link', pointer: '/entry/title', rule: RULE, hint: 'an entry needs a title or content' } };
}

function recognise({ text }: { text: string }): string | undefined {
  const root = rootNameOf(text);
  if (root === undefined) return undefined;
  if (root.name === 'feed') return 'root element feed';
  return root.name === 'entry' && /Atom|purl\.org\/atom/.test(root.head) ? 'root element entry of Atom' : undefined;
}

/** Atom 1.0 and 0.3. */
export const atom: WireFormat = { id: 'atom', recognise, parse: (source) => readItems(source, { rule: RULE, names: ['entry'], read }) };

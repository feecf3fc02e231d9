import { itemOfEntry, looksVolatile } from './feeds/entry.js';
import { baseOf, coreChildren, extensionChildren, firstWords, isCdata, memo, resolved } from './feeds/xml-fields.js';
import { htmlToText } from './html-text.js';
import { oneLine } from './text.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { attributeOf, childrenOf, rawTextOf, type XmlElement } from './xml/tree.js';
import type { WireFormat } from './wire-format.js';

const RULE = 'rss';

/** A title is text; inside a CDATA section it is what a web page shows, so that its references are still to be decoded. */
function titleOf(item: XmlItem): string | undefined {
  const [element] = coreChildren(item.element, 'title', item.root);
  const words = element === undefined ? '' : rawTextOf(element);
  const title = oneLine(isCdata(element, item) ? htmlToText(words) : words);
  return title === '' ? undefined : title;
}

/** `<category>` and Dublin Core subjects. */
function subjectsOf({ element, root }: XmlItem): { name: string; literal?: string }[] | undefined {
  const found = [...coreChildren(element, 'category', root), ...extensionChildren(element, 'subject', root)].flatMap((category) => {
    const name = oneLine(rawTextOf(category));
    const domain = attributeOf(category, 'domain');
    return name === '' ? [] : [{ name, rel: 'about', ...(domain === undefined ? {} : { scheme: domain }) }];
  });
  return found.length === 0 ? undefined : found;
}

/** `name@example.org (Ada Writer)` is how RSS 2.0 writes an author. */
const personIn = (written: string): string => /\(([^()]+)\)\s*$/.exec(written)?.[1] ?? written;

function authorsOf({ element, root }: XmlItem): string[] {
  const creators = extensionChildren(element, 'creator', root).map((creator) => oneLine(rawTextOf(creator)));
  const authors = coreChildren(element, 'author', root).map((author) => oneLine(personIn(rawTextOf(author))));
  return [...new Set(creators.some((name) => name !== '') ? creators : authors)].filter((name) => name !== '');
}

/** What the channel says for all its items; looked up once, because a channel may have thousands of children. */
const channelOf = memo((root: XmlElement) => {
  const channel = root.name === 'channel' ? root : childrenOf(root, 'channel')[0];
  return {
    base: baseOf(channel, root),
    title: firstWords(coreChildren(channel, 'title', root)),
    copyright: firstWords(coreChildren(channel, 'copyright', root)),
    language: firstWords(childrenOf(channel, 'language')),
  };
});

function linkOf({ element, root }: XmlItem): string | undefined {
  const written = firstWords(coreChildren(element, 'link', root)) ?? coreChildren(element, 'link', root).map((link) => attributeOf(link, 'href')).find(Boolean);
  const [guid] = coreChildren(element, 'guid', root);
  const permanent = guid !== undefined && attributeOf(guid, 'isPermaLink')?.toLowerCase() !== 'false' && /^https?:/i.test(rawTextOf(guid).trim());
  return resolved(written, baseOf(element) ?? channelOf(root).base) ?? (permanent ? rawTextOf(guid).trim() : undefined);
}

function fieldsOf(item: XmlItem): Record<string, unknown> {
  const { element, root } = item;
  const channel = channelOf(root);
  const source = firstWords(coreChildren(element, 'source', root)) ?? channel.title;
  return {
    subjects: subjectsOf(item),
    copyrightNotice: firstWords(extensionChildren(element, 'rights', root)) ?? channel.copyright,
    infoSources: source === undefined ? undefined : [{ name: oneLine(source), role: 'feed' }],
  };
}

function read(item: XmlItem): Outcome {
  const { element, root, source } = item;
  const guid = firstWords(coreChildren(element, 'guid', root)) ?? element.attributes.find(({ name }) => name === 'about')?.value;
  const encoded = firstWords(extensionChildren(element, 'encoded', root));
  const description = firstWords(coreChildren(element, 'description', root));
  const found = itemOfEntry({
    format: RULE,
    id: guid,
    idIsVolatile: guid !== undefined && looksVolatile(guid),
    link: linkOf(item),
    title: titleOf(item),
    html: encoded ?? description,
    summary: encoded === undefined ? undefined : description,
    published: firstWords(coreChildren(element, 'pubDate', root)) ?? firstWords(extensionChildren(element, 'date', root)) ?? firstWords(coreChildren(element, 'pubdate', root)),
    updated: firstWords(childrenOf(element, 'updated')) ?? firstWords(extensionChildren(element, 'modified', root)),
    authors: authorsOf(item),
    language: firstWords(extensionChildren(element, 'language', root)) ?? channelOf(root).language,
    fields: fieldsOf(item),
  }, source.context);
  if (found !== undefined) return { item: found };
  return { rejection: { code: 'invalid-item', message: 'an item without title, text and link', pointer: '/item/title', rule: RULE, hint: 'an item needs a title or a description' } };
}

function recognise({ text }: { text: string }): string | undefined {
  const root = rootNameOf(text);
  if (root === undefined) return undefined;
  const name = root.name.toLowerCase();
  if (name === 'rss' || name === 'channel') return `root element ${root.name}`;
  return name === 'rdf' && /purl\.org\/(?:rss|net\/rss)|netscape\.com\/rdf/.test(root.head) ? 'root element RDF with RSS 1.0' : undefined;
}

/** RSS 0.9x, 1.0 and 2.0. */
export const rss: WireFormat = { id: 'rss', recognise, parse: (source) => readItems(source, { rule: RULE, names: ['item'], read }) };

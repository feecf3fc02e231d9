import { htmlMeta, type PageMeta } from './html-meta.js';
import { canonicalUrl, storyNameOf, urnOf, wordsName } from './identity.js';
import { itemOf } from './item-draft.js';
import { emptyBody, rejected } from './rejects.js';
import { firstLine } from './text.js';
import { readHtml } from './xml/html-tree.js';
import { rootNameOf } from './xml/root-name.js';
import { descendantsOf, type XmlElement } from './xml/tree.js';
import { visibleTextOf } from './xml/visible-text.js';
import { rejectionsFor } from './xml/xml-fault.js';
import type { WireContext, WireFormat, WireResult, WireSource } from './wire-format.js';

const RULE = 'html';
/** What stands around a story on a page. */
const FURNITURE = ['nav', 'footer', 'aside', 'form', 'button', 'dialog'];
const TAGS = new Set(('html head body article section main div p span h1 h2 h3 h4 h5 h6 ul ol table blockquote pre a b i em strong br hr img figure header meta title').split(' '));

/** The part of a page that is the story: its only article, else main, else everything. */
function storyOf(root: XmlElement): XmlElement {
  const articles = descendantsOf(root, 'article');
  const [main] = descendantsOf(root, 'main');
  const [body] = descendantsOf(root, 'body');
  return (articles.length === 1 ? articles[0] : undefined) ?? main ?? body ?? root;
}

/** The text of the story without furniture and without the heading that is its headline. */
function textOf(root: XmlElement): { text: string; heading?: string } {
  const story = storyOf(root);
  const [h1] = descendantsOf(root, 'h1');
  const heading = h1 === undefined ? '' : visibleTextOf(h1).text;
  const furniture = descendantsOf(story, ...FURNITURE);
  const { text } = visibleTextOf(story, { without: new Set([...furniture, ...(h1 === undefined || heading === '' ? [] : [h1])]) });
  return { text: text === '' ? heading : text, ...(heading === '' ? {} : { heading }) };
}

/** What the page calls itself; else what the transport was given; else its words. */
function namesOf(meta: PageMeta, text: string, context: WireContext): { uri: string; storyName: string } {
  const url = meta.url === undefined ? undefined : canonicalUrl(meta.url);
  const uri = url ?? context.given?.uri;
  if (uri !== undefined) return { uri, storyName: url ?? storyNameOf(uri, context.feed) };
  const name = wordsName(context.feed, text);
  return { uri: urnOf(RULE, name), storyName: name };
}

function fieldsOf(source: WireSource, meta: PageMeta, words: { text: string; title: string | undefined }): Record<string, unknown> {
  const { text, title } = words;
  return {
    type: 'text',
    title,
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    descriptions: meta.description === undefined ? undefined : [{ role: 'summary', contentType: 'text/plain', value: meta.description }],
    bodies: [{ role: 'text', contentType: 'text/plain', value: text }, { role: 'html', contentType: 'text/html', value: source.text }],
    by: meta.author,
    infoSources: meta.site === undefined ? undefined : [{ name: meta.site, role: 'publication' }],
    ...(meta.language === undefined ? {} : { language: meta.language }),
  };
}

function parse(source: WireSource): WireResult {
  const reading = readHtml(source.text);
  if ('fault' in reading) return rejected(rejectionsFor(source.text, RULE)(reading.fault));
  const meta = htmlMeta(reading.root);
  const { text, heading } = textOf(reading.root);
  if (text.trim() === '') return rejected(emptyBody('the page shows no text'));
  const { given = {} } = source.context;
  const title = meta.title ?? heading ?? given.title ?? firstLine(text);
  const item = itemOf({
    ...namesOf(meta, text, source.context),
    text,
    version: given.version,
    versionCreated: meta.modified ?? meta.published ?? given.versionCreated,
    fields: fieldsOf(source, meta, { text, title }),
  }, source.context);
  return { items: [{ entry: 1, item }], rejects: [] };
}

function recognise({ text, context }: WireSource): string | undefined {
  const name = rootNameOf(text)?.name.toLowerCase();
  if (name === 'html') return 'root element html';
  if (name !== undefined && TAGS.has(name)) return `begins with the HTML element ${name}`;
  const declared = /^(?:text\/html|application\/xhtml\+xml)\b/i.test(context.contentType?.trim() ?? '');
  return declared && /<[a-z][a-z0-9]*[\s/>]/i.test(text.slice(0, 20_000)) ? 'content type is HTML' : undefined;
}

/** HTML: a page or a piece of one. */
export const html: WireFormat = { id: RULE, recognise, parse };

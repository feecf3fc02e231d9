import { textOfBody, textOfContent, type BodyText } from '../xml/body-text.js';
import { compactStrings } from '../xml/lists.js';
import { hasNotes, nitfBodyOf, storyMarkup } from '../xml/nitf-body.js';
import { attributeOf, childAt, childrenOf, descendantsOf, isElement, rawTextOf, type XmlElement } from '../xml/tree.js';
import { textOfXhtml, xhtmlBodyIn, xhtmlMarkup } from '../xml/xhtml-body.js';
import { formalName } from './management.js';

/** One content item with the components that it stands in, outermost first. */
interface Placed {
  readonly content: XmlElement;
  readonly chain: readonly XmlElement[];
}

export interface NewsMl1Content extends BodyText {
  readonly bodies: readonly { role: string; contentType: string; value: string }[];
  /** The components that the text stands in, outermost first: their metadata is the item's. */
  readonly chain: readonly XmlElement[];
  /** Pictures and other files, with the caption of the component that they stand in. */
  readonly associations: readonly Readonly<Record<string, string>>[];
  readonly headline?: string | undefined;
  readonly byline?: string | undefined;
  readonly dateline?: string | undefined;
  /** What the content says to editors and not to readers. */
  readonly notes?: string | undefined;
}

function placedIn(component: XmlElement, above: readonly XmlElement[]): Placed[] {
  const chain = [...above, component];
  return childrenOf(component).flatMap((child) => {
    if (child.name === 'ContentItem') return [{ content: child, chain }];
    return child.name === 'NewsComponent' ? placedIn(child, chain) : [];
  });
}

const roleOf = (component: XmlElement | undefined): string => (attributeOf(childAt(component, 'Role'), 'FormalName') ?? '').trim();

const dataOf = (content: XmlElement): XmlElement | undefined => childAt(content, 'DataContent') ?? childAt(content, 'Encoding', 'DataContent');

const labelOf = (content: XmlElement): string => [childAt(content, 'MimeType'), childAt(content, 'Format'), childAt(content, 'MediaType')].map((element) => formalName(element) ?? '').join(' ').trim();

/** The media type, as it is written or as the name of the format has it. */
function typeOf(content: XmlElement): string {
  const label = labelOf(content);
  if (dataOf(content)?.children.some(isElement) !== true && !/html/i.test(label)) return 'text/plain';
  const mime = /\b[a-z]+\/[\w.+-]+/i.exec(label)?.[0];
  if (mime !== undefined) return mime;
  if (/nitf/i.test(label)) return 'application/nitf+xml';
  return /html/i.test(label) ? 'text/html' : 'text/plain';
}

/** A component for the main text comes before any other, a caption or a summary after it. */
function rankOf({ content, chain }: Placed): number {
  const roles = chain.map(roleOf).join(' ');
  if (/caption|l[ée]gende|summary|abstract|preview|thumbnail|quicklook|keyword/i.test(roles)) return 3;
  if (/photo|picture|image|graphic|video|audio|logo/i.test(`${formalName(childAt(content, 'MediaType')) ?? ''} ${roles}`)) return 4;
  return /\bmain\b|principal/i.test(roles) ? 0 : 1;
}

interface ReadContent extends BodyText {
  readonly headline?: string | undefined;
  readonly byline?: string | undefined;
  readonly dateline?: string | undefined;
  /** What the content says to editors and not to readers. */
  readonly notes?: string | undefined;
}

function readData(data: XmlElement, type: string): ReadContent {
  const nitf = childAt(data, 'nitf') ?? (descendantsOf(data, 'body.content').length > 0 ? data : undefined);
  if (nitf !== undefined) {
    const body = nitfBodyOf(nitf);
    return { ...textOfBody(body.content), headline: body.headlines[0]?.value, byline: body.byline, dateline: body.dateline };
  }
  const html = xhtmlBodyIn(data);
  return html === undefined ? textOfContent(data, /html/i.test(type)) : textOfXhtml(html);
}

/** What the markup of some data is in the file, without notes that are not for the public; characters are given with their references resolved. */
function valueOf(data: XmlElement, file: string): string {
  const nitf = childAt(data, 'nitf');
  if (nitf !== undefined && hasNotes(nitf)) return storyMarkup(nitfBodyOf(nitf).content, file);
  const inner = data.children.filter(isElement);
  const [first, last] = [inner[0], inner.at(-1)];
  return first === undefined || last === undefined ? rawTextOf(data).trim() : xhtmlMarkup(first, last, file);
}

function associationOf({ content, chain }: Placed, captions: ReadonlyMap<XmlElement, string>): Readonly<Record<string, string>>[] {
  const href = attributeOf(content, 'Href');
  if (href === undefined) return [];
  const description = chain.map((component) => captions.get(component)).findLast((caption) => caption !== undefined);
  const role = roleOf(chain.at(-1));
  return [compactStrings({ uri: href, type: formalName(childAt(content, 'MediaType')), contentType: formalName(childAt(content, 'MimeType')), role, description })];
}

/** The content of an item: one component gives the text, the others are kept beside it. */
export function contentOf(item: XmlElement, file: string): NewsMl1Content {
  const placed = childrenOf(item, 'NewsComponent').flatMap((component) => placedIn(component, []));
  const read = placed.flatMap((place) => {
    const data = dataOf(place.content);
    return data === undefined || rawTextOf(data).trim() === '' ? [] : [{ ...place, rank: rankOf(place), data, read: readData(data, typeOf(place.content)) }];
  });
  const main = read.filter((entry) => entry.read.text !== '').toSorted((a, b) => a.rank - b.rank)[0];
  const captions = new Map(read.filter(({ rank }) => rank === 3).map(({ chain, read: { text } }) => [chain.at(-2) ?? chain.at(-1) as XmlElement, text] as const));
  return {
    ...(main?.read ?? { text: '', inlineTags: [], flags: [] }),
    chain: main?.chain ?? placed[0]?.chain ?? childrenOf(item, 'NewsComponent').slice(0, 1),
    bodies: read.map((entry) => ({
      role: entry === main ? 'main' : roleOf(entry.chain.at(-1)) || 'alternative',
      contentType: typeOf(entry.content),
      value: valueOf(entry.data, file),
    })),
    associations: placed.flatMap((place) => associationOf(place, captions)),
  };
}

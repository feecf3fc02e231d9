import { textOfContent, textOfElements, type BodyText } from '../xml/body-text.js';
import { nitfBodyOf } from '../xml/nitf-body.js';
import { attributeOf, childAt, childrenOf, descendantsOf, isElement, lineOf, rawTextOf, type XmlElement } from '../xml/tree.js';
import { withoutBlanks } from '../xml/visible-characters.js';
import { visibleTextOf } from '../xml/visible-text.js';

/** What an item holds: its parts as they came, and the text of the first part that shows any. */
export interface G2Content extends BodyText {
  readonly bodies: readonly { role: string; contentType?: string; value: string }[];
  /** Content that lies elsewhere: pictures, videos, files. */
  readonly renditions: readonly Record<string, string>[];
  /** Byline and dateline that only the markup of the content has. */
  readonly byline?: string | undefined;
  readonly dateline?: string | undefined;
  readonly slugline?: string | undefined;
}

const isHtml = (contentType: string | undefined): boolean => /html/i.test(contentType ?? '');

const sliceOf = (element: XmlElement, text: string): string => {
  const inner = element.children.filter(isElement);
  const [first, last] = [inner[0], inner.at(-1)];
  return first === undefined || last === undefined ? rawTextOf(element).trim() : text.slice(first.start, last.end);
};

const hasClass = (element: XmlElement, name: string): boolean => (attributeOf(element, 'class') ?? '').split(/\s+/).includes(name);

/**
 * A header within XHTML that only repeats what the item says of itself (headline, slugline, time of issue) is no part of the
 * text. It is left out only when every line of it is found again among the item's own fields.
 */
function repeatedHeaders(body: XmlElement, known: ReadonlySet<string>): ReadonlySet<XmlElement> {
  const repeated = childrenOf(body, 'header').filter((header) => {
    const times = new Set(descendantsOf(header, 'time').map((time) => withoutBlanks(rawTextOf(time))));
    return visibleTextOf(header).text.split('\n').every((line) => {
      const words = withoutBlanks(line);
      return words === '' || known.has(words) || [...times].some((time) => words === time || known.has(words.replace(time, '')));
    });
  });
  return new Set(repeated);
}

function textOfInline(element: XmlElement, known: ReadonlySet<string>): Pick<G2Content, 'text' | 'inlineTags' | 'flags' | 'byline' | 'dateline' | 'slugline'> {
  const nitf = childAt(element, 'nitf') ?? descendantsOf(element, 'body.content')[0];
  if (nitf !== undefined) {
    const body = nitfBodyOf(nitf.name === 'nitf' ? nitf : element);
    return { ...textOfElements(body.content), byline: body.byline, dateline: body.dateline };
  }
  const body = childAt(element, 'html', 'body') ?? childAt(element, 'body');
  if (body === undefined) return textOfContent(element, isHtml(attributeOf(element, 'contenttype')));
  const dateline = descendantsOf(body, 'span', 'p', 'div').find((candidate) => hasClass(candidate, 'dateline'));
  const slugline = descendantsOf(body, 'ul').find((candidate) => hasClass(candidate, 'slugline'));
  const words = childrenOf(slugline, 'li').map(lineOf).filter((word) => word !== undefined);
  const repeated = repeatedHeaders(body, known);
  const read = textOfElements([body], repeated);
  const flags = repeated.size === 0 ? read.flags : [...read.flags, 'left-out:header'];
  return { ...read, flags, dateline: lineOf(dateline), slugline: words.join('/') || undefined };
}

function bodyOf(element: XmlElement, text: string, first: boolean): G2Content['bodies'][number] {
  const contentType = attributeOf(element, 'contenttype');
  return { role: first ? 'main' : 'alternative', ...(contentType === undefined ? {} : { contentType }), value: sliceOf(element, text) };
}

const RENDITION = ['href', 'residref', 'contenttype', 'rendition', 'width', 'height', 'size', 'duration', 'role'];

const renditionOf = (element: XmlElement): Record<string, string> =>
  Object.fromEntries(RENDITION.flatMap((name) => {
    const value = attributeOf(element, name);
    return value === undefined ? [] : [[name, value]];
  }));

/**
 * The content set of an item. Several inline parts are the same content in several forms, so one of them gives the text.
 * @param known what the item's own fields say, without white space
 */
export function contentOf(item: XmlElement, text: string, known: ReadonlySet<string>): G2Content {
  const contentSet = childAt(item, 'contentSet');
  const inline = childrenOf(contentSet).filter(({ name }) => name === 'inlineXML' || name === 'inlineData');
  const read = inline.map((element) => ({ element, ...textOfInline(element, known) }));
  const main = read.find((part) => part.text !== '') ?? read[0];
  const shown = inline.filter((element) => rawTextOf(element).trim() !== '');
  return {
    text: main?.text ?? '',
    inlineTags: main?.inlineTags ?? [],
    flags: main?.flags ?? [],
    byline: main?.byline,
    dateline: main?.dateline,
    slugline: main?.slugline,
    bodies: shown.map((element) => bodyOf(element, text, element === main?.element)),
    renditions: childrenOf(contentSet, 'remoteContent').map(renditionOf),
  };
}

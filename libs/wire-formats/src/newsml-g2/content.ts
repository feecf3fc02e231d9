import { textOfContent, textOfElements, type BodyText } from '../xml/body-text.js';
import { hasNotes, nitfBodyOf, storyMarkup } from '../xml/nitf-body.js';
import { attributeOf, childAt, childrenOf, descendantsOf, isElement, rawTextOf, type XmlElement } from '../xml/tree.js';
import { withoutBlanks } from '../xml/visible-characters.js';
import { visibleTextOf } from '../xml/visible-text.js';
import { markedParts, textOfXhtml, xhtmlBodyIn, xhtmlMarkup } from '../xml/xhtml-body.js';

/** What an item holds: its parts as they came, and the text of the first part that shows any. */
export interface G2Content extends BodyText {
  readonly bodies: readonly { role: string; contentType?: string; value: string }[];
  /** Content that lies elsewhere: pictures, videos, files. */
  readonly renditions: readonly Record<string, string>[];
  /** Byline and dateline that only the markup of the content has. */
  readonly byline?: string | undefined;
  readonly dateline?: string | undefined;
  readonly slugline?: string | undefined;
  /** What the content says to editors and not to readers. */
  readonly notes?: string | undefined;
}

const isHtml = (contentType: string | undefined): boolean => /html/i.test(contentType ?? '');

/** The markup of some content as it stands in the file, without notes that are not for the public. */
function markupOf(element: XmlElement, file: string): string {
  const nitf = descendantsOf(element, 'nitf')[0];
  if (nitf !== undefined && hasNotes(nitf)) return storyMarkup(nitfBodyOf(nitf).content, file);
  const inner = element.children.filter(isElement);
  const [first, last] = [inner[0], inner.at(-1)];
  return first === undefined || last === undefined ? rawTextOf(element).trim() : xhtmlMarkup(first, last, file);
}

/** A header tells its time of issue once or twice. */
const MOST_TIMES = 4;

/**
 * A header within XHTML that only repeats what the item says of itself (headline, slugline, time of issue) is no part of the
 * text. It is left out only when every line of it is found again among the item's own fields.
 */
function repeatedHeaders(body: XmlElement, known: ReadonlySet<string>): ReadonlySet<XmlElement> {
  const repeats = (header: XmlElement): boolean => {
    const times = descendantsOf(header, 'time').slice(0, MOST_TIMES).map((time) => withoutBlanks(rawTextOf(time)));
    return visibleTextOf(header).text.split('\n').map(withoutBlanks).every((words) =>
      words === '' || known.has(words) || times.some((time) => words === time || known.has(words.replace(time, ''))));
  };
  return new Set(childrenOf(body, 'header').slice(0, 1).filter(repeats));
}

function textOfInline(element: XmlElement, known: ReadonlySet<string>): Pick<G2Content, 'text' | 'inlineTags' | 'flags' | 'byline' | 'dateline' | 'slugline' | 'notes'> {
  const nitf = childAt(element, 'nitf') ?? descendantsOf(element, 'body.content')[0];
  if (nitf !== undefined) {
    const body = nitfBodyOf(nitf.name === 'nitf' ? nitf : element);
    return { ...textOfElements(body.content), byline: body.byline, dateline: body.dateline };
  }
  const body = xhtmlBodyIn(element);
  if (body === undefined) return textOfContent(element, isHtml(attributeOf(element, 'contenttype')));
  const repeated = repeatedHeaders(body, known);
  const read = textOfXhtml(body, repeated);
  const flags = repeated.size === 0 ? read.flags : [...read.flags, 'left-out:header'];
  return { ...read, flags, ...markedParts(body) };
}

function bodyOf(element: XmlElement, text: string, first: boolean): G2Content['bodies'][number] {
  const contentType = attributeOf(element, 'contenttype');
  return { role: first ? 'main' : 'alternative', ...(contentType === undefined ? {} : { contentType }), value: markupOf(element, text) };
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
    notes: main?.notes,
    bodies: shown.map((element) => bodyOf(element, text, element === main?.element)),
    renditions: childrenOf(contentSet, 'remoteContent').map(renditionOf),
  };
}

import { htmlToText } from '../html-text.js';
import { inlineTagsOf, isAgencyTag, type InlineTag } from './inline-tags.js';
import { readHtml } from './html-tree.js';
import { isElement, rawTextOf, type XmlElement } from './tree.js';
import { unwrapLines } from './unwrap-lines.js';
import { visibleCharacters, withoutBlanks } from './visible-characters.js';
import { visibleTextOf } from './visible-text.js';

/** The canonical text of some content, the agency's own tags in it, and what had to be said about it. */
export interface BodyText {
  readonly text: string;
  readonly inlineTags: readonly InlineTag[];
  readonly flags: readonly string[];
}

const EMPTY: BodyText = { text: '', inlineTags: [], flags: [] };

/** Markup that somebody put into a field for plain text, or into a CDATA section: a block or a line break gives it away. */
const EMBEDDED_MARKUP = /<\/?(?:p|br|div|html|body|table|ul|ol|h[1-6])\b[^<>]{0,200}>/i;

/** References that are still there after they were resolved once: the sender escaped twice. They stay as they were sent. */
const DOUBLE_ESCAPED = /&(?:#\d{2,5}|#x[0-9a-f]{2,5}|quot|apos|amp|nbsp|lt|gt);/i;

/**
 * The text of elements, held against a second walk that shares nothing with the first: where the two do not show the same
 * characters, every character of the source is given as it stands and the item is flagged. Nothing is lost silently.
 */
export function textOfElements(elements: readonly XmlElement[], without?: ReadonlySet<XmlElement>): BodyText {
  const { text, marks } = visibleTextOf(elements, { without, mark: isAgencyTag });
  const shown = visibleCharacters(elements, without);
  if (withoutBlanks(text) === shown) return { text, inlineTags: inlineTagsOf(marks, text), flags: DOUBLE_ESCAPED.test(text) ? ['double-escaped:text'] : [] };
  return { text: unwrapLines(elements.map(rawTextOf).join('\n')), inlineTags: [], flags: ['text-fallback:text'] };
}

/** Plain text that was set in lines; when it carries markup all the same, the markup is read. */
function textOfCharacters(raw: string, html: boolean): BodyText {
  if (!html && !EMBEDDED_MARKUP.test(raw)) return { ...EMPTY, text: unwrapLines(raw) };
  const reading = readHtml(raw);
  if ('fault' in reading) return { ...EMPTY, text: htmlToText(raw), flags: ['text-fallback:text'] };
  if (html) return textOfElements([reading.root]);
  // The label says plain text: where a single element was put around it, its line ends still mean something.
  const elements = reading.root.children.filter(isElement);
  const isWrapper = elements.length === 1 && !elements[0]?.children.some(isElement);
  const read = isWrapper ? { ...EMPTY, text: unwrapLines(rawTextOf(reading.root)) } : textOfElements([reading.root]);
  return { ...read, flags: [...read.flags, 'markup-in-text:text'] };
}

/** The text of the parts of a body: markup, or characters that were put where markup belongs. */
export function textOfBody(elements: readonly XmlElement[]): BodyText {
  const isMarkup = elements.some((element) => element.children.some(isElement)) || elements.length > 1;
  return isMarkup ? textOfElements(elements) : elements.map((element) => textOfCharacters(rawTextOf(element), false))[0] ?? EMPTY;
}

/** The text of an element that holds either markup of its own or characters (perhaps with markup inside a CDATA section). */
export function textOfContent(element: XmlElement, html = false): BodyText {
  return element.children.some(isElement) ? textOfElements([element]) : textOfCharacters(rawTextOf(element), html);
}

import { textOfElements, type BodyText } from './body-text.js';
import { attributeOf, childAt, childrenOf, elementsBelow, lineOf, type XmlElement } from './tree.js';
import { visibleTextOf } from './visible-text.js';

const hasClass = (element: XmlElement, pattern: RegExp): boolean => (attributeOf(element, 'class') ?? '').split(/\s+/).some((name) => pattern.test(name));

/** Classes of sections that speak to editors: names, telephone numbers, corrections. */
const NOTEBOOK = /^(?:notepad|notebook|notizblock|(?:np-)?non-?public|np-public|ed-?note|editorial-?note)$/i;

/** The body of an XHTML document in some content, or undefined when there is none. */
export const xhtmlBodyIn = (container: XmlElement): XmlElement | undefined => childAt(container, 'html', 'body') ?? childAt(container, 'body');

/** Sections for editors within a body, outermost only. They are not for publication. */
function notebooksIn(body: XmlElement): XmlElement[] {
  const notebooks: XmlElement[] = [];
  // In document order, what lies within a section begins before that section ends.
  for (const element of elementsBelow(body)) {
    if (element.start >= (notebooks.at(-1)?.end ?? 0) && hasClass(element, NOTEBOOK)) notebooks.push(element);
  }
  return notebooks;
}

export interface XhtmlText extends BodyText {
  /** What the left-out sections say to editors. */
  readonly notes?: string;
}

/** The text of a body without its notebooks and without what else is to be left out. */
export function textOfXhtml(body: XmlElement, without: ReadonlySet<XmlElement> = new Set()): XhtmlText {
  const notebooks = notebooksIn(body);
  const read = textOfElements([body], new Set([...without, ...notebooks]));
  if (notebooks.length === 0) return read;
  return { ...read, flags: [...read.flags, 'left-out:notebook'], notes: visibleTextOf(notebooks).text };
}

/** The markup of some content as it stands in the file, without its notebooks. */
export function xhtmlMarkup(from: XmlElement, to: XmlElement, file: string): string {
  const body = from.name === 'body' ? from : childAt(from, 'body');
  const pieces: string[] = [];
  let at = from.start;
  for (const { start, end } of body === undefined ? [] : notebooksIn(body)) {
    pieces.push(file.slice(at, start));
    at = end;
  }
  return [...pieces, file.slice(at, to.end)].join('');
}

/** A dateline and a slugline that only the markup marks, as dpa does. */
export function markedParts(body: XmlElement): { dateline: string | undefined; slugline: string | undefined } {
  const elements = elementsBelow(body);
  const dateline = elements.find((element) => hasClass(element, /^dateline$/i));
  const slugline = elements.find((element) => hasClass(element, /^slugline$/i));
  const words = childrenOf(slugline, 'li').map(lineOf).filter((word) => word !== undefined);
  return { dateline: lineOf(dateline), slugline: words.join('/') || undefined };
}

import { attributeOf, childAt, childrenOf, descendantsOf, isElement, lineOf, type XmlElement, type XmlNode } from './tree.js';
import { compactStrings } from './lists.js';
import { visibleTextOf } from './visible-text.js';

export interface NitfBody {
  /** What the story says: body content and end. Head lines, byline and dateline are fields of their own. */
  readonly content: readonly XmlElement[];
  readonly headlines: readonly { role: string; value: string }[];
  readonly byline: string | undefined;
  readonly dateline: string | undefined;
  /** Place and day of the dateline where they are marked; the day is `YYYY-MM-DD`. */
  readonly datelineParts: { readonly place?: string; readonly date?: string };
  readonly distributor: string | undefined;
  readonly abstract: string | undefined;
  readonly note: string | undefined;
}

/** Elements of a byline or dateline that stand on their own, whatever is written between them. */
const APART = new Set(['byttl', 'location', 'city', 'state', 'region', 'country', 'sublocation', 'story.date']);

const wordsOf = (node: XmlNode): string => {
  if (!isElement(node)) return node;
  const words = node.children.map(wordsOf).join('');
  if (node.name === 'byttl') return `, ${words} `;
  return APART.has(node.name) ? ` ${words} ` : words;
};

/** One line for each element, joined; undefined when nothing is shown. */
function linesOf(elements: readonly XmlElement[]): string | undefined {
  const lines = elements.map((element) => element.children.map(wordsOf).join('').replace(/\s+/g, ' ').replace(/ ?,(?: ?,)+/g, ',').replace(/ ([,.;])/g, '$1').trim());
  return lines.map((line) => line.replace(/^,\s*/, '')).filter((line) => line !== '').join('; ') || undefined;
}

const textOfBlock = (elements: readonly XmlElement[]): string | undefined => visibleTextOf(elements).text || undefined;

function headlinesOf(head: XmlElement | undefined): { role: string; value: string }[] {
  const hedline = [...childrenOf(head, 'hedline'), ...childrenOf(head, 'headline')];
  return hedline.flatMap((element) => (element.children.some(isElement) ? childrenOf(element) : [element])).flatMap((element) => {
    const value = lineOf(element);
    return value === undefined ? [] : [{ role: element.name === 'hl2' ? 'subheadline' : 'main', value }];
  });
}

function datelinePartsOf(dateline: XmlElement | undefined): NitfBody['datelineParts'] {
  const [location] = descendantsOf(dateline, 'location');
  const [story] = descendantsOf(dateline, 'story.date');
  const day = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(attributeOf(story, 'norm') ?? '');
  return compactStrings({ place: lineOf(childAt(location, 'city')) ?? lineOf(location), date: day === null ? undefined : `${day[1]}-${day[2]}-${day[3]}` });
}

/** The parts of the `body` of a NITF document, or of a piece of NITF that has none. */
export function nitfBodyOf(nitf: XmlElement): NitfBody {
  const body = childAt(nitf, 'body') ?? nitf;
  const head = childAt(body, 'body.head');
  const [start, end] = [childrenOf(body, 'body.content'), childrenOf(body, 'body.end')];
  const loose = childrenOf(body).filter(({ name }) => name !== 'body.head' && name !== 'head');
  return {
    content: start.length === 0 ? loose : [...start, ...end],
    headlines: headlinesOf(head),
    byline: linesOf(childrenOf(head, 'byline')) ?? linesOf(descendantsOf(start[0], 'byline')),
    dateline: linesOf(childrenOf(head, 'dateline')),
    datelineParts: datelinePartsOf(childAt(head, 'dateline')),
    distributor: linesOf(childrenOf(head, 'distributor')),
    abstract: textOfBlock(childrenOf(head, 'abstract')),
    note: textOfBlock(childrenOf(head, 'note')),
  };
}

/** The markup of the story alone, as it stands in the file: what is above it may hold notes that are not for the public. */
export const storyMarkup = (content: readonly XmlElement[], file: string): string =>
  content.map(({ start, end }) => file.slice(start, end)).join('\n');

/** Whether a piece of NITF holds notes to editors beside its story. */
export const hasNotes = (nitf: XmlElement): boolean => descendantsOf(nitf, 'note', 'ed-msg').length > 0;

/** Pictures, sounds and videos that a document refers to, with their captions. */
export function mediaOf(nitf: XmlElement): Readonly<Record<string, string>>[] {
  return descendantsOf(nitf, 'media').map((element) => {
    const reference = childAt(element, 'media-reference');
    return compactStrings({
      type: attributeOf(element, 'media-type'),
      uri: attributeOf(reference, 'source') ?? attributeOf(reference, 'data-location'),
      contentType: attributeOf(reference, 'mime-type'),
      name: attributeOf(reference, 'name'),
      description: lineOf(childAt(element, 'media-caption')),
      by: lineOf(childAt(element, 'media-producer')),
    });
  });
}

import type { MarkedElement } from './visible-text.js';
import type { XmlElement } from './tree.js';

/** What an agency marked within its text; `start` and `end` are UTF-16 offsets into the item's text. */
export interface InlineTag {
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** NITF 3.6, "enriched text". */
const NITF_TAGS = new Set([
  'person', 'org', 'location', 'money', 'chron', 'num', 'event', 'function', 'object.title', 'virtloc', 'copyrite',
  'city', 'state', 'country', 'region', 'sublocation', 'postaddr', 'name.given', 'name.family', 'alt-code',
]);

/** Inline elements of XHTML and NITF that only set or link their content. */
const PLAIN = new Set((
  'a abbr acronym b basefont bdi bdo big button cite code data del dfn em font frac frac-den frac-num frac-sep i img input ins kbd '
  + 'label lang map mark meter nobr output pronounce q rb rp rt ruby s samp select small span strike strong sub sup tt u var wbr '
  + 'area audio base canvas col colgroup embed link media-reference meta param picture source svg textarea time track video '
  + '#document hl hr br delivery.office delivery.point postcode care.of bibliography ds tobject'
).split(' '));

/** An element that names a thing: one of NITF's, or one that no markup language knows, as agencies invent. */
export function isAgencyTag(element: XmlElement): boolean {
  const name = element.name.toLowerCase();
  return NITF_TAGS.has(name) || !(PLAIN.has(name));
}

const MOST = 2_000;

/** The marks as tags, in text order. A mark whose offsets do not give its text is left out: a wrong place is worse than none. */
export function inlineTagsOf(marks: readonly MarkedElement[], text: string): InlineTag[] {
  return marks.slice(0, MOST).map(({ element, start, end }) => {
    const attributes = Object.fromEntries(element.attributes.map(({ name, value }) => [name, value]));
    return {
      type: element.name.toLowerCase(),
      text: text.slice(start, end),
      start,
      end,
      ...(element.attributes.length === 0 ? {} : { attributes }),
    };
  }).sort((a, b) => a.start - b.start || b.end - a.end);
}

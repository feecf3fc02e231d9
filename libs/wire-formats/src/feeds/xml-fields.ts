import { attributeOf, childrenOf, rawTextOf, type XmlElement } from '../xml/tree.js';
import type { XmlItem } from '../xml/read-items.js';

const CORE = new Set(['', 'http://purl.org/rss/1.0/', 'http://purl.org/net/rss1.1#', 'http://www.w3.org/2005/Atom', 'http://purl.org/atom/ns#', 'http://my.netscape.com/rdf/simple/0.9/']);

/** Children that belong to the feed's own syntax; the rest are extensions. */
const isCore = (element: XmlElement, root: XmlElement): boolean => CORE.has(element.uri) || element.uri === root.uri;

export const coreChildren = (element: XmlElement | undefined, name: string, root: XmlElement): XmlElement[] =>
  childrenOf(element, name).filter((child) => isCore(child, root));

/** Children of an extension, whatever prefix it came with. */
export const extensionChildren = (element: XmlElement | undefined, name: string, root: XmlElement): XmlElement[] =>
  childrenOf(element, name).filter((child) => !isCore(child, root));

/** The trimmed characters of the first element with any. */
export function firstWords(elements: readonly XmlElement[]): string | undefined {
  for (const element of elements) {
    const words = rawTextOf(element).trim();
    if (words !== '') return words;
  }
  return undefined;
}

/** The element came in a CDATA section, so that nothing in it has been decoded yet. */
export const isCdata = (element: XmlElement | undefined, { text }: XmlItem): boolean =>
  element !== undefined && text.slice(element.start, Math.min(element.end, element.start + 400)).includes('<![CDATA[');

/** A function of a root element that is asked once for every entry and worked out once. */
export function memo<T extends object>(work: (root: XmlElement) => T): (root: XmlElement) => T {
  const known = new WeakMap<XmlElement, T>();
  return (root) => {
    const found = known.get(root) ?? work(root);
    known.set(root, found);
    return found;
  };
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** `xml:base` of the nearest of these elements that has one. */
export function baseOf(...elements: readonly (XmlElement | undefined)[]): string | undefined {
  const found = elements.map((element) => element?.attributes.find(({ name, uri }) => name === 'base' && uri === XML_NAMESPACE)?.value ?? attributeOf(element, 'xml:base'));
  return found.find((value) => value !== undefined);
}

/** An address against its base; as written when it cannot be resolved. */
export function resolved(href: string | undefined, base: string | undefined): string | undefined {
  if (href === undefined || href === '') return undefined;
  return base !== undefined && URL.canParse(href, base) ? new URL(href, base).href : href;
}

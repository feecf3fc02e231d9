/** An attribute: local name, namespace URI (empty for none) and its value with references resolved once. */
export interface XmlAttribute {
  readonly name: string;
  readonly uri: string;
  readonly value: string;
}

/** An element with its children in the order of the document; `start` and `end` are offsets into the text it was read from. */
export interface XmlElement {
  readonly name: string;
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly start: number;
  readonly end: number;
}

/** Mixed content keeps its order: a string is character data. */
export type XmlNode = XmlElement | string;

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** The namespace of `xml:lang`, bound without a declaration. */
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** The value of an attribute without a namespace, or undefined when it is absent; an empty one is an empty string. */
export const attributeOf = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.attributes.find((attribute) => attribute.name === name && attribute.uri === '')?.value;

/** `xml:lang` of the element itself. */
export const languageOf = (element: XmlElement | undefined): string | undefined =>
  element?.attributes.find((attribute) => attribute.name === 'lang' && attribute.uri === XML_NAMESPACE)?.value;

/** Child elements, all of them or those with one local name. */
export const childrenOf = (element: XmlElement | undefined, name?: string): XmlElement[] =>
  (element?.children ?? []).filter((node): node is XmlElement => isElement(node) && (name === undefined || node.name === name));

/** The first element along a path of local names. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) {
    found = found?.children.find((node): node is XmlElement => isElement(node) && node.name === name);
  }
  return found;
}

function collectBelow(element: XmlElement, names: readonly string[], found: XmlElement[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (names.includes(child.name)) found.push(child);
    else collectBelow(child, names, found);
  }
}

/** Elements with one of the local names anywhere below, in document order; what they hold is not searched again. */
export function descendantsOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  const found: XmlElement[] = [];
  if (element !== undefined) collectBelow(element, names, found);
  return found;
}

/** All elements below, in document order. */
export function elementsBelow(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const pending: XmlElement[] = childrenOf(element).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next);
    pending.push(...childrenOf(next).reverse());
  }
  return found;
}

/** All character data below, joined without regard to markup. */
export function rawTextOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return isElement(node) ? node.children.map(rawTextOf).join('') : node;
}

/** Character data below on one line: white space collapsed and trimmed. Undefined when nothing is left. */
export function lineOf(node: XmlNode | undefined): string | undefined {
  const line = rawTextOf(node).replace(/[ \t\r\n\f]+/g, ' ').trim();
  return line === '' ? undefined : line;
}

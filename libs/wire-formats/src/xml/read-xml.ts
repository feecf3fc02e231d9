import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XML_LIMITS, type XmlLimits } from './limits.js';
import { readProlog } from './prolog.js';
import { readReferences, restoreCharacters } from './references.js';
import { buildTree, type TreeBuilder } from './tree-builder.js';
import type { XmlElement } from './tree.js';
import type { XmlFault } from './xml-fault.js';

export interface XmlDocument {
  readonly root: XmlElement;
  /** Offset behind the root element: what follows is not part of this document. */
  readonly end: number;
  /** What was mended on the way: `bare-ampersand`, `forbidden-character`. */
  readonly repairs: readonly string[];
}

export type XmlReading = { readonly document: XmlDocument } | { readonly fault: XmlFault };

/** Small enough that a refusal comes soon, large enough to cost nothing. */
const CHUNK = 4_096;

/** Prefixes that agencies use without declaring them. */
const HOUSE_PREFIXES: Readonly<Record<string, string>> = {
  x: 'http://www.w3.org/1999/xhtml',
  xhtml: 'http://www.w3.org/1999/xhtml',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  rtr: 'http://www.reuters.com/ns/2003/08/content',
};

interface Watch {
  readonly given: string;
  readonly limits: XmlLimits;
  fault: XmlFault | undefined;
  end: number | undefined;
}

function openElement(tag: SaxesTagNS, start: number): Parameters<TreeBuilder['open']>[0] {
  const attributes = Object.values(tag.attributes)
    .filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns')
    .map(({ local, uri, value }) => ({ name: local, uri, value: restoreCharacters(value) }));
  return { name: tag.local, uri: tag.uri, attributes, start };
}

function listen(parser: SaxesParser<{ xmlns: true; position: false }>, builder: TreeBuilder, watch: Watch): void {
  const { limits } = watch;
  let attributes = 0;
  let start = 0;
  const live = (): boolean => watch.fault === undefined && watch.end === undefined;
  const refuse = (code: XmlFault['code'], message: string): void => {
    // The parser closes what an end tag does not match before it complains of it.
    const stands = watch.end === undefined || watch.end === parser.position;
    if (watch.fault === undefined && stands) watch.fault = { code, message, at: Math.min(parser.position, watch.given.length) };
  };
  parser.on('error', (error) => refuse('malformed', error.message));
  parser.on('opentagstart', () => {
    attributes = 0;
    start = watch.given.lastIndexOf('<', parser.position - 1);
    if (builder.depth() >= limits.depth) refuse('too-deep', `elements nest deeper than ${limits.depth}`);
    if (builder.count() >= limits.elements) refuse('too-large', `more than ${limits.elements} elements`);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.attributes) refuse('too-large', `more than ${limits.attributes} attributes on one element`);
  });
  parser.on('opentag', (tag) => { if (live()) builder.open(openElement(tag, start)); });
  for (const kind of ['text', 'cdata'] as const) parser.on(kind, (data) => { if (live()) builder.text(data); });
  parser.on('closetag', () => { if (live() && builder.close(parser.position)) watch.end = parser.position; });
}

function parse(prepared: string, entities: Readonly<Record<string, string>>, watch: Watch): XmlElement | undefined {
  const parser = new SaxesParser({
    xmlns: true, position: false, resolvePrefix: (prefix: string) => HOUSE_PREFIXES[prefix] ?? `urn:undeclared:${prefix}`,
  });
  const builder = buildTree();
  listen(parser, builder, watch);
  parser.ENTITIES = entities as Record<string, string>;
  for (let at = 0; at < prepared.length && watch.fault === undefined && watch.end === undefined; at += CHUNK) {
    parser.write(prepared.slice(at, at + CHUNK));
  }
  return builder.root();
}

/**
 * Reads one XML document into a tree. It refuses internal DOCTYPE subsets before parsing, fetches nothing, holds the limits
 * and stops at the first character that breaks one. Text behind the root element is left to the caller.
 */
export function readXml(text: string, limits: XmlLimits = XML_LIMITS): XmlReading {
  if (text.length > limits.characters) {
    return { fault: { code: 'too-large', message: `longer than ${limits.characters} characters`, at: limits.characters } };
  }
  const prolog = readProlog(text);
  if ('fault' in prolog) return prolog;
  const references = readReferences(text.slice(prolog.root), limits.references);
  if (references === undefined) {
    return { fault: { code: 'too-large', message: `more than ${limits.references} references`, at: prolog.root } };
  }
  // Spaces stand for the prolog, so that offsets hold and no declaration is parsed twice.
  const prepared = ' '.repeat(prolog.root) + references.text;
  const watch: Watch = { given: text, limits, fault: undefined, end: undefined };
  const root = parse(prepared, references.entities, watch);
  if (watch.fault !== undefined) return { fault: watch.fault };
  if (root === undefined || watch.end === undefined) {
    return { fault: { code: 'malformed', message: 'the text ends before its root element does', at: text.length, hint: 'is the file complete?' } };
  }
  const repairs = [
    ...(references.bareAmpersands > 0 ? ['bare-ampersand'] : []),
    ...(references.forbiddenCharacters > 0 ? ['forbidden-character'] : []),
  ];
  return { document: { root, end: watch.end, repairs } };
}

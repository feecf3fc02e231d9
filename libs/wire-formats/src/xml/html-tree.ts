import { Parser } from 'htmlparser2';
import { XML_LIMITS, type XmlLimits } from './limits.js';
import { buildTree } from './tree-builder.js';
import type { XmlElement } from './tree.js';
import type { XmlFault } from './xml-fault.js';

export type HtmlReading = { readonly root: XmlElement } | { readonly fault: XmlFault };

const CHUNK = 4_096;

/**
 * Reads HTML, or a piece of it, as forgivingly as a browser does, into the tree that XML gives; the root is an element
 * `#document` of ours. Names are lower case, references are decoded once, the limits are those of XML.
 */
export function readHtml(text: string, limits: XmlLimits = XML_LIMITS): HtmlReading {
  if (text.length > limits.characters) {
    return { fault: { code: 'too-large', message: `longer than ${limits.characters} characters`, at: limits.characters } };
  }
  const builder = buildTree();
  builder.open({ name: '#document', uri: '', attributes: [], start: 0 });
  let fault: XmlFault | undefined;
  let attributes = 0;
  const refuse = (code: XmlFault['code'], message: string): void => {
    fault ??= { code, message, at: parser.startIndex };
  };
  const parser = new Parser({
    onopentagname: () => { attributes = 0; },
    onattribute: () => {
      attributes += 1;
      if (attributes > limits.attributes) refuse('too-large', `more than ${limits.attributes} attributes on one element`);
    },
    onopentag: (name, given) => {
      if (builder.depth() > limits.depth) refuse('too-deep', `elements nest deeper than ${limits.depth}`);
      if (builder.count() > limits.elements) refuse('too-large', `more than ${limits.elements} elements`);
      if (fault === undefined) {
        const list = Object.entries(given).map(([key, value]) => ({ name: key, uri: '', value }));
        builder.open({ name, uri: '', attributes: list, start: parser.startIndex });
      }
    },
    ontext: (data) => { if (fault === undefined) builder.text(data); },
    onclosetag: () => { if (fault === undefined) builder.close(parser.endIndex + 1); },
  }, { decodeEntities: true, lowerCaseTags: true, recognizeCDATA: true });
  for (let at = 0; at < text.length && fault === undefined; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  if (fault === undefined) parser.end();
  builder.close(text.length);
  const root = builder.root();
  if (fault !== undefined || root === undefined) {
    return { fault: fault ?? { code: 'malformed', message: 'no content', at: 0 } };
  }
  return { root };
}

import type { XmlFault } from './xml-fault.js';

/** Where the root element begins, or why the prolog is refused. */
export type Prolog = { readonly root: number } | { readonly fault: XmlFault };

const refused = (message: string, at: number, hint?: string): Prolog =>
  ({ fault: { code: 'unsafe-content', message, at, final: true, ...(hint === undefined ? {} : { hint }) } });

const broken = (message: string, at: number): Prolog => ({ fault: { code: 'malformed', message, at } });

/**
 * The end of a DOCTYPE that starts at `at`. An internal subset can declare entities, so it is refused before anything is
 * parsed; a bare reference to an external DTD, as NITF and NewsML 1 files carry, is passed over and never fetched.
 */
function doctypeEnd(text: string, at: number): Prolog {
  let quote = '';
  for (let index = at + 9; index < text.length; index += 1) {
    const character = text[index] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '[' || character === '<') {
      return refused('a DOCTYPE with declarations of its own is refused', index, 'send the file without the internal subset');
    } else if (character === '>') {
      return { root: index + 1 };
    }
  }
  return broken('the DOCTYPE does not end', at);
}

const SKIPPED = [['<?', '?>', 'a processing instruction'], ['<!--', '-->', 'a comment']] as const;

/** Walks declaration, comments and DOCTYPE to the root element. Linear: every character is looked at once. */
export function readProlog(text: string): Prolog {
  let at = 0;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
    const skipped = SKIPPED.find(([open]) => text.startsWith(open, at));
    if (skipped !== undefined) {
      const end = text.indexOf(skipped[1], at + skipped[0].length);
      if (end < 0) return broken(`${skipped[2]} does not end`, at);
      at = end + skipped[1].length;
    } else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const end = doctypeEnd(text, at);
      if ('fault' in end) return end;
      at = end.root;
    } else if (/^<!entity/i.test(text.slice(at, at + 8))) {
      return refused('entity declarations are refused', at);
    } else if (text[at] === '<') {
      return { root: at };
    } else {
      return broken('an XML text begins with an element', at);
    }
  }
}

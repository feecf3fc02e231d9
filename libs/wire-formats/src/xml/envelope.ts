import { splitElements, type Slice } from './split-elements.js';

/** An envelope longer than this is not repeated around every item, nor one that would fill the memory if it were. */
const MOST_ENVELOPE = 65_536;
const MOST_REPEATED = 8_000_000;
export const MOST_ITEMS = 5_000;

/** The pieces of a file of several items: `document(slice)` is a file with that one item, made of the bytes as they came. */
export interface Envelope {
  /** One more than `MOST_ITEMS` at most. */
  readonly slices: readonly Slice[];
  readonly document: (slice: Slice) => string;
}

const TAG = /<(\/?)([A-Za-z_][\w.:-]{0,80})([^<>]{0,4000}?)(\/?)>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>/g;

/** End tags for what an envelope leaves open, innermost first. */
function closersOf(head: string): string {
  const open: string[] = [];
  for (const [, slash, name, , self] of head.matchAll(TAG)) {
    if (name === undefined || self === '/') continue;
    if (slash !== '/') open.push(name);
    else if (open.at(-1) === name) open.pop();
  }
  return open.reverse().map((name) => `</${name}>`).join('');
}

const withoutDeclaration = (head: string): string => head.replace(/^\s*<\?xml[^<>]{0,200}\?>/, '');

/**
 * Cuts a file into its items without parsing it. What stands before the first item (the header of a message, namespaces of the
 * root) is put around each, so that an item read alone is the same item.
 */
export function envelopeOf(text: string, names: readonly string[]): Envelope {
  const slices = splitElements(text, names, MOST_ITEMS + 1);
  const first = slices[0]?.start ?? 0;
  const head = first <= MOST_ENVELOPE && first * slices.length <= MOST_REPEATED ? withoutDeclaration(text.slice(0, first)) : '';
  const tail = closersOf(head);
  return { slices, document: ({ start, end }) => head + text.slice(start, end) + tail };
}

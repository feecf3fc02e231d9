import type { Doc } from '../doc.js';

/** A quotation: `start` and `end` hold its marks, `inner` does not. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly inner: { readonly start: number; readonly end: number };
  /** Tokens of the marks and all between. */
  readonly first: number;
  readonly last: number;
}

/** What closes each opening mark. Single marks are left out: they are apostrophes too often. */
const CLOSERS: ReadonlyMap<string, readonly string[]> = new Map([['"', ['"']], ['“', ['”', '"']], ['«', ['»']], ['„', ['“', '”']], ['``', ["''", '"', '``']]]);
const CLOSING: ReadonlySet<string> = new Set([...CLOSERS.values()].flat());
/** A quotation that does not close within so many tokens is not one. */
const LONGEST = 250;

const opensParagraph = (doc: Doc, i: number): boolean => paragraphOf(doc, i) !== paragraphOf(doc, i - 1);

/** The last token of the quotation: its closing mark, or, where the next paragraph opens anew, the end of this one. */
function closing(doc: Doc, first: number, closers: readonly string[]): number | undefined {
  for (let i = first + 1; i < doc.tokens.length && i - first < LONGEST; i += 1) {
    const text = doc.tokens[i]?.text ?? '';
    if (opensParagraph(doc, i) && CLOSERS.has(text)) return i - 1;
    if (closers.includes(text)) return i;
  }
  return undefined;
}

const paragraphOf = (doc: Doc, i: number): number => doc.sentences[doc.tokens[i]?.sentence ?? -1]?.paragraph ?? -1;

function quotation(doc: Doc, first: number, last: number): Quotation {
  const open = doc.tokens[first];
  const close = doc.tokens[last];
  const closed = close !== undefined && CLOSING.has(close.text);
  const end = close?.end ?? 0;
  return { start: open?.start ?? 0, end, inner: { start: open?.end ?? 0, end: closed ? close.start : end }, first, last: last + 1 };
}

/** All quotations in double marks, in order; they do not nest and do not cross a paragraph. */
export function quotationsOf(doc: Doc): Quotation[] {
  const found: Quotation[] = [];
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const closers = CLOSERS.get(doc.tokens[i]?.text ?? '');
    const last = closers && closing(doc, i, closers);
    if (last === undefined) continue;
    if (last > i + 1) found.push(quotation(doc, i, last));
    i = last;
  }
  return found;
}

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

/** What closes each opening mark. Straight single marks are left out: they are apostrophes too often. */
const CLOSERS: ReadonlyMap<string, readonly string[]> = new Map([['"', ['"']], ['‘', ['’']], ['“', ['”', '"']], ['«', ['»']], ['„', ['“', '”']], ['``', ["''", '"', '``']]]);
const CLOSING: ReadonlySet<string> = new Set([...CLOSERS.values()].flat());
/** A quotation that does not close within so many tokens is not one. */
const LONGEST = 250;

/** Fewer tokens between single marks are a name: ‘Harbour Post’. */
const FEWEST_IN_SINGLE = 5;
const SPEECH_ENDS: ReadonlySet<string> = new Set([',', '.', '?', '!', '…', '...']);

/** Single marks hold speech only where a comma or stop stands before the closing one: "the ‘90s ... the players’ union" holds none. */
const isSpeech = (doc: Doc, first: number, last: number): boolean => last - first >= FEWEST_IN_SINGLE && SPEECH_ENDS.has(doc.tokens[last - 1]?.text ?? '');

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

/** A straight mark opens only where it touches the word after it: `thank you. "` closes nothing and opens nothing. */
const mayOpen = (doc: Doc, i: number): boolean => doc.tokens[i]?.text !== '"' || doc.tokens[i + 1]?.start === doc.tokens[i]?.end;

function quotation(doc: Doc, first: number, last: number): Quotation {
  const open = doc.tokens[first];
  const close = doc.tokens[last];
  const closed = close !== undefined && CLOSING.has(close.text);
  const end = close?.end ?? 0;
  return { start: open?.start ?? 0, end, inner: { start: open?.end ?? 0, end: closed ? close.start : end }, first, last: last + 1 };
}

/** The quotation that opens at token `i`. */
function quotationAt(doc: Doc, i: number): Quotation | undefined {
  const { kind, text } = doc.tokens[i] ?? {};
  if (text === undefined || kind === 'word' || kind === 'number' || !mayOpen(doc, i)) return undefined;
  const closers = CLOSERS.get(text);
  const last = closers && closing(doc, i, closers);
  if (last === undefined || last - i < 2 || (text === '‘' && !isSpeech(doc, i, last))) return undefined;
  return quotation(doc, i, last);
}

/** All quotations, in order; they do not nest. */
export function quotationsOf(doc: Doc): Quotation[] {
  const found: Quotation[] = [];
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const quotation = quotationAt(doc, i);
    if (!quotation) continue;
    found.push(quotation);
    i = quotation.last - 1;
  }
  return found;
}

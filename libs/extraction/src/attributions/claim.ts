import type { Content } from './content.js';
import type { Run, View } from './view.js';
import { endOf, startOf } from './view.js';

/** One attribution before its source is looked up. */
export interface Claim {
  readonly cue: string;
  /** The first token of the cue. */
  readonly at: number;
  readonly source: Run;
  readonly content: Content;
  readonly via: readonly string[];
  /** It stands as an aside in the sentence of another claim, which ends before it. */
  readonly aside?: true;
  readonly rule: string;
  readonly confidence: number;
}

/** A rule reads the claim whose cue begins at token `i`; one cue may carry several sources. */
export type ClaimRule = (view: View, i: number, before: readonly Claim[]) => readonly Claim[];

export const textOf = (view: View, { first, last }: Run): string => view.doc.text.slice(startOf(view, first), endOf(view, last - 1));

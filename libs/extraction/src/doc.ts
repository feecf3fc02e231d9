import type { Annotations, Attribution, DateAnnotation, Entity, EntityType, Figure, PlaceKind, Quote } from '@wiredesk/contracts';
import type { Lexeme, TokenKind } from './lexemes.js';

export type { TokenKind };

/** One token; offsets are UTF-16 code units into the text, `[start, end)`. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, typographic apostrophes folded to `'`; for matching only. */
  readonly lower: string;
  readonly kind: TokenKind;
  /** Index of its sentence. */
  readonly sentence: number;
  /** What its spelling alone says; shared by all tokens that are spelt so. */
  readonly lexeme: Lexeme;
}

/** `first` and `last` are token indexes, `[first, last)`; `start` and `end` are offsets. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly paragraph: number;
}

/** What a list or the tagger proposes for a run of tokens `[first, last)`. */
export interface Candidate {
  readonly first: number;
  readonly last: number;
  readonly type: EntityType;
  readonly kind?: PlaceKind;
  readonly name?: string;
  readonly link?: string;
  readonly country?: string;
  readonly geonamesId?: number;
  readonly confidence: number;
  readonly rule: string;
  /** The name is also a common word or another thing ("Turkey", "Reading"): the list alone does not decide. */
  readonly ambiguous?: boolean;
}

/** What the engine is given: nothing else of an item may influence annotations. */
export interface ExtractionInput {
  readonly text: string;
  /** The item's `versionCreated`: an ISO instant that relative dates resolve against. */
  readonly published: string;
  readonly language?: string | undefined;
  /** The publisher's dateline, where the wire format had one of its own. */
  readonly dateline?: { readonly place?: string | undefined; readonly date?: string | undefined } | undefined;
}

/** Everything components have found so far. A component reads the layers it requires and returns the layer it assigns. */
export interface Doc {
  readonly input: ExtractionInput;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly language: Annotations['language'];
  /** From the lists. */
  readonly lookups: readonly Candidate[];
  /** From the tagger. */
  readonly tags: readonly Candidate[];
  readonly entities: readonly Entity[];
  readonly dates: readonly DateAnnotation[];
  readonly figures: readonly Figure[];
  readonly quotes: readonly Quote[];
  readonly attributions: readonly Attribution[];
  readonly fingerprint: string | undefined;
}

export type Layer = Exclude<keyof Doc, 'input' | 'text'>;

/** One step of the pipeline. `run` is pure and returns only the layers that it assigns; it never edits the doc. */
export interface Component {
  readonly id: string;
  readonly requires: readonly Layer[];
  readonly assigns: readonly Layer[];
  readonly run: (doc: Doc) => Partial<Pick<Doc, Layer>>;
}

import type { Rejection, WireItem } from '@wiredesk/contracts';

/** What the door knows beside the bytes. `given` counts only where the bytes themselves say nothing. */
export interface WireContext {
  readonly feed: string;
  /** Instant of receipt; stands in for `versionCreated` where the publisher gave no time. */
  readonly receivedAt: string;
  /** The media type and charset as the transport declared them. */
  readonly contentType?: string | undefined;
  readonly fileName?: string | undefined;
  readonly given?: {
    readonly uri?: string | undefined;
    readonly version?: string | undefined;
    readonly versionCreated?: string | undefined;
    readonly language?: string | undefined;
    readonly title?: string | undefined;
  } | undefined;
}

/** How the bytes became text. `repaired`: the declared charset was wrong and another one was used. */
export interface CharsetUse {
  readonly declared?: string;
  readonly used: string;
  readonly repaired: boolean;
  /** The text had been decoded wrongly before it reached us: put right, or too little of it to be sure. */
  readonly mojibake?: 'repaired' | 'suspected';
}

/** One item and where it stood: `entry` counts from 1; `bytes` are its own bytes when the input holds several items. */
export interface WireEntry {
  readonly entry: number;
  readonly item: WireItem;
  readonly bytes?: Uint8Array;
}

/** One entry that could not be read, and why. `bytes` are its own bytes when they can be told from its neighbours'. */
export interface WireReject extends Rejection {
  readonly entry: number;
  readonly bytes?: Uint8Array;
}

export interface WireResult {
  readonly items: readonly WireEntry[];
  readonly rejects: readonly WireReject[];
  readonly charset?: CharsetUse;
}

/** Bytes with the text that they decode to, so that no format decodes twice. */
export interface WireSource {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly charset: CharsetUse;
  readonly context: WireContext;
}

/**
 * A wire format. `recognise` looks at content, never at a file name, and gives the rule that decided, or undefined.
 * `parse` never throws on bad input: what cannot be read is a reject, and its neighbours are items.
 */
export interface WireFormat {
  readonly id: string;
  readonly recognise: (source: WireSource) => string | undefined;
  readonly parse: (source: WireSource) => WireResult;
}

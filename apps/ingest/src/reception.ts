import type { WireContext } from '@wiredesk/wire-formats';

/** Bytes of one delivery: a body, a line of NDJSON or a part of a multipart body. */
export interface Delivery {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  readonly fileName?: string | undefined;
  /** Where it stood among others; told on its receipts. */
  readonly line?: number | undefined;
  readonly part?: string | undefined;
}

/** Deliveries that came together and are acknowledged together. */
export interface Reception {
  readonly deliveries: readonly Delivery[];
  readonly feed: string;
  readonly transport: string;
  readonly given?: WireContext['given'];
  /** W3C trace context of the request. */
  readonly traceparent: string;
}

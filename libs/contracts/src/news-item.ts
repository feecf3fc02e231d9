import { z } from 'zod';
import { instantSchema } from './instants.js';
import { versionSchema } from './version.js';
import { wireFieldsShape } from './wire-fields.js';

/** Publishers put fields of their own into these objects; they are kept, so writers may send them too. */
const OPEN = { 'x-open': true };

/** What a publisher said about a person, organisation, place, subject or source (ninjs 3.1 spelling). */
const conceptSchema = z.looseObject({
  name: z.string().optional(),
  rel: z.string().optional(),
  role: z.string().optional(),
  uri: z.string().optional(),
  literal: z.string().optional(),
}).meta(OPEN);

const textPartSchema = z.looseObject({
  role: z.string().optional(),
  contentType: z.string().optional(),
  value: z.string(),
}).meta(OPEN);

export const signalSchema = z.enum([
  'create', 'update', 'correction', 'refile', 'repeat', 'kill', 'withdraw', 'hold', 'release', 'advisory',
]);

/** How an item came in; `id` is what the feeder was told, `rule` says why this wire format was chosen. */
export const receiptReferenceSchema = z.looseObject({
  id: z.string(),
  receivedAt: instantSchema,
  feed: z.string(),
  transport: z.string(),
  format: z.string(),
  rule: z.string(),
  sha256: z.string(),
  charset: z.looseObject({ declared: z.string().optional(), used: z.string(), repaired: z.boolean() }).optional(),
});

/** The bytes as they were received; `data` is in `encoding`. */
export const originalSchema = z.looseObject({
  contentType: z.string(),
  encoding: z.enum(['utf8', 'base64']),
  data: z.string(),
});

/**
 * An item: one received version of a story, ninjs 3.1 plus identity, order, canonical text and how it came in.
 * Offsets of annotations are UTF-16 code units into `text`. Readers keep fields that they do not know.
 */
export const newsItemSchema = z.looseObject({
  storyId: z.string().regex(/^[0-9a-f]{32}$/),
  version: versionSchema,
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  uri: z.string(),
  type: z.string().optional(),
  profile: z.string().optional(),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']),
  signal: signalSchema,
  refersTo: z.array(z.looseObject({ rel: z.string(), id: z.string() })).optional(),
  take: z.looseObject({ key: z.string(), number: z.int(), of: z.int().optional() }).optional(),
  urgency: z.int().min(1).max(9).optional(),
  firstCreated: instantSchema.optional(),
  contentCreated: instantSchema.optional(),
  /** Relative dates resolve against this, or against the dateline's date. */
  versionCreated: instantSchema,
  /** `receipt` where the publisher gave no time and the time of receipt stands in. */
  versionCreatedFrom: z.enum(['publisher', 'receipt']),
  embargoedUntil: instantSchema.optional(),
  /** Present whenever the publisher said anything of an embargo. Without `until` it never ends by itself. */
  embargo: z.looseObject({ until: instantSchema.optional(), asWritten: z.string(), rule: z.string() }).optional(),
  expires: instantSchema.optional(),
  language: z.string().optional(),
  title: z.string().optional(),
  by: z.string().optional(),
  slugline: z.string().optional(),
  located: z.string().optional(),
  /** For editors only; never on a public topic. */
  edNote: z.string().optional(),
  copyrightHolder: z.string().optional(),
  copyrightNotice: z.string().optional(),
  usageTerms: z.string().optional(),
  headlines: z.array(textPartSchema),
  descriptions: z.array(textPartSchema).optional(),
  bodies: z.array(textPartSchema),
  people: z.array(conceptSchema).optional(),
  organisations: z.array(conceptSchema).optional(),
  places: z.array(conceptSchema).optional(),
  subjects: z.array(conceptSchema).optional(),
  genres: z.array(conceptSchema).optional(),
  infoSources: z.array(conceptSchema).optional(),
  altIds: z.array(z.looseObject({ role: z.string(), value: z.string() })).optional(),
  /** Canonical plain text: well-formed Unicode without NUL, paragraphs separated by a newline. */
  text: z.string(),
  dateline: z.looseObject({
    text: z.string(), place: z.string().optional(), date: z.string().optional(), source: z.string().optional(),
  }).optional(),
  receipt: receiptReferenceSchema,
  ...wireFieldsShape,
});

/** The value of `news.raw.v1`: an item and the bytes that it was read from. */
export const rawItemSchema = newsItemSchema.extend({ original: originalSchema });

/** What a wire format reads from bytes: an item before it is received. */
export const wireItemSchema = newsItemSchema.omit({ receipt: true, contentHash: true });

export type Signal = z.infer<typeof signalSchema>;
export type ReceiptReference = z.infer<typeof receiptReferenceSchema>;
export type WireItem = z.infer<typeof wireItemSchema>;
export type NewsItem = z.infer<typeof newsItemSchema>;
export type RawItem = z.infer<typeof rawItemSchema>;

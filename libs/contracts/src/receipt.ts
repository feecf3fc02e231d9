import { z } from 'zod';
import { FAILURES, type FailureCode } from './failures.js';
import { instantSchema } from './instants.js';

export const receiptStatusSchema = z.enum(['accepted', 'duplicate', 'superseded', 'rejected']);

/** Why an entry was rejected and what to do: `pointer` is a JSON pointer, `offset` a byte offset into the body. */
export const rejectionSchema = z.looseObject({
  code: z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]),
  message: z.string(),
  pointer: z.string().optional(),
  offset: z.int().optional(),
  rule: z.string().optional(),
  hint: z.string().optional(),
});

/**
 * What a feeder is told of one item. `accepted`: on the log, acknowledged by all in-sync replicas. `duplicate`: same story,
 * version and content as one we hold. `superseded`: older than what we hold. `rejected`: see `rejection`.
 */
export const receiptSchema = z.looseObject({
  id: z.string(),
  status: receiptStatusSchema,
  receivedAt: z.string(),
  feed: z.string(),
  storyId: z.string().optional(),
  version: z.string().optional(),
  uri: z.string().optional(),
  format: z.string().optional(),
  rule: z.string().optional(),
  /** 1-based number of the line of NDJSON, or of the entry in a file that holds several. */
  line: z.int().optional(),
  /** Name of the part of a multipart body. */
  part: z.string().optional(),
  /** The newer version that we hold. */
  supersededBy: z.string().optional(),
  /** The receipt of the item that this one repeats. */
  duplicateOf: z.string().optional(),
  rejection: rejectionSchema.optional(),
  /** What became of an accepted item since. Absent until then. */
  enrichedAt: instantSchema.optional(),
  storedAt: instantSchema.optional(),
  /** The item was set aside on the way, as a dead letter; an operator can replay it. */
  setAside: z.looseObject({ at: instantSchema, stage: z.string(), code: z.string(), message: z.string() }).optional(),
});

export type ReceiptStatus = z.infer<typeof receiptStatusSchema>;
export type Rejection = z.infer<typeof rejectionSchema>;
export type Receipt = z.infer<typeof receiptSchema>;

import { z } from 'zod';
import { instantSchema } from './instants.js';

const record = z.record(z.string(), z.unknown());

/**
 * What formats and agencies say beside the ninjs fields, kept as evidence. All optional; nothing downstream depends on one of them but
 * for display.
 */
export const wireFieldsShape = {
  /** The publisher's own code of the urgency, and the rule that made our 1 to 9 of it. */
  urgencyFrom: z.looseObject({ code: z.string(), rule: z.string() }).optional(),
  /** The rule that decided on `signal`. */
  signalFrom: z.string().optional(),
  /** What had to be assumed, repaired or left out: `<what>:<field>`. */
  flags: z.array(z.string()).optional(),
  /** Tags that the agency put into its text: `start` and `end` are UTF-16 code units into `text` where the tag still stands there. */
  inlineTags: z.array(z.looseObject({ type: z.string(), text: z.string(), start: z.int().optional(), end: z.int().optional(), attributes: record.optional() })).optional(),
  /** UPDATE n of Reuters. */
  update: z.int().optional(),
  /** `1st Ld-Writethru` of AP. */
  stage: z.string().optional(),
  series: record.optional(),
  /** Lines of the text that speak to editors, such as "(Adds quotes)". */
  advisories: z.array(z.union([z.string(), record])).optional(),
  /** Of editors to editors, not for publication: names, telephone numbers. */
  notebook: z.string().optional(),
  keywords: z.array(z.string()).optional(),
  creators: z.array(record).optional(),
  byTitle: z.string().optional(),
  provider: z.string().optional(),
  source: z.string().optional(),
  creditline: z.string().optional(),
  desk: z.string().optional(),
  services: z.array(z.string()).optional(),
  scopes: z.array(z.string()).optional(),
  audiences: z.array(z.string()).optional(),
  link: z.string().optional(),
  representationType: z.string().optional(),
  contentModified: instantSchema.optional(),
  releasedAt: instantSchema.optional(),
  hopHistory: z.array(z.unknown()).optional(),
  renditions: z.union([z.array(record), record]).optional(),
  associations: z.union([z.array(record), record]).optional(),
  attachments: z.array(record).optional(),
  photos: z.array(z.string()).optional(),
  /** Everything else that a publisher said, by the publisher's own names. */
  meta: record.optional(),
};

/** Of these fields, those that are for editors or for us: they never reach a public topic. */
export const PRIVATE_WIRE_FIELDS = [
  'notebook', 'advisories', 'flags', 'meta', 'inlineTags', 'photos', 'signalFrom', 'hopHistory', 'creators', 'desk', 'services', 'scopes', 'audiences', 'attachments',
] as const satisfies readonly (keyof typeof wireFieldsShape)[];

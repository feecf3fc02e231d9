import { z } from 'zod';
import { annotationsSchema } from './annotations.js';
import { instantSchema } from './instants.js';
import { newsItemSchema } from './news-item.js';
import { versionSchema } from './version.js';
import { PRIVATE_WIRE_FIELDS } from './wire-fields.js';

export const storyEventTypeSchema = z.enum([
  'created', 'updated', 'corrected', 'killed', 'withheld', 'released', 'expired', 'copied',
]);

const privateFields = Object.fromEntries(PRIVATE_WIRE_FIELDS.map((name) => [name, true])) as Record<(typeof PRIVATE_WIRE_FIELDS)[number], true>;

/** What a story looks like to the public: no editors' notes, nothing private, no original bytes, never embargoed or killed text. */
export const publicStorySchema = newsItemSchema
  .omit({ edNote: true, embargo: true, receipt: true, ...privateFields })
  .extend({ feed: z.string(), receivedAt: instantSchema, annotations: annotationsSchema });

const changeListSchema = z.looseObject({
  added: z.array(z.string()), removed: z.array(z.string()), altered: z.array(z.string()),
});

/**
 * The value of `news.stories.v1`. `sequence` is gap-free over all stories in order of arrival of changes.
 * `story` is absent on `killed`, `withheld` and `expired`: the text may not be shown.
 */
export const storyEventSchema = z.looseObject({
  type: storyEventTypeSchema,
  sequence: z.int().min(1),
  storyId: z.string(),
  uri: z.string(),
  version: versionSchema,
  /** When storage took the change in. */
  recordedAt: instantSchema,
  receiptId: z.string().optional(),
  reason: z.string().optional(),
  changed: z.looseObject({ figures: changeListSchema, entities: changeListSchema }).optional(),
  story: publicStorySchema.optional(),
});

export type StoryEventType = z.infer<typeof storyEventTypeSchema>;
export type PublicStory = z.infer<typeof publicStorySchema>;
export type StoryEvent = z.infer<typeof storyEventSchema>;

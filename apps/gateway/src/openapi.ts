import { openSchema } from '@wiredesk/contracts';

type Schema = Record<string, unknown>;

const event = openSchema('story-event') as { properties: { story: Schema } };
const figure = ((event.properties.story['properties'] as Schema)['annotations'] as { properties: { figures: { items: Schema } } }).properties.figures.items;

const story = {
  ...event.properties.story,
  required: ['storyId', 'status', 'arrived', 'changed'],
  properties: {
    ...(event.properties.story['properties'] as Schema),
    status: { enum: ['usable', 'withheld', 'killed', 'expired'] },
    arrived: { type: 'integer', description: 'number of the event with which the story arrived' },
    changed: { type: 'integer', description: 'number of the event of its last change' },
    storedAt: { type: 'string', format: 'date-time' }, changedAt: { type: 'string', format: 'date-time' },
    items: { type: 'integer', description: 'versions received' },
  },
};

const listOf = (name: string, items: Schema): never => ({
  type: 'object', required: [name], properties: { [name]: { type: 'array', items }, next: { type: 'string', description: 'cursor of the next page; absent on the last' } },
}) as never;

export const storySchema = story as never;
export const storyListSchema = listOf('stories', story);
export const figureListSchema = listOf('figures', figure);
/** RFC 9457. */
export const problemSchema = {
  type: 'object', required: ['type', 'title', 'status', 'code', 'detail'],
  properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' }, detail: { type: 'string' } },
} as never;

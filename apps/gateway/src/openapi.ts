import { openSchema } from '@wiredesk/contracts';

type Schema = Record<string, unknown>;

const event = openSchema('story-event') as { properties: { story: Schema } };
const figure = ((event.properties.story['properties'] as Schema)['annotations'] as { properties: { figures: { items: Schema } } }).properties.figures.items;
const text = { type: 'string' };
const integer = { type: 'integer' };
const instant = { type: 'string', format: 'date-time' };
const object = (properties: Schema, required: readonly string[] = Object.keys(properties)): Schema => ({ type: 'object', required, properties });
const array = (items: Schema): Schema => ({ type: 'array', items });

const status = { enum: ['usable', 'withheld', 'killed', 'expired'] };
const storyFields = event.properties.story['properties'] as Schema;
const story = {
  ...event.properties.story,
  required: ['storyId', 'status', 'arrived', 'changed'],
  properties: {
    ...storyFields, status,
    arrived: { ...integer, description: 'number of the event with which the story arrived' },
    changed: { ...integer, description: 'number of the event of its last change' },
    storedAt: instant, changedAt: instant,
    items: { ...integer, description: 'versions received' },
  },
};

const listOf = (name: string, items: Schema, further: Schema = {}): never => ({
  type: 'object', required: [name], properties: { [name]: array(items), ...further, next: { type: 'string', description: 'cursor of the next page; absent on the last' } },
}) as never;

const said = { source: { ...text, description: 'who says it' }, sourceKind: text, via: array(text) };
const saidFigure = { ...figure, properties: { ...(figure['properties'] as Schema), ...said } };
const figureView = {
  ...saidFigure,
  properties: { ...saidFigure.properties, storyId: text, uri: text, version: text, changed: integer, changedAt: instant, n: { ...integer, description: 'its number in the text' } },
};
const words = array(object({ op: { enum: ['same', 'added', 'removed'] }, text }));
const changes = object({ added: array(text), removed: array(text), altered: array(text) });
const version = object({
  sequence: integer, type: text, version: text, recordedAt: instant, shown: { type: 'boolean', description: 'whether its text may be shown now' }, reason: text,
  versionCreated: instant, headline: text, changed: object({ figures: changes, entities: changes, headline: words, text: words }),
}, ['sequence', 'type', 'version', 'recordedAt', 'shown']);
const point = { ...saidFigure, properties: { ...saidFigure.properties, at: instant, recordedAt: instant, sequence: integer, storyId: text, uri: text, version: text, feed: text, copyOf: array(text) } };
const series = object({
  kind: text, unit: text, event: text, per: text, of: text, delta: { type: 'boolean' }, low: { type: 'number', description: 'the lowest that anyone says' }, high: { type: 'number' }, points: array(point),
}, ['kind', 'points']);
const search = object({ name: text, query: text, owner: text, savedAt: instant });
const named = { name: text, type: text, link: text };

export const storySchema = story as never;
export const pastStorySchema = {
  ...story, required: ['storyId', 'asOf', 'status', 'sequence', 'recordedAt'],
  properties: { ...storyFields, status, asOf: instant, sequence: integer, recordedAt: instant, textGone: { type: 'boolean', description: 'it had a text then, which may not be shown any more' } },
} as never;
export const storyListSchema = listOf('stories', story);
export const versionListSchema = listOf('versions', version, { keptFrom: { ...instant, description: 'what was told before is not kept' } });
export const figureListSchema = listOf('figures', figureView);
export const timelineSchema = object({ series: array(series), stories: { ...integer, description: 'stories that were looked into' }, more: { type: 'boolean', description: 'there are further stories' } }) as never;
export const entitySchema = object({
  key: text, ...named, country: text, stories: { ...integer, description: 'how many name it, counted up to 500 from the newest' }, more: { type: 'boolean', description: 'more stories than are counted' },
  newest: array(object({ storyId: text, changed: integer, changedAt: instant, headline: text }, ['storyId', 'changed', 'changedAt'])),
  days: array(object({ day: { type: 'string', format: 'date' }, stories: integer })),
  beside: array(object({ ...named, stories: integer }, ['name', 'type', 'stories'])),
}, ['key', 'stories', 'more', 'newest', 'days', 'beside']) as never;
export const searchSchema = search as never;
export const searchListSchema = object({ searches: array(search) }) as never;
/** RFC 9457. */
export const problemSchema = object({ type: text, title: text, status: integer, code: text, detail: text }) as never;

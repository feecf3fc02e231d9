import { z } from 'zod';
import { newsItemSchema } from './news-item.js';

/** A half-open range of UTF-16 code units into the item's text; `text` is the slice itself. */
const spanShape = { start: z.int().min(0), end: z.int().min(0), text: z.string() };
/** Why an annotation is there: `rule` names the rule or model, `confidence` is 0..1. */
const evidenceShape = { confidence: z.number().min(0).max(1), rule: z.string() };

export const spanSchema = z.looseObject(spanShape);

export const entityTypeSchema = z.enum(['person', 'organisation', 'place', 'group', 'event', 'other']);
export const placeKindSchema = z.enum(['country', 'region', 'city', 'area', 'facility', 'natural']);

export const entityMentionSchema = z.looseObject({
  ...spanShape,
  ...evidenceShape,
  /** The place stands for its government: "Moscow and Kyiv conducted". */
  metonym: z.boolean().optional(),
  /** `excluded`: a figure or a claim shuts the entity out, "excluding Russia". */
  role: z.enum(['excluded']).optional(),
});

/** One real thing in one story, with all its mentions. `id` is unique within the story. */
export const entitySchema = z.looseObject({
  id: z.string(),
  type: entityTypeSchema,
  kind: placeKindSchema.optional(),
  name: z.string(),
  /** ISO 3166-1 alpha-2 for countries and nationalities, ISO 3166-2 for regions. */
  link: z.string().optional(),
  /** ISO 3166-1 alpha-2 of the country that a city or an organisation belongs to. */
  country: z.string().optional(),
  geonamesId: z.int().optional(),
  wikidataId: z.string().optional(),
  mentions: z.array(entityMentionSchema).min(1),
});

export const figureKindSchema = z.enum(['count', 'money', 'percent', 'measure', 'duration', 'ratio', 'ordinal', 'score']);
export const comparatorSchema = z.enum(['eq', 'approx', 'gt', 'gte', 'lt', 'lte']);

/** A quantity that a reader could put in a table. It has a `value` or a `range` (`[low, high)`). */
export const figureSchema = z.looseObject({
  ...spanShape,
  ...evidenceShape,
  kind: figureKindSchema,
  value: z.number().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  /** The range is a vague plural's decade: "thousands" is [1000, 10000). */
  vague: z.boolean().optional(),
  comparator: comparatorSchema,
  /** Singular lemma of the counted noun, ISO 4217 code, unit word, `percent`, or `year`, `day` ... */
  unit: z.string().optional(),
  per: z.string().optional(),
  of: z.string().optional(),
  change: z.enum(['up', 'down']).optional(),
  /** The figure is the size of a change, not a level. */
  delta: z.boolean().optional(),
  event: z.string().optional(),
  polarity: z.enum(['denied', 'possible']).optional(),
  /** Index of the figure that this one takes its value from: "as many soldiers". */
  anaphor: z.int().optional(),
  /** Ids of entities that are shut out: "32 countries, excluding Russia". */
  excludes: z.array(z.string()).optional(),
  /** Index of the attribution whose content holds this figure: who said it. */
  attribution: z.int().optional(),
});

/** A calendar expression with its ISO 8601 value: `2010-08-15`, `2010-08`, `2010-W33`, `2010-Q3`, `2010`, `199`. */
export const dateAnnotationSchema = z.looseObject({ ...spanShape, ...evidenceShape, value: z.string() });

export const sourceKindSchema = z.enum(['person', 'organisation', 'official', 'media', 'document', 'witness', 'unnamed']);

/** Who says what. `via` names further sources, the nearest to the origin first. */
export const attributionSchema = z.looseObject({
  ...evidenceShape,
  cue: z.string(),
  source: spanSchema,
  sourceEntity: z.string().optional(),
  sourceKind: sourceKindSchema,
  content: spanSchema,
  via: z.array(z.string()).optional(),
  direct: z.boolean(),
});

export const quoteSchema = z.looseObject({
  ...spanShape,
  ...evidenceShape,
  speaker: spanSchema.optional(),
  speakerEntity: z.string().optional(),
});

export const annotationsSchema = z.looseObject({
  engine: z.looseObject({ version: z.string(), model: z.string().optional() }),
  language: z.looseObject({ declared: z.string().optional(), detected: z.string().optional(), confidence: z.number().optional() }),
  entities: z.array(entitySchema),
  figures: z.array(figureSchema),
  dates: z.array(dateAnnotationSchema),
  attributions: z.array(attributionSchema),
  quotes: z.array(quoteSchema),
  /** 64-bit similarity hash of the text, 16 hexadecimal digits; absent when the text is too short to compare. */
  fingerprint: z.string().optional(),
});

/** The value of `news.enriched.v1`: the item without its original bytes, and what the engine found in its text. */
export const enrichedItemSchema = newsItemSchema.extend({ annotations: annotationsSchema });

export type Span = z.infer<typeof spanSchema>;
export type EntityType = z.infer<typeof entityTypeSchema>;
export type PlaceKind = z.infer<typeof placeKindSchema>;
export type EntityMention = z.infer<typeof entityMentionSchema>;
export type Entity = z.infer<typeof entitySchema>;
export type Comparator = z.infer<typeof comparatorSchema>;
export type FigureKind = z.infer<typeof figureKindSchema>;
export type Figure = z.infer<typeof figureSchema>;
export type DateAnnotation = z.infer<typeof dateAnnotationSchema>;
export type SourceKind = z.infer<typeof sourceKindSchema>;
export type Attribution = z.infer<typeof attributionSchema>;
export type Quote = z.infer<typeof quoteSchema>;
export type Annotations = z.infer<typeof annotationsSchema>;
export type EnrichedItem = z.infer<typeof enrichedItemSchema>;

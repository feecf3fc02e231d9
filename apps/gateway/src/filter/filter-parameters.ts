import { z } from 'zod';
import { STATUSES } from './filter.js';

/** The database has no texts with NUL. */
const words = (max: number) => z.string().trim().min(1).max(max).regex(/^[^\0]*$/, 'NUL is no character of a text');
const word = words(199);
const instant = z.iso.datetime({ offset: true, local: false, error: 'an instant such as 2026-09-01T10:00:00Z expected' })
  .or(z.iso.date()).transform((text) => new Date(text).toISOString());
const number = z.string().regex(/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i, 'a number expected').transform(Number).pipe(z.number());
const country = z.string().regex(/^[A-Za-z]{2}$/, 'two letters of ISO 3166-1 expected');

interface Parameter {
  readonly value: z.ZodType<string | number, string>;
  /** `-name=` shuts out. */
  readonly negatable?: true;
  /** May be given several times: any of the values. */
  readonly repeatable?: true;
  readonly says: string;
}

const many = { negatable: true, repeatable: true } as const;

/** The filter language: every name that it knows. The same in lists, figures, exports, streams and saved searches. */
export const FILTER_PARAMETERS = {
  q: { value: words(500), ...many, says: 'words of headline or text, stemmed by the language of each story: `grain ship`, `"black sea"`, `ship or barge`, `ship -grain`' },
  name: { value: word, ...many, says: 'name of an entity, roughly spelt, or words of it; compared with each name by itself: `zelenski`' },
  entity: { value: word, ...many, says: 'name (whatever its case) or link of an entity that the text names: `Kyiv`, `UA`' },
  country: { value: country, ...many, says: 'ISO 3166-1 alpha-2 of a country that the text names, or that a nationality, place or organisation in it belongs to' },
  place: { value: word, ...many, says: 'name or link of a place in the text or the dateline' },
  feed: { value: word, ...many, says: 'feed that the text came from' },
  language: { value: word, ...many, says: 'language of the text: `en` (with all its regions) or `en-GB`' },
  urgency: { value: z.string().regex(/^[1-9]$/, '1 to 9 expected'), ...many, says: '1 (flash) to 9' },
  status: { value: z.enum(STATUSES), repeatable: true, negatable: true, says: 'usable, withheld, killed, expired' },
  storyId: { value: word, ...many, says: 'id of a story' },
  unit: { value: word, ...many, says: 'of a figure: singular noun, ISO 4217 code or unit word: `soldier`, `USD`, `kilometre`' },
  event: { value: word, ...many, says: 'of the same figure: `killed`, `injured`, `missing`, `captured`, `released`, `displaced`, ...' },
  kind: { value: word, ...many, says: 'of the same figure: count, money, percent, measure, duration, ratio, ordinal, score' },
  gte: { value: number, says: 'value of the same figure, at least; of a range all of it' },
  lte: { value: number, says: 'value of the same figure, at most; of a range all of it' },
  since: { value: instant, says: 'last changed at this instant or later' },
  until: { value: instant, says: 'last changed before this instant' },
  versionSince: { value: instant, says: 'version of this instant or later, by the publisher' },
  versionUntil: { value: instant, says: 'version before this instant' },
} as const satisfies Record<string, Parameter>;

export type FilterName = keyof typeof FILTER_PARAMETERS;

export const parameterOf = (name: string): Parameter | undefined => (Object.hasOwn(FILTER_PARAMETERS, name) ? FILTER_PARAMETERS[name as FilterName] : undefined);

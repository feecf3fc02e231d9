import type { Doc } from '../doc.js';
import type { DayNumber } from './calendar.js';
import { dayOfInstant } from './calendar.js';
import { monthDay } from './months.js';
import type { Reader } from './reader.js';
import { readerOf } from './reader.js';

/** A dateline ends within this many tokens: "NAIROBI, Kenya, Aug. 7 (AP) --". */
const DATELINE_TOKENS = 16;
/** A dateline's date is that of the writing: at most so many days from the version time. */
const DATELINE_DAYS = 14;
const DASHES: ReadonlySet<string> = new Set(['-', '--', '–', '—', '_', '―']);

function dashWithin(reader: Reader, from: number): boolean {
  for (let i = from; i < Math.min(from + 8, reader.tokens.length); i += 1) if (DASHES.has(reader.tokens[i]?.text ?? '')) return true;
  return false;
}

/** The month-day that stands in a dateline at the head of the text. */
function datelineDay(reader: Reader): DayNumber | undefined {
  for (let i = 1; i < Math.min(DATELINE_TOKENS, reader.tokens.length); i += 1) {
    const found = monthDay(reader, i);
    if (found) return dashWithin(reader, found.last) ? found.mentioned?.day : undefined;
  }
  return undefined;
}

const near = (day: DayNumber | undefined, published: DayNumber): DayNumber | undefined => (day !== undefined && Math.abs(day - published) <= DATELINE_DAYS ? day : undefined);

/** The day that relative expressions count from: the dateline's date where there is one, else that of the version time. */
export function anchorOf(doc: Doc): DayNumber | undefined {
  const published = dayOfInstant(doc.input.published);
  if (published === undefined) return undefined;
  const given = doc.input.dateline?.date;
  return near(given === undefined ? undefined : dayOfInstant(given), published) ?? near(datelineDay(readerOf(doc, published)), published) ?? published;
}

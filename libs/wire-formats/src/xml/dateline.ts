import { monthNumber, weekdayNumber } from './calendar-words.js';
import { compactStrings } from './lists.js';

export type Dateline = {
  readonly text: string;
  readonly place?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly source?: string;
};

const DAY_MS = 86_400_000;
const MOST = 200;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A calendar day, or undefined for 30 February. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const time = Date.UTC(year, month - 1, day);
  const iso = Number.isNaN(time) ? '' : isoDay(time);
  return iso === `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` ? iso : undefined;
}

/** Without a year: the one that brings the day nearest to the day of the item. */
function nearest(month: number, day: number, base: string | undefined): string | undefined {
  if (base === undefined) return undefined;
  const around = Date.parse(base);
  const year = Number(base.slice(0, 4));
  const candidates = [year - 1, year, year + 1].map((candidate) => dayOf(candidate, month, day)).filter((found) => found !== undefined);
  return candidates.sort((a, b) => Math.abs(Date.parse(a) - around) - Math.abs(Date.parse(b) - around))[0];
}

/** A weekday is the latest one that is not after the day of the item. */
function weekdayBefore(weekday: number, base: string | undefined): string | undefined {
  if (base === undefined) return undefined;
  const time = Date.parse(base);
  return isoDay(time - ((new Date(time).getUTCDay() - weekday + 7) % 7) * DAY_MS);
}

interface FoundDate {
  readonly at: number;
  readonly end: number;
  readonly date: string | undefined;
}

function written(month: number, day: number, rest: { year: string | undefined; base: string | undefined }): string | undefined {
  return rest.year === undefined ? nearest(month, day, rest.base) : dayOf(Number(rest.year), month, day);
}

const MONTH_FIRST = /(?<![\p{L}\d])(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?(?![\p{L}\d])/gu;
const DAY_FIRST = /(?<![\p{L}\d])(\d{1,2})(?:\.|er|º|ª)?(?: (?:de|di))? ?(\p{L}{3,12})\.?(?:,?(?: (?:de|del))? ?(\d{4}))?(?![\p{L}\d])/gu;
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g;
const NUMERIC = /(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4})?(?![\d])/g;

function namedDate(text: string, base: string | undefined): FoundDate | undefined {
  for (const [pattern, monthAt, dayAt] of [[MONTH_FIRST, 1, 2], [DAY_FIRST, 2, 1]] as const) {
    for (const match of text.matchAll(pattern)) {
      const month = monthNumber(match[monthAt] as string);
      if (month !== undefined) {
        const date = written(month, Number(match[dayAt]), { year: match[3], base });
        return { at: match.index, end: match.index + match[0].length, date };
      }
    }
  }
  return undefined;
}

function numericDate(text: string, base: string | undefined): FoundDate | undefined {
  const iso = [...text.matchAll(ISO)][0];
  if (iso !== undefined) {
    return { at: iso.index, end: iso.index + iso[0].length, date: dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])) };
  }
  const numeric = [...text.matchAll(NUMERIC)][0];
  if (numeric === undefined) return undefined;
  // Day before month, as everywhere but in American datelines, which spell the month.
  const date = written(Number(numeric[2]), Number(numeric[1]), { year: numeric[3], base });
  return { at: numeric.index, end: numeric.index + numeric[0].length, date };
}

function weekdayDate(text: string, base: string | undefined): FoundDate | undefined {
  for (const match of text.matchAll(/(?<![\p{L}-])\p{L}{3,12}(?:-feira)?(?![\p{L}-])/gu)) {
    const weekday = weekdayNumber(match[0]);
    const end = match.index + match[0].length;
    // "Sun" and "Sat" are also parts of place names; short days stand between commas.
    const stands = match[0].length > 4 || (/,\s*$/.test(text.slice(0, match.index)) && /^\s*(?:[,\-–—_]|$)/.test(text.slice(end)));
    if (weekday !== undefined && stands) return { at: match.index, end, date: weekdayBefore(weekday, base) };
  }
  return undefined;
}

const trimEdges = (text: string): string => text.replace(/^[\s,;:.\-–—_*]+|[\s,;:\-–—_*=]+$/g, '');

/**
 * Reads place, day and source from a dateline: `OSLO, March 3 (Agency) -`, `(AGENCY) - Rome, October 11 -`, `Berlin (dpa) -`.
 * @param base the local day of the item (`YYYY-MM-DD`), for days without a year and for weekdays
 */
export function readDateline(text: string, base?: string): Dateline | undefined {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '' || line.length > MOST) return line === '' ? undefined : { text: line };
  const { source, rest } = withoutSource(line);
  const found = namedDate(rest, base) ?? numericDate(rest, base) ?? weekdayDate(rest, base);
  const before = trimEdges(found === undefined ? rest : withoutWeekday(rest.slice(0, found.at)));
  return { ...compactStrings({ place: /\p{L}/u.test(before) ? before : undefined, date: found?.date, source }), text: line };
}

/** The source is what stands in brackets; what is around it is place and day. */
function withoutSource(line: string): { source: string | undefined; rest: string } {
  const bracket = /\(([^()]{1,60})\)/.exec(line);
  if (bracket === null) return { source: undefined, rest: line };
  return { source: bracket[1]?.trim(), rest: `${line.slice(0, bracket.index)} ${line.slice(bracket.index + bracket[0].length)}` };
}

/** `BERN, Monday, March 3`: the weekday before a date is no part of the place. */
function withoutWeekday(before: string): string {
  const match = /[,\s]+(\p{L}{3,12})[,\s]*$/u.exec(before);
  return match !== null && weekdayNumber(match[1] as string) !== undefined ? before.slice(0, match.index) : before;
}

/** Small words within names of places. */
const WITHIN_NAMES = /^(?:a|al|am|an|and|auf|bei|d|da|das|de|del|della|den|der|des|di|do|du|e|el|en|et|in|la|las|le|les|lez|los|near|of|on|sur|the|und|upon|van|von|y|zu|zum)$/i;

const isNameOfPlace = (place: string): boolean =>
  place.split(/[\s/,.'’-]+/).filter((word) => word !== '').every((word, index) => /^[^\p{Ll}]/u.test(word) || (index > 0 && WITHIN_NAMES.test(word)));

const HEAD = /^(?:[^()]{2,80}\((?:\p{Lu}[\p{L}\d .&/-]{0,30}|[\p{L}/-]{2,12})\)|\(\p{Lu}[\p{L}\d .&/-]{1,30}\) ?[-–—] ?[^()]{3,60}?)(?:\s*\.?[-–—_]{1,2}|:)\s/u;

/**
 * The dateline at the head of a text, where the format has none of its own: `PLACE, day (Source) - ` at the start of one of
 * the first lines. Only the form with a bracketed source, a dash (in the north a colon) and a name of a place counts; anything less would be guessing.
 */
export function datelineInText(text: string, base?: string): Dateline | undefined {
  for (const line of text.slice(0, 4_000).split('\n', 4)) {
    const match = HEAD.exec(line.slice(0, 140));
    const dateline = match === null ? undefined : readDateline(match[0], base);
    if (dateline?.place !== undefined && isNameOfPlace(dateline.place)) return dateline;
  }
  return undefined;
}

const sameStart = (a: string, b: string): boolean => a.toLowerCase().startsWith(b.toLowerCase()) || b.toLowerCase().startsWith(a.toLowerCase());

/**
 * The dateline of an item: its own, completed from the head of the text where both name the same place, or the text's alone.
 * @param versionCreated as the publisher wrote it: its local day is what days without a year are near to
 */
export function datelineOf(written: string | undefined, text: string, versionCreated: string | undefined): Dateline | undefined {
  const day = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(versionCreated ?? '');
  const base = day === null ? undefined : dayOf(Number(day[1]), Number(day[2]), Number(day[3]));
  const own = written === undefined ? undefined : readDateline(written, base);
  const told = datelineInText(text, base);
  if (own === undefined || told === undefined) return own ?? told;
  const agree = own.place === undefined || told.place === undefined || sameStart(own.place, told.place);
  return agree ? { ...told, ...own } : own;
}

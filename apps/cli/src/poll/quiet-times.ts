/** When the publisher of an RSS 2.0 feed asks not to be polled, in GMT (rssboard.org, `skipHours`, `skipDays`, `ttl`). */
export interface QuietTimes {
  /** 0 to 23. */
  readonly hours: readonly number[];
  /** 0 is Sunday. */
  readonly days: readonly number[];
  readonly ttlMinutes?: number | undefined;
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const HOUR_MS = 3_600_000;
const HOURS_OF_A_WEEK = 168;
const MAX_LIST = 4_000;
const MAX_TTL_MINUTES = 24 * 60;

/** Reads the three elements of the channel; anything that is not RSS has none of them. */
export function quietTimesOf(body: Buffer): QuietTimes | undefined {
  const text = body.toString('latin1');
  if (!text.includes('<rss')) return undefined;
  const hours = valuesOf(elementOf(text, 'skipHours'), 'hour').map(Number).filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24).map((hour) => hour % 24);
  const days = valuesOf(elementOf(text, 'skipDays'), 'day').map((day) => DAYS.indexOf(day.toLowerCase())).filter((day) => day >= 0);
  const ttl = Number(elementOf(text, 'ttl').trim() || Number.NaN);
  const ttlMinutes = Number.isInteger(ttl) && ttl > 0 ? { ttlMinutes: Math.min(MAX_TTL_MINUTES, ttl) } : {};
  return { hours: [...new Set(hours)], days: [...new Set(days)], ...ttlMinutes };
}

/** The first instant at or after `at` (epoch milliseconds) that is not quiet. Quiet always means a mistake: then it is not honoured. */
export function afterQuiet(at: number, quiet: QuietTimes | undefined): number {
  if (quiet === undefined) return at;
  let instant = at;
  for (let step = 0; step <= HOURS_OF_A_WEEK; step++) {
    const date = new Date(instant);
    if (!quiet.hours.includes(date.getUTCHours()) && !quiet.days.includes(date.getUTCDay())) return instant;
    instant = (Math.floor(instant / HOUR_MS) + 1) * HOUR_MS;
  }
  return at;
}

/** What stands in the first element of this name; lists are short, so a long one is not looked at. */
function elementOf(text: string, name: string): string {
  const start = text.indexOf(`<${name}>`);
  const end = start === -1 ? -1 : text.indexOf(`</${name}>`, start);
  return end === -1 || end - start > MAX_LIST ? '' : text.slice(start + name.length + 2, end);
}

const valuesOf = (text: string, name: string): string[] => [...text.matchAll(new RegExp(`<${name}>\\s{0,20}([A-Za-z0-9]{1,12})\\s{0,20}</${name}>`, 'g'))].map((match) => match[1] ?? '');

/** An agency's own number of a message: unique within a day. */
export interface Sequence {
  readonly agency: string;
  readonly number: string;
  readonly day: string;
}

/** Numbers begin again every day, so that the day belongs to the name. */
export const sequenceName = ({ agency, number, day }: Sequence): string => `${agency.toLowerCase()} ${number.padStart(4, '0')} ${day}`;

const DAY_MS = 86_400_000;

/** A message without a date has no day before it. */
function dayBefore(day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(midnight) ? day : new Date(midnight - DAY_MS).toISOString().slice(0, 10);
}

const NUMBERED = /(?<![\p{L}\d])([a-z]{1,5}) ?(\d{3,5})(?![\d\p{L}.,:/-]*\d)/giu;
const URNS = /urn:newsml:[\w.-]+:\d{8}:[\w.:-]*\w/g;
const MOST = 20;

/**
 * Which stories a message about other stories names: by urn, or by sequence number (`dpa 0045`, `bdt0123`). A number that is not
 * below the message's own was given out the day before.
 * @param own the numbers of the message itself, by agency or service code; nothing else is taken for a number
 */
export function referencesIn(text: string, own: readonly Sequence[]): { rel: string; id: string }[] {
  const head = text.slice(0, 8000);
  const urns = (head.match(URNS) ?? []).map((id) => ({ rel: 'idref', id }));
  const numbers = [...head.matchAll(NUMBERED)].flatMap(([, code = '', number = '']) => {
    const mine = own.find(({ agency }) => agency.toLowerCase() === code.toLowerCase());
    if (mine === undefined || Number(mine.number) === Number(number)) return [];
    const day = Number(mine.number) > 0 && Number(number) > Number(mine.number) ? dayBefore(mine.day) : mine.day;
    return [{ rel: 'sequenceNumber', id: sequenceName({ agency: code, number, day }) }];
  });
  const seen = new Set<string>();
  return [...urns, ...numbers].filter(({ id }) => !seen.has(id) && seen.add(id) !== undefined).slice(0, MOST);
}

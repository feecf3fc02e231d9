import { toInstant } from '@wiredesk/contracts';

/** An instant and whether its zone had to be assumed (UTC) because none was written. */
export interface Stamp {
  readonly instant: string;
  readonly zoneAssumed: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 5322 section 4.3, and the zones that European wires write. */
const ZONES: Readonly<Record<string, string>> = {
  ut: 'Z', utc: 'Z', gmt: 'Z', z: 'Z', est: '-05:00', edt: '-04:00', cst: '-06:00', cdt: '-05:00', mst: '-07:00', mdt: '-06:00',
  pst: '-08:00', pdt: '-07:00', bst: '+01:00', cet: '+01:00', cest: '+02:00', mez: '+01:00', mesz: '+02:00',
};
const ISO = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(.{0,6})$/;
const BASIC = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?(.{0,6})$/;
const MAIL = /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.{0,8})$/;

/** Number of a month, 1 to 12, from its English name or its first three letters. */
export function monthOf(name: string): number | undefined {
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return at < 0 ? undefined : at + 1;
}

/** `Z` or `+hh:mm`; '' when none is written; undefined when it cannot be read. */
export function zoneOf(written: string): string | undefined {
  const zone = written.trim().replace(/^\(|\)$/g, '');
  if (zone === '') return '';
  const named = ZONES[zone.toLowerCase()];
  if (named !== undefined) return named;
  const numeric = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  return numeric === null ? undefined : `${numeric[1] ?? '+'}${numeric[2] ?? '00'}:${numeric[3] ?? '00'}`;
}

interface Parts {
  readonly local: string;
  readonly zone: string;
}

function isoParts(written: string): Parts | undefined {
  const match = ISO.exec(written);
  if (match === null) return undefined;
  const [, day = '', time = '', zone = ''] = match;
  return { local: `${day}T${time.replace(',', '.')}`, zone };
}

function basicParts(written: string): Parts | undefined {
  const match = BASIC.exec(written);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', zone = ''] = match;
  return { local: `${year}-${month}-${day}T${hour}:${minute}:${second}`, zone };
}

const two = (digits: string): string => digits.padStart(2, '0');

function mailParts(written: string): Parts | undefined {
  const match = MAIL.exec(written);
  const month = monthOf(match?.[2] ?? '');
  if (match === null || month === undefined) return undefined;
  const [, day = '', , year = '', hour = '', minute, second = '00', zone = ''] = match;
  return { local: `${yearOf(year)}-${two(String(month))}-${two(day)}T${two(hour)}:${minute}:${second}`, zone };
}

const parts = (written: string): Parts | undefined => isoParts(written) ?? basicParts(written) ?? mailParts(written);

/** Two digits are of this century up to 69, as RFC 5322 reads them from 50 on; wires are younger than that. */
export const yearOf = (digits: string): string => (digits.length === 4 ? digits : `${Number(digits) < 70 ? '20' : '19'}${digits}`);

/**
 * Reads ISO 8601 (any offset, `T` or a blank), the basic form of NITF (`20260131T120000+0100`) and RFC 5322 dates.
 * A bare date is no instant: undefined, as for everything that cannot be read.
 */
export function readStamp(written: string): Stamp | undefined {
  const found = written.length > 60 ? undefined : parts(written.trim());
  const zone = found === undefined ? undefined : zoneOf(found.zone);
  if (found === undefined || zone === undefined) return undefined;
  const instant = toInstant(`${found.local}${zone === '' ? 'Z' : zone}`);
  return instant === undefined ? undefined : { instant, zoneAssumed: zone === '' };
}

/** As `readStamp`, but only with a written zone: what an embargo needs, because a guess could publish too early. */
export function readZoned(written: string): string | undefined {
  const stamp = readStamp(written);
  return stamp === undefined || stamp.zoneAssumed ? undefined : stamp.instant;
}

import { z } from 'zod';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 instant with any UTC offset (`Z`, `+02:00`, `+0200`).
 * Returns the same instant in UTC with milliseconds, or undefined when it is not an instant (a bare date is none).
 */
export function toInstant(written: string): string | undefined {
  const match = INSTANT.exec(written.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = match;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const milliseconds = fraction === '' ? '.000' : fraction.slice(0, 4).padEnd(4, '0');
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}${milliseconds}`;
  const check = Date.parse(`${local}Z`);
  // Date.parse turns 30 February into 2 March; a date that does not survive is not a date.
  if (Number.isNaN(check) || new Date(check).toISOString().slice(0, 10) !== local.slice(0, 10)) return undefined;
  const instant = Date.parse(local + offset);
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}

/** An instant as the house writes it: ISO 8601, UTC, milliseconds, `2026-11-24T04:10:00.000Z`. */
export const instantSchema = z.iso.datetime({ precision: 3 });

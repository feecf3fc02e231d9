/** The UTC instant of 01:00 on the last Sunday of a month, where European summer time changes (EU directive 2000/84). */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return Date.UTC(year, month - 1, last.getUTCDate() - last.getUTCDay(), 1);
}

/** Offset of Central European time at a wall-clock time given as if it were UTC, in hours. */
function offsetAt(wall: number): 1 | 2 {
  const year = new Date(wall).getUTCFullYear();
  const utc = wall - 3_600_000;
  return utc >= lastSunday(year, 3) && utc < lastSunday(year, 10) ? 2 : 1;
}

/** The instant of a wall-clock time in Berlin; `local` is `YYYY-MM-DDTHH:MM`. Undefined for a day that is none. */
export function berlinInstant(local: string): string | undefined {
  const wall = Date.parse(`${local}:00Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== local.slice(0, 10)) return undefined;
  return new Date(wall - offsetAt(wall) * 3_600_000).toISOString();
}

/** The calendar day in Berlin of an instant. */
export function berlinDay(instant: string): string {
  const utc = Date.parse(instant);
  const hours = offsetAt(utc + 3_600_000);
  return new Date(utc + hours * 3_600_000).toISOString().slice(0, 10);
}

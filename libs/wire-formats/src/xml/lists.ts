/** The list, or undefined when it is empty: a field that says nothing is absent. */
export const present = <T>(list: readonly T[] | undefined): readonly T[] | undefined => (list === undefined || list.length === 0 ? undefined : list);

/** A copy without the properties that say nothing. */
export const compact = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== ''));

/** As `compact`, for records of strings. */
export const compactStrings = (value: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));

/** Equal values once, in the order in which they came. */
export const unique = <T>(values: readonly T[]): T[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

/** Lines that say something, joined; undefined when none does. */
export const joined = (lines: readonly (string | undefined)[], by = '\n'): string | undefined =>
  lines.filter((line) => line !== undefined && line !== '').join(by) || undefined;

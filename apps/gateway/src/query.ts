import { Failure } from '@wiredesk/contracts';
import { z } from 'zod';

export const limitSchema = z.coerce.number().int().min(1).max(200).default(50);
export const countrySchema = z.string().regex(/^[A-Za-z]{2}$/, 'two letters of ISO 3166-1 expected').transform((code) => code.toUpperCase());

/** Reads query parameters; unknown ones are refused, because a misspelt filter would answer another question. Throws `bad-request`. */
export function parseQuery<S extends z.ZodRawShape>(shape: S, query: Readonly<Record<string, unknown>>): z.infer<z.ZodObject<S>> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const parsed = z.strictObject(shape).safeParse(given);
  if (parsed.success) return parsed.data as z.infer<z.ZodObject<S>>;
  const problems = parsed.error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  throw new Failure('bad-request', `${problems.join('; ')}; there are ${Object.keys(shape).join(', ')}`);
}

/** Gathers conditions and their values, so that no value ever becomes part of the SQL. */
export function createConditions(): { readonly values: unknown[]; add: (condition: (place: string) => string, value: unknown) => void; sql: () => string } {
  const values: unknown[] = [];
  const conditions: string[] = [];
  return {
    values,
    add: (condition, value) => {
      if (value === undefined) return;
      values.push(value);
      conditions.push(condition(`$${values.length}`));
    },
    sql: () => (conditions.length === 0 ? '' : `and ${conditions.join(' and ')}`),
  };
}

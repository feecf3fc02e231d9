import { z } from 'zod';

/** A configuration that cannot be used; `message` names every bad variable. Programs end with exit code 5. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const CONFIG_EXIT_CODE = 5;
const SECRET = /KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL/;

const list = z.string().transform((text) => text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''));
const port = z.coerce.number().int().min(0).max(65_535);

/** What every service reads. */
export const serviceShape = {
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: port,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  /** How long the work in hand may take after SIGTERM, in milliseconds; then the process ends with exit code 1. */
  DRAIN_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(20_000),
};

/** Brokers as `host:port`, comma separated. */
export const kafkaShape = { KAFKA_BROKERS: list.pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'host:port expected')).min(1)) };

export const databaseShape = { DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// URL expected') };

/**
 * Reads the environment once. Throws a ConfigError that names every bad variable at a time; secrets are not echoed.
 * Variables with the prefix `WIREDESK_` that the shape does not know are refused: they are misspelt.
 */
export function parseConfig<S extends z.ZodRawShape>(shape: S, env: Readonly<Record<string, string | undefined>>): Readonly<z.infer<z.ZodObject<S>>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const problems = Object.keys(given).filter((name) => name.startsWith('WIREDESK_') && !(name in shape)).map((name) => `${name}: unknown variable`);
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => problemOf(issue, given)));
  if (problems.length > 0 || !parsed.success) throw new ConfigError(`configuration cannot be used:\n  ${problems.join('\n  ')}`);
  return Object.freeze(parsed.data);
}

function problemOf(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const value = given[name];
  if (value === undefined) return `${name}: must be set`;
  return SECRET.test(name) ? `${name}: ${issue.message}` : `${name}=${value}: ${issue.message}`;
}

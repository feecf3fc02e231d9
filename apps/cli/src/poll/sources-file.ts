import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CommandError, EXIT } from '../exit-codes.js';
import { urlProblem } from './address-guard.js';

/** Headers that a source may ask for. What names a person or opens a door goes to the origin of the source's own URL only. */
export const ALLOWED_HEADERS = ['accept', 'accept-language', 'authorization', 'from', 'referer', 'x-api-key'] as const;
export const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'from', 'x-api-key']);

const seconds = z.int().min(30).max(7 * 86_400);
const comment = z.string().optional();
const headerValue = z.string().regex(/^[\x20-\x7e]{1,1000}$/, 'printable ASCII expected');
const headers = z.strictObject(Object.fromEntries(ALLOWED_HEADERS.map((name) => [name, headerValue.optional()])) as Record<(typeof ALLOWED_HEADERS)[number], z.ZodOptional<typeof headerValue>>);

const sourceSchema = z.strictObject({
  comment,
  /** The feed of its items is `FEED/NAME`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,60}$/, 'lower-case letters, digits, dot, dash and underscore expected'),
  url: z.string(),
  minSeconds: seconds.default(300),
  maxSeconds: seconds.default(6 * 3600),
  /** BCP 47, for items that say nothing. */
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 tag expected').optional(),
  headers: headers.optional(),
}).refine(({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds, { path: ['maxSeconds'], message: 'at least minSeconds expected' });

const fileSchema = z.strictObject({
  comment,
  /** Whom a publisher may write to: part of the User-Agent. */
  contact: z.union([z.url({ protocol: /^https?$/ }), z.email()], 'a URL or an e-mail address expected'),
  /** The feed that the API key belongs to. */
  feed: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes expected').default('poller'),
  sources: z.array(sourceSchema).min(1).max(10_000),
});

export type Source = Omit<z.infer<typeof sourceSchema>, 'comment'>;
export type SourcesFile = z.infer<typeof fileSchema>;

interface ReadOptions {
  /** For tests of this program: every source is on 127.0.0.1, and nothing else is polled. */
  readonly allowLoopback: boolean;
}

/** Reads and checks the file of sources. Throws one CommandError that names every problem with its JSON pointer. */
export function readSourcesFile(path: string, options: ReadOptions): SourcesFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandError(EXIT.config, `${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const { file, problems } = checkSources(value, options);
  if (file === undefined) throw new CommandError(EXIT.config, `${path} cannot be used:\n  ${problems.join('\n  ')}`);
  return file;
}

/** The file, or every problem of it as `/pointer: what is wrong`. */
export function checkSources(value: unknown, options: ReadOptions): { readonly file?: SourcesFile; readonly problems: readonly string[] } {
  const parsed = fileSchema.safeParse(value);
  const problems = parsed.success ? [] : parsed.error.issues.flatMap(problemsOf);
  // What the schema cannot say is looked at even where the schema has failed, so that one start names everything.
  problems.push(...beyondSchema(value, options));
  return parsed.success && problems.length === 0 ? { file: parsed.data, problems } : { problems };
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${pointerOf([...issue.path, key])}: ${unknownKey(issue.path, key)}`);
  return [`${pointerOf(issue.path)}: ${issue.message}`];
}

function unknownKey(path: readonly PropertyKey[], key: string): string {
  if (path.at(-1) === 'headers') return `this header cannot be set; there are ${ALLOWED_HEADERS.join(', ')}`;
  return key === 'allowPrivate' ? 'private addresses are never polled' : 'unknown field';
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function beyondSchema(value: unknown, { allowLoopback }: ReadOptions): string[] {
  const sources = (value as { sources?: unknown } | null)?.sources;
  if (!Array.isArray(sources)) return [];
  const seen = new Map<unknown, number>();
  return (sources as ({ name?: unknown; url?: unknown } | null)[]).flatMap((source, n) => {
    const problems: string[] = [];
    const first = seen.get(source?.name);
    if (first !== undefined && source?.name !== undefined) problems.push(`/sources/${n}/name: the same as /sources/${first}/name`);
    else seen.set(source?.name, n);
    const wrong = typeof source?.url === 'string' ? urlProblem(source.url, { allowLoopback }) : undefined;
    if (wrong !== undefined) problems.push(`/sources/${n}/url: ${wrong}`);
    return problems;
  });
}

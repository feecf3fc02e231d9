import { Failure } from '@wiredesk/contracts';

/** What a feeder may say beside bytes that cannot say it themselves, such as plain text. */
const GIVEN = ['uri', 'version', 'versionCreated', 'language', 'title'] as const;

export type Given = Partial<Record<(typeof GIVEN)[number], string>>;

/** Empty values count as unsaid; unknown names are refused, because a misspelt one would be lost silently. */
export function givenOf(query: Readonly<Record<string, unknown>>): Given {
  const known = [...GIVEN, 'feed'] as readonly string[];
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Failure('bad-request', `unknown query parameter ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const repeated = Object.keys(query).filter((name) => typeof query[name] !== 'string');
  if (repeated.length > 0) throw new Failure('bad-request', `query parameter ${repeated.join(', ')} is given more than once`);
  return Object.fromEntries(GIVEN.flatMap((name) => (query[name] === undefined || query[name] === '' ? [] : [[name, query[name]]]))) as Given;
}

/** A key speaks for its own feed and for the feeds below it. */
export function feedGiven(own: string, asked: unknown): string {
  if (asked === undefined || asked === '' || asked === own) return own;
  if (typeof asked === 'string' && asked.startsWith(`${own}/`) && /^[a-z0-9][a-z0-9/._-]{0,120}$/.test(asked)) return asked;
  throw new Failure('forbidden', `this key speaks for the feed ${own} and for those below it`);
}

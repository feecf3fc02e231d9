import { parseWire } from '@wiredesk/wire-formats';
import type { Attempt } from './attempt.js';
import type { PollDeps } from './poll-source.js';
import { pollSource } from './poll-source.js';
import type { Source } from './sources-file.js';

/** Fetches a source as if for the first time and reads its body here: what would be put in, without putting it in. */
export async function dryRun(source: Source, deps: Omit<PollDeps, 'deliver'>): Promise<Attempt> {
  const { attempt } = await pollSource(source, undefined, {
    ...deps,
    deliver: ({ feed, bytes, contentType, language }) => {
      const { items, rejects, format } = parseWire(bytes, { feed, receivedAt: new Date(deps.now()).toISOString(), contentType, given: { language } });
      const why = rejects.slice(0, 3).map(({ code, message, entry }) => `${code} in entry ${entry}: ${message}`);
      return Promise.resolve({ is: 'settled', accepted: items.length, duplicate: 0, superseded: 0, rejected: rejects.length, rejects: why, format });
    },
  });
  return attempt.outcome === 'delivered' ? { ...attempt, outcome: 'dry-run' } : attempt;
}

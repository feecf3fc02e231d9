import { ask, notReady, type Asked } from './ask.js';
import type { Finding } from './finding.js';

interface Source {
  readonly feed: string;
  readonly silent: boolean;
  readonly silentSince?: string;
}

const SHOWN = 5;

/** Does the gateway answer from the database, and is a feed silent against its own rhythm? */
export async function checkGateway({ gatewayUrl, apiKey }: { readonly gatewayUrl: string; readonly apiKey: string | undefined }): Promise<Finding[]> {
  const ready = await ask(`${gatewayUrl}/readyz`);
  if (ready.status === 0) return [{ hop: 'gateway', status: 'unreachable', found: `${gatewayUrl} does not answer (${ready.why})`, todo: 'start the stack (npm start), or set WIREDESK_GATEWAY_URL to where the gateway listens' }];
  const problem = notReady(ready);
  if (problem !== undefined) return [{ hop: 'gateway', status: 'wrong', found: `it is not ready: ${problem}`, todo: 'see whether Postgres runs, the migrations were applied and the gateway can reach it' }];
  return [{ hop: 'gateway', status: 'ok', found: `${gatewayUrl} is ready` }, sourcesFinding(await ask(`${gatewayUrl}/v1/sources`, apiKey))];
}

function sourcesFinding(asked: Asked): Finding {
  const sources = asked.status === 200 ? (asked.json as { sources?: readonly Source[] } | undefined)?.sources : undefined;
  if (sources === undefined) return { hop: 'sources', status: 'wrong', found: `GET /v1/sources answers ${asked.status === 0 ? asked.why : asked.status}`, todo: 'the gateway is of another version, or the key may not read: see its log' };
  const silent = sources.filter((source) => source.silent);
  if (silent.length === 0) return { hop: 'sources', status: 'ok', found: `${sources.length} feeds, none silent against its own rhythm` };
  const names = silent.slice(0, SHOWN).map(({ feed, silentSince }) => `${feed} since ${silentSince ?? '?'}`).join(', ');
  return { hop: 'sources', status: 'wrong', found: `silent: ${names}${silent.length > SHOWN ? ` and ${silent.length - SHOWN} more` : ''}`, todo: 'ask the feeder; for a polled feed see the lines of wiredesk poll' };
}

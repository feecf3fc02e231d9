import { ask, notReady } from './ask.js';
import type { Finding } from './finding.js';

/** No receipt has this id: asking for it changes nothing and tells whether the key is known. */
const NO_RECEIPT = '00000000-0000-0000-0000-000000000000';

/** Is ingest there, is it ready, is a stranger refused and is our key accepted? */
export async function checkIngest({ ingestUrl, apiKey }: { readonly ingestUrl: string; readonly apiKey: string | undefined }): Promise<Finding[]> {
  const finding = (status: Finding['status'], found: string, todo?: string): Finding => ({ hop: 'ingest', status, found, ...(todo === undefined ? {} : { todo }) });
  const url = `${ingestUrl}/v1/receipts/${NO_RECEIPT}`;
  const stranger = await ask(url);
  if (stranger.status === 0) return [finding('unreachable', `${ingestUrl} does not answer (${stranger.why})`, 'start the stack (npm start), or set WIREDESK_INGEST_URL to where ingest listens')];
  if (stranger.status !== 401) return [finding('wrong', `${ingestUrl} answers ${stranger.status} to a request without a key; ingest says 401`, 'something else listens there: set WIREDESK_INGEST_URL to where ingest listens')];
  const findings = [await keyFinding(url, apiKey, finding)];
  const problem = notReady(await ask(`${ingestUrl}/readyz`));
  findings.push(problem === undefined ? finding('ok', `${ingestUrl} is ready`) : finding('wrong', `it is not ready: ${problem}`, 'see its log; it becomes ready by itself once the broker answers it'));
  return findings;
}

async function keyFinding(url: string, apiKey: string | undefined, finding: (status: Finding['status'], found: string, todo?: string) => Finding): Promise<Finding> {
  if (apiKey === undefined) return finding('wrong', 'no API key is known here', 'set WIREDESK_API_KEY, or start the local stack (npm start), which makes one');
  const known = await ask(url, apiKey);
  if (known.status === 404) return finding('ok', 'the key is accepted');
  if (known.status === 401 || known.status === 403) return finding('wrong', 'the key is refused', 'the SHA-256 of the key must stand in API_KEYS of ingest; WIREDESK_API_KEY goes before the key of the local stack');
  const detail = known.status === 0 ? known.why : String((known.json as { detail?: unknown } | undefined)?.detail ?? '');
  return finding('wrong', `receipts cannot be read (${known.status}: ${detail})`, 'ingest accepts without its ledger, but every repeat is accepted again: see whether Postgres runs and ingest can reach it');
}

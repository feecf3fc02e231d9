import { ask, notReady } from './ask.js';
import type { Finding } from './finding.js';

/**
 * Enrichment and storage tell their state on ports of their own. On one machine these stand in a row behind ingest's; anywhere else they
 * cannot be seen from here, and the consumer groups tell of them.
 */
export async function checkBackServices(ingestUrl: string): Promise<Finding[]> {
  const { hostname, port } = new URL(ingestUrl);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return [];
  const beside = (steps: number): string => `http://${hostname}:${Number(port || 80) + steps}`;
  const [enrichment, storage] = await Promise.all([checkReady('enrichment', beside(1)), checkReady('storage', beside(2))]);
  return [...enrichment, ...storage, ...(storage.length === 0 ? [] : await checkOutbox(beside(2)))];
}

/** Nothing when no such service answers there: it may stand elsewhere. */
async function checkReady(hop: 'enrichment' | 'storage', url: string): Promise<Finding[]> {
  const metrics = await ask(`${url}/metrics`);
  if (metrics.status !== 200 || !metrics.text.includes(`service="${hop}"`)) return [];
  const problem = notReady(await ask(`${url}/readyz`));
  return [problem === undefined ? { hop, status: 'ok', found: `${url} is ready` } : { hop, status: 'wrong', found: `it is not ready: ${problem}`, todo: `see the log of ${hop}` }];
}

/** An event that waits longer than this is not just on its way. */
const OLD_S = 30;

async function checkOutbox(url: string): Promise<Finding[]> {
  const { text } = await ask(`${url}/metrics`);
  const [waiting, oldest] = [valueOf(text, 'wiredesk_outbox_waiting'), valueOf(text, 'wiredesk_outbox_oldest_seconds')];
  if (waiting === undefined || oldest === undefined) return [];
  const found = `${waiting} story events wait in the outbox${waiting === 0 ? '' : `, the oldest for ${Math.round(oldest)} s`}`;
  return [oldest > OLD_S ? { hop: 'storage', status: 'wrong', found, todo: 'the relay cannot publish: see the log of storage, and whether the log takes records' } : { hop: 'storage', status: 'ok', found }];
}

/** The value of a gauge in the text format of Prometheus. */
function valueOf(metrics: string, name: string): number | undefined {
  const line = metrics.split('\n').find((each) => each.startsWith(`${name}{`) || each.startsWith(`${name} `));
  const value = Number(line?.slice(line.lastIndexOf(' ') + 1) ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

import type { Receipt } from '@wiredesk/contracts';
import type { Logger, Metrics } from '@wiredesk/runtime';
import type { ReceiveItemsOptions } from './receive-items.js';

/** Counts receipts by feed, status and code; a ledger out of reach is one warning a minute, not one a request. */
export function createIngestTelemetry({ logger, metrics, now = Date.now }: { logger: Logger; metrics: Metrics; now?: () => number }): Pick<ReceiveItemsOptions, 'onReceipts' | 'onLedgerFailure'> {
  const receipts = metrics.counter('wiredesk_receipts_total', 'Receipts given', ['feed', 'status', 'format', 'code']);
  const ledgerFailures = metrics.counter('wiredesk_ledger_failures_total', 'Deliveries whose receipts could not be looked up or kept');
  let lastWarning = 0;
  return {
    onReceipts: (given) => { given.forEach((receipt) => { receipts.inc(labelsOf(receipt)); }); },
    onLedgerFailure: (error) => {
      ledgerFailures.inc();
      if (now() - lastWarning < 60_000) return;
      lastWarning = now();
      logger.warn({ err: error }, 'the ledger is out of reach: intake goes on, duplicates are not recognised at the door');
    },
  };
}

const labelsOf = ({ feed, status, format = 'unknown', rejection }: Receipt): Record<string, string> => ({ feed, status, format, code: rejection?.code ?? '' });

import { Failure, failureRuleOf, type Receipt } from '@wiredesk/contracts';
import { problemOf } from '@wiredesk/runtime';
import type { Answer } from './idempotency.js';

/** What was settled of a batch; `failure` says why the rest was not taken. */
export interface Settled {
  readonly receipts: readonly Receipt[];
  readonly failure?: Failure;
}

/** One entry is answered with its receipt, or with a problem when it was rejected; several with counts and all receipts. */
export function answerOf({ receipts, failure }: Settled): Answer {
  if (failure !== undefined) return { status: failureRuleOf(failure.code).status ?? 500, body: { ...problemOf(failure.code, failure.message), ...countsOf(receipts), receipts } };
  const [only] = receipts;
  if (only === undefined) throw new Failure('empty-body', 'the delivery holds no item');
  const counts = countsOf(receipts);
  const status = counts.accepted + counts.superseded > 0 ? 202 : counts.duplicate > 0 ? 200 : 422;
  if (receipts.length === 1) return only.rejection === undefined ? { status, body: only } : rejectionAnswer(only, only.rejection);
  if (status === 422) return { status, body: { ...problemOf('invalid-item', 'none of the entries could be taken', 422), ...counts, receipts } };
  return { status, body: { ...counts, receipts } };
}

function rejectionAnswer(receipt: Receipt, { code, message, ...more }: NonNullable<Receipt['rejection']>): Answer {
  const problem = problemOf(code, message, failureRuleOf(code).status ?? 422);
  return { status: problem.status, body: { ...problem, ...more, receipt } };
}

function countsOf(receipts: readonly Receipt[]): Record<Receipt['status'], number> {
  const counts = { accepted: 0, duplicate: 0, superseded: 0, rejected: 0 };
  for (const { status } of receipts) counts[status]++;
  return counts;
}

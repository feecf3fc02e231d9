import { isObservable, lastValueFrom } from 'rxjs';
import type { MessageHandler } from '@nestjs/microservices';
import type { Batch, RecordFailure } from './record.js';

/**
 * Calls a Nest handler with a batch and waits for its end, whether it answers with a value, a promise or an Observable. Records
 * that it refused come as `{ failures }`: Nest would unroll a bare array into a stream of its entries.
 */
export async function callHandler(handler: MessageHandler | null, batch: Batch<unknown>): Promise<readonly RecordFailure[]> {
  if (handler === null) return [];
  const answer: unknown = await handler(batch);
  const value: unknown = isObservable(answer) ? await lastValueFrom(answer, { defaultValue: undefined }) : answer;
  return (value as { failures?: readonly RecordFailure[] } | undefined)?.failures ?? [];
}

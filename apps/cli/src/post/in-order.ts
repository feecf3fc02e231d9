export interface InOrder<T, R> {
  readonly concurrency: number;
  readonly work: (input: T) => Promise<R>;
  readonly onResult: (result: R, input: T) => void | Promise<void>;
  /** No input is taken after it; what is in work is finished. */
  readonly signal: AbortSignal;
}

/**
 * Works on so many inputs at a time and hands the results over in the order of the inputs. Holds no more than it works on. After a
 * failure nothing new is taken, the results that came are handed over, and the first error is thrown.
 */
export async function inOrder<T, R>(inputs: AsyncIterable<T>, { concurrency, work, onResult, signal }: InOrder<T, R>): Promise<void> {
  const inWork: { input: T; result: Promise<R> }[] = [];
  const errors: unknown[] = [];
  const takeFirst = async (): Promise<void> => {
    const first = inWork.shift();
    if (first === undefined) return;
    const [settled] = await Promise.allSettled([first.result]);
    if (settled.status === 'rejected') errors.push(settled.reason);
    else await onResult(settled.value, first.input);
  };
  try {
    for await (const input of inputs) {
      const result = work(input);
      // It is looked at in its turn; until then nobody waits for it.
      result.catch(() => undefined);
      inWork.push({ input, result });
      if (inWork.length >= concurrency) await takeFirst();
      if (signal.aborted || errors.length > 0) break;
    }
  } catch (error) {
    errors.push(error);
  }
  while (inWork.length > 0) await takeFirst();
  if (errors.length > 0) throw errors[0];
}

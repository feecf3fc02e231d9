import { Piscina } from 'piscina';
import { Failure } from '@wiredesk/contracts';
import { parseWire, type ParsedWire, type WireContext } from '@wiredesk/wire-formats';

/** Below this a parse takes a few milliseconds; a worker would cost more than it saves. */
const INLINE_BYTES = 32 * 1024;
/** No real delivery takes a tenth of it. */
const TIMEOUT_MS = 2_000;
const THREADS = 2;
const MAX_WAITING = 64;

export interface ParsePool {
  /** Never holds the event loop for long: what is large is read by a worker, and what does not end is a reject. */
  parse(bytes: Uint8Array, context: WireContext): Promise<ParsedWire>;
  close(): Promise<void>;
}

export function createParsePool(): ParsePool {
  const pool = new Piscina<{ bytes: Uint8Array; context: WireContext }, ParsedWire>({
    filename: new URL('./parse-worker.js', import.meta.url).href, minThreads: 1, maxThreads: THREADS, idleTimeout: 60_000,
  });
  const places = createPlaces();
  const parseInWorker = async (bytes: Uint8Array, context: WireContext): Promise<ParsedWire> => {
    const abort = new AbortController();
    // The clock starts when a worker is free: a queue is our delay, not the delivery's.
    const timer = setTimeout(() => { abort.abort(); }, TIMEOUT_MS);
    try {
      return await pool.run({ bytes, context }, { signal: abort.signal });
    } catch (error) {
      if (abort.signal.aborted) return tooComplex(bytes);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    parse: (bytes, context) => (bytes.length <= INLINE_BYTES ? Promise.resolve(parseWire(bytes, context)) : places.within(() => parseInWorker(bytes, context))),
    close: () => pool.destroy(),
  };
}

/** At most one piece of work a thread; the rest wait in line, and when the line is long it is refused as overloaded. */
function createPlaces(): { within<T>(work: () => Promise<T>): Promise<T> } {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    within: async (work) => {
      if (waiting.length >= MAX_WAITING) throw new Failure('overloaded', 'too many large deliveries are being read');
      if (taken < THREADS) taken++;
      else await new Promise<void>((resolve) => { waiting.push(resolve); });
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) taken--;
        else next();
      }
    },
  };
}

const tooComplex = (bytes: Uint8Array): ParsedWire => ({
  format: 'none', rule: 'timeout', items: [],
  rejects: [{ entry: 1, bytes, code: 'too-complex', message: `could not be read within ${TIMEOUT_MS / 1000} s`, hint: 'split the delivery' }],
});

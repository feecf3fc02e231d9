import type { IngestAnswer } from './ingest-client.js';
import { patiently, type Patience } from './patience.js';

const later = (code: 'unreachable' | 'overloaded' | 'idempotency-busy', waitMs?: number): IngestAnswer => ({ is: 'later', problem: { code, message: code }, ...(waitMs === undefined ? {} : { waitMs }) });
const settled: IngestAnswer = { is: 'settled', receipts: [] };

interface Played { readonly answer: IngestAnswer; readonly keys: (string | undefined)[]; readonly waits: number[] }

/** Plays the answers, one a try; the last one is repeated. */
async function play(answers: readonly IngestAnswer[], options: Partial<Patience> = {}): Promise<Played> {
  const [keys, waits]: [(string | undefined)[], number[]] = [[], []];
  const send = patiently((request) => {
    keys.push(request.idempotencyKey);
    return Promise.resolve(answers[Math.min(keys.length, answers.length) - 1]!);
  }, { tries: 5, signal: new AbortController().signal, firstPauseMs: 8, onWait: (_problem, waitMs) => { waits.push(waitMs); }, ...options });
  return { answer: await send({ body: Buffer.from('x'), contentType: 'text/plain', idempotencyKey: 'k' }), keys, waits };
}

test('an answer of the bytes is final', async () => {
  const refused: IngestAnswer = { is: 'refused', problem: { code: 'malformed', message: 'm' } };
  expect(await play([refused, settled])).toEqual({ answer: refused, keys: ['k'], waits: [] });
});

test('what is for later is tried again with doubling pauses, and as ingest asks where it does', async () => {
  expect(await play([later('overloaded'), later('overloaded'), later('overloaded', 120), settled])).toMatchObject({ answer: settled, waits: [8, 16, 120] });
});

test('patience ends with the tries; where ingest never answered, earlier', async () => {
  expect(await play([later('overloaded')])).toMatchObject({ answer: later('overloaded'), waits: [8, 16, 32, 64] });
  expect(await play([later('unreachable')], { firstTries: 2 })).toMatchObject({ answer: later('unreachable'), waits: [8] });
  expect((await play([later('overloaded', 1), later('unreachable')], { firstTries: 2 })).keys).toHaveLength(5);
});

test('a key that stays busy is left out in the end', async () => {
  expect((await play([later('idempotency-busy', 1)], { tries: 6 })).keys).toEqual(['k', 'k', 'k', 'k', undefined, undefined]);
});

test('the signal ends the waiting', async () => {
  const stop = new AbortController();
  const played = play([later('overloaded', 60_000), settled], { signal: stop.signal, onWait: () => { stop.abort(); } });
  expect((await played).answer).toEqual(later('overloaded', 60_000));
});

import { createHash } from 'node:crypto';
import type { Receipt } from '@wiredesk/contracts';
import { CommandError, EXIT } from '../exit-codes.js';
import type { IngestAnswer, Problem, SendToIngest } from './ingest-client.js';

/** One delivery among others. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** What became of a part: its receipts in the order of its entries, or why there is none. */
export interface PartOutcome {
  readonly receipts: readonly Receipt[];
  readonly problem?: Problem;
}

export interface SendPartsOptions {
  readonly send: SendToIngest;
  readonly given?: Readonly<Record<string, string>>;
  /** Tells this delivery from another one of the same bytes; with the parts it makes the Idempotency-Key. */
  readonly salt: string;
}

/** Nothing was taken and patience has ended; the parts may be sent again. */
export class NotTaken extends CommandError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(EXIT.unreachable, `${problem.message}${problem.hint === undefined ? '' : ` (${problem.hint})`}`);
    this.problem = problem;
  }
}

/**
 * Sends parts in one request, one part as the body itself, and gives an outcome for each in their order. Where a request is refused as a
 * whole, its halves are sent, so that one part never sinks its neighbours. Throws NotTaken, or a CommandError when the key is refused.
 */
export async function sendParts(parts: readonly Part[], options: SendPartsOptions): Promise<PartOutcome[]> {
  const answer = await options.send({ ...bodyOf(parts), given: options.given ?? {}, idempotencyKey: keyOf(parts, options.salt) });
  if (answer.is !== 'refused' || parts.length === 1) return outcomesOf(answer, parts);
  const middle = Math.ceil(parts.length / 2);
  return [...await sendParts(parts.slice(0, middle), options), ...await sendParts(parts.slice(middle), options)];
}

function outcomesOf(answer: IngestAnswer, parts: readonly Part[]): PartOutcome[] {
  if (answer.is === 'later') throw new NotTaken(answer.problem);
  if (answer.is === 'key-refused') throw new CommandError(EXIT.auth, `ingest refuses the key: ${answer.problem.message}`);
  if (answer.is === 'refused') return parts.map(() => ({ receipts: [], problem: answer.problem }));
  const { receipts } = answer;
  if (parts.length === 1) return [outcomeOf(receipts)];
  const byPart = Map.groupBy(receipts, ({ part = '' }) => part);
  return parts.map((part, n) => outcomeOf((byPart.get(tokenOf(part, n)) ?? []).map(({ part: _token, ...receipt }) => receipt as Receipt)));
}

const outcomeOf = (receipts: readonly Receipt[]): PartOutcome =>
  (receipts.length > 0 ? { receipts } : { receipts, problem: { code: 'empty-body', message: 'the delivery holds no item' } });

function bodyOf(parts: readonly Part[]): { body: Uint8Array; contentType: string } {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return { body: only.bytes, contentType: only.contentType };
  const boundary = `wiredesk-${digestOf(parts.map(({ bytes }) => bytes)).slice(0, 40)}`;
  const chunks = parts.flatMap((part, n) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="items"; filename="${tokenOf(part, n)}"\r\ncontent-type: ${part.contentType}\r\n\r\n`), part.bytes, Buffer.from('\r\n'),
  ]);
  return { body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Unlike a file name it is unique among the parts, and no quote or slash in it can be misread on the way. */
const tokenOf = ({ name }: Part, n: number): string => `${n + 1}-${name.replace(/[^\w.-]/g, '_').slice(-80)}`;

const keyOf = (parts: readonly Part[], salt: string): string => digestOf([Buffer.from(salt), ...parts.flatMap(({ name, bytes }) => [Buffer.from(name), bytes])]);

/** Of several chunks with their borders. */
function digestOf(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(`${chunk.length}:`).update(chunk);
  return hash.digest('hex');
}

import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { PollFailure } from './poll-failure.js';

export interface Body {
  readonly bytes: Buffer;
  /** As it came over the wire, compressed or not. */
  readonly wireBytes: number;
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  'gzip': () => zlib.createGunzip(), 'x-gzip': () => zlib.createGunzip(), 'br': () => zlib.createBrotliDecompress(),
};

interface ReadOptions {
  readonly encoding: string | undefined;
  /** Of the bytes as they come and of the bytes they inflate to. */
  readonly maxBytes: number;
}

/** Reads and inflates a body as it streams in; it never holds more than the cap. Throws a PollFailure `too-large` or `bad-encoding`. */
export async function readBody(stream: Readable, { encoding = '', maxBytes }: ReadOptions): Promise<Body> {
  const name = encoding.trim().toLowerCase();
  const plain = name === '' || name === 'identity';
  if (!plain && !Object.hasOwn(DECODERS, name)) throw new PollFailure('bad-encoding', `content-encoding ${name.slice(0, 40)} was not asked for`);
  const decoder = plain ? undefined : DECODERS[name]?.();
  let wireBytes = 0;
  const chunks: Buffer[] = [];
  let size = 0;
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      wireBytes += chunk.length;
      if (wireBytes > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  };
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  };
  try {
    await (decoder === undefined ? pipeline(stream, counted, collect) : pipeline(stream, counted, decoder, collect));
  } catch (error) {
    throw isFromDecoder(error) ? new PollFailure('bad-encoding', `the body is not valid ${name}`, { cause: error }) : error;
  }
  return { bytes: Buffer.concat(chunks), wireBytes };
}

/** zlib's codes begin with `Z_`, those of its brotli with `ERR__ERROR_` or `ERR_BROTLI`. */
const isFromDecoder = (error: unknown): boolean => /^(Z_|ERR__ERROR_|ERR_BROTLI)/.test((error as NodeJS.ErrnoException).code ?? '');

const tooLarge = (maxBytes: number): PollFailure => new PollFailure('too-large', `the body is larger than ${maxBytes} bytes`);

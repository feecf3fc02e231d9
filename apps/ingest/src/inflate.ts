import zlib from 'node:zlib';
import { promisify } from 'node:util';
import { Failure } from '@wiredesk/contracts';

const DECODERS: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(zlib.gunzip), 'x-gzip': promisify(zlib.gunzip), deflate: promisify(zlib.inflate), br: promisify(zlib.brotliDecompress), zstd: promisify(zlib.zstdDecompress),
};

/** One layer of compression. The output never grows beyond the limit, so a bomb is answered at once. Throws a Failure with a code of the table. */
export async function inflate(body: Buffer, { encoding = 'identity', limit }: { encoding: string | undefined; limit: number }): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (decode === undefined) throw new Failure('unsupported-encoding', `content-encoding ${name.slice(0, 40)} is not read here; use one of ${Object.keys(DECODERS).join(', ')}`);
  try {
    return await decode(body, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Failure('too-large', `the body inflates to more than ${limit} bytes`, { cause: error });
    throw new Failure('malformed', `the body is not valid ${name}`, { cause: error });
  }
}

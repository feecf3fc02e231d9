import { Transform, type Readable } from 'node:stream';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply } from 'fastify';

const WINDOW_MS = 1_500;
/** Slower than any modem that still carries a wire; a body that drips keeps a connection for an attacker. */
const MIN_BYTES = 512;

/** Passes a body on; one that stands still or drips is ended with `too-slow`. */
export function watchPace(body: Readable, reply: FastifyReply): Readable {
  let since = 0;
  const passed = new Transform({
    transform: (chunk: Buffer, _encoding, done) => { since += chunk.length; done(null, chunk); },
  });
  const timer = setInterval(() => {
    if (since < MIN_BYTES && !passed.writableEnded) {
      reply.header('connection', 'close');
      body.unpipe(passed);
      body.resume();
      passed.destroy(Object.assign(new Failure('too-slow', `the body came slower than ${MIN_BYTES} bytes in ${WINDOW_MS / 1000} s`), { statusCode: 408 }));
    }
    since = 0;
  }, WINDOW_MS);
  // A request that was refused before its body was read has nobody who listens; its end is no error of ours.
  passed.on('error', () => undefined);
  for (const ended of [passed, reply.raw]) ended.once('close', () => { clearInterval(timer); });
  // Whatever was answered before all of it came: the rest is read and thrown away, or the next request on this connection would wait behind it.
  reply.raw.once('finish', () => { body.unpipe(passed).resume(); });
  body.once('error', (error) => passed.destroy(error));
  body.once('aborted', () => passed.destroy());
  return body.pipe(passed);
}

import { z } from 'zod';
import { databaseShape, kafkaShape, parseConfig, serviceShape } from '@wiredesk/runtime';

const API_KEYS = /^[a-z0-9][a-z0-9-]{0,62}=[0-9a-f]{64}$/;

const shape = {
  ...serviceShape,
  ...kafkaShape,
  ...databaseShape,
  HTTP_PORT: serviceShape.HTTP_PORT.default(7071),
  /**
   * `feed=digest` entries, comma separated: which feed a key belongs to, and the SHA-256 of the key in hexadecimal. A feed may have two
   * keys while one replaces the other. The keys themselves are never configured here.
   */
  API_KEYS: z.string().transform((text) => text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''))
    .pipe(z.array(z.string().regex(API_KEYS, 'entries of the form feed=<sha256 of the key in hexadecimal> expected')).min(1))
    .transform((entries) => entries.map((entry) => ({ feed: entry.split('=')[0] ?? '', digest: entry.split('=')[1] ?? '' }))),
  /** Largest batch (NDJSON, multipart), before and after decompression, in bytes. */
  MAX_BATCH_BYTES: z.coerce.number().int().min(1_024).max(256 * 1024 * 1024).default(32 * 1024 * 1024),
  /** Bytes of all requests that are being worked on; beyond it requests are answered with 503. */
  MAX_BYTES_IN_HAND: z.coerce.number().int().min(1_024).default(128 * 1024 * 1024),
  /** Requests a second of one key, averaged over ten seconds; beyond it they are answered with 429. */
  REQUESTS_PER_SECOND: z.coerce.number().int().min(1).max(100_000).default(500),
  /** Largest single item, before and after decompression, in bytes. */
  MAX_BODY_BYTES: z.coerce.number().int().min(1_024).max(64 * 1024 * 1024).default(2 * 1024 * 1024),
  /** How long a request may wait for the broker, in milliseconds; then it is answered with 503. */
  ACK_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(5_000),
};

export type IngestConfig = ReturnType<typeof readConfig>;

export const readConfig = () => parseConfig(shape, process.env);

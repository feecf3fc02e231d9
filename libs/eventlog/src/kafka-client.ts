import zlib from 'node:zlib';
import kafkajs, { type Kafka, type KafkaConfig, type LogEntry } from 'kafkajs';
import snappy from 'kafkajs-snappy';
import lz4 from 'lz4js';
import type { Logger } from '@wiredesk/runtime';

export interface KafkaConnection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly logger?: Logger | undefined;
}

/** A decompressed batch larger than this is an attack or a mistake; brokers refuse batches far below it. */
const MAX_INFLATED_BYTES = 128 * 1024 * 1024;

/** kafkajs brings gzip only, and one batch in another codec stops its consumer for good; a producer elsewhere may use any. */
function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.Snappy] = snappy;
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: (encoder: { buffer: Buffer }) => Promise.resolve(zlib.zstdCompressSync(encoder.buffer)),
    decompress: (buffer: Buffer) => Promise.resolve(zlib.zstdDecompressSync(buffer, { maxOutputLength: MAX_INFLATED_BYTES })),
  });
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: (encoder: { buffer: Buffer }) => Promise.resolve(Buffer.from(lz4.compress(encoder.buffer))),
    decompress: (buffer: Buffer) => Promise.resolve(Buffer.from(lz4.decompress(buffer, MAX_INFLATED_BYTES))),
  });
}

/** kafkajs computes a delay below zero now and then; Node 24 warns of each, and it is harmless. Only this warning is kept back. */
function quietNegativeTimeouts(): void {
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = ((...args: unknown[]) => {
    if (args[1] === 'TimeoutNegativeWarning') return;
    emitWarning(...args);
  }) as typeof process.emitWarning;
}

let prepared = false;

/** kafkajs retries by itself, so its ERROR is our warning: a human must act only when a consumer stops for good. */
const logCreator = (logger: Logger | undefined) => () => ({ level, log, namespace }: LogEntry): void => {
  if (logger === undefined) return;
  const error: unknown = log['error'];
  const line = { namespace, broker: text(log['broker']), groupId: text(log['groupId']), error: text(error) };
  if (level === kafkajs.logLevel.ERROR) logger.warn(line, `kafka: ${log.message}`);
  else if (level === kafkajs.logLevel.WARN) logger.info(line, `kafka: ${log.message}`);
  else logger.debug(line, `kafka: ${log.message}`);
};

/** Strings only: kafkajs logs errors that may hold cycles or BigInts, and a throw here would stop the consumer. */
const text = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value.slice(0, 500) : Object.prototype.toString.call(value);
};

/** The one place where a kafkajs client is made. */
export function createKafka({ brokers, clientId, logger }: KafkaConnection): Kafka {
  if (!prepared) {
    registerCodecs();
    quietNegativeTimeouts();
    prepared = true;
  }
  const config: KafkaConfig = {
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 8 },
    logLevel: kafkajs.logLevel.INFO,
    logCreator: logCreator(logger),
  };
  return new kafkajs.Kafka(config);
}

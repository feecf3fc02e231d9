import { join } from 'node:path';
import { databaseShape, kafkaShape, parseConfig } from '@wiredesk/runtime/config';
import { z } from 'zod';
import { readApiKey } from './api-key.js';
import { readStackFile } from './stack-file.js';

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

const shape = {
  /** Where `post` posts; default: the stack that runs here, or port 7071 of this machine. */
  WIREDESK_INGEST_URL: url.optional(),
  WIREDESK_GATEWAY_URL: url.optional(),
  /** Default: the key that `wiredesk up` made. Never a flag: command lines are public. */
  WIREDESK_API_KEY: z.string().regex(/^\S+$/, 'a key without spaces expected').optional(),
  /** For `up`: a Kafka that already runs. For `tail`: where the log is; default: the stack that runs here. */
  KAFKA_BROKERS: kafkaShape.KAFKA_BROKERS.optional(),
  /** For `up`: a Postgres that already runs. */
  DATABASE_URL: databaseShape.DATABASE_URL.optional(),
  /** Any value: no colours. */
  NO_COLOR: z.string().optional(),
};

export interface CliConfig {
  readonly ingestUrl: string;
  readonly gatewayUrl: string;
  readonly apiKey: string | undefined;
  readonly kafkaBrokers: readonly string[] | undefined;
  /** Servers that the environment names; the addresses of a stack that runs here do not count. */
  readonly given: { readonly kafkaBrokers: string | undefined; readonly databaseUrl: string | undefined };
  readonly colour: boolean;
  /** For child processes. */
  readonly env: NodeJS.ProcessEnv;
}

/** The folder of data, logs and addresses, in the checkout. */
export const homeOf = (root: string): string => join(root, '.wiredesk');

/** Reads the environment once; a stack that runs in `root` fills what is unsaid. Throws a ConfigError that names every bad variable. */
export function readConfig(root: string, env: NodeJS.ProcessEnv = process.env): CliConfig {
  const said = parseConfig(shape, env);
  const stack = readStackFile(homeOf(root));
  return Object.freeze({
    ingestUrl: said.WIREDESK_INGEST_URL ?? stack.ingestUrl ?? 'http://127.0.0.1:7071',
    gatewayUrl: said.WIREDESK_GATEWAY_URL ?? stack.gatewayUrl ?? 'http://127.0.0.1:7070',
    apiKey: said.WIREDESK_API_KEY ?? readApiKey(homeOf(root)),
    kafkaBrokers: said.KAFKA_BROKERS ?? stack.kafkaBrokers?.split(','),
    given: { kafkaBrokers: said.KAFKA_BROKERS?.join(','), databaseUrl: said.DATABASE_URL },
    colour: said.NO_COLOR === undefined,
    env,
  });
}

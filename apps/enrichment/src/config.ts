import { z } from 'zod';
import { kafkaShape, parseConfig, serviceShape } from '@wiredesk/runtime';

const shape = {
  ...serviceShape,
  ...kafkaShape,
  HTTP_PORT: serviceShape.HTTP_PORT.default(7072),
  CONSUMER_GROUP: z.string().min(1).default('wiredesk-enrichment'),
};

export type EnrichmentConfig = ReturnType<typeof readConfig>;

export const readConfig = () => parseConfig(shape, process.env);

import { z } from 'zod';
import { ConfigError, databaseShape, kafkaShape, parseConfig, serviceShape } from './config.js';

const shape = { ...serviceShape, ...kafkaShape, ...databaseShape };
const good = { HTTP_PORT: '7071', KAFKA_BROKERS: 'a:9092, b:9092', DATABASE_URL: 'postgres://u:secret@h/d' };

test('what is not said has its default, lists and numbers are read, and nothing can change it afterwards', () => {
  const config = parseConfig(shape, good);
  expect(config).toMatchObject({ HTTP_HOST: '127.0.0.1', HTTP_PORT: 7071, KAFKA_BROKERS: ['a:9092', 'b:9092'], LOG_LEVEL: 'info' });
  expect(Object.isFrozen(config)).toBe(true);
});

test('one error names every bad variable, and no secret', () => {
  const bad = { HTTP_PORT: 'seven', KAFKA_BROKERS: 'nowhere', DATABASE_URL: 'mysql://u:hunter2@h/d', LOG_LEVEL: 'loud' };
  const error = (() => { try { parseConfig(shape, bad); return undefined; } catch (caught) { return caught; } })();
  expect(error).toBeInstanceOf(ConfigError);
  const { message } = error as ConfigError;
  for (const name of Object.keys(bad)) expect(message).toContain(name);
  expect(message).not.toContain('hunter2');
});

test('a variable that must be set says so; an empty one counts as unset', () => {
  expect(() => parseConfig(shape, { ...good, KAFKA_BROKERS: '' })).toThrow('KAFKA_BROKERS: must be set');
});

test('a misspelt variable of ours is refused', () => {
  expect(() => parseConfig({ WIREDESK_INGEST_URL: z.string().optional() }, { WIREDESK_INGEST_UR: 'x' })).toThrow('WIREDESK_INGEST_UR: unknown variable');
});

import { FAILURES, Failure, failureCodeOf } from './failures.js';
import { MAX_RECORD_BYTES, TOPICS } from './topics.js';

test('every topic has one writer room at least, a version in its name and a time of keeping', () => {
  for (const topic of Object.values(TOPICS)) {
    expect(topic.name).toMatch(/^news\.[a-z]+\.v\d+$/);
    expect(topic.writers.length).toBeGreaterThan(0);
    expect(Number(topic.config['retention.ms'])).toBeGreaterThan(0);
  }
});

test('a dead letter has room for the largest record and its own headers', () => {
  expect(Number(TOPICS.deadLetter.config['max.message.bytes'])).toBeGreaterThan(Number(TOPICS.raw.config['max.message.bytes']));
  expect(Number(TOPICS.raw.config['max.message.bytes'])).toBeGreaterThan(MAX_RECORD_BYTES);
});

test('only what readers may see is compacted and public', () => {
  expect(Object.values(TOPICS).filter(({ config }) => 'cleanup.policy' in config).map(({ name }) => name)).toEqual([TOPICS.stories.name]);
});

test('what is refused at the door has a status; an error that no one foresaw is a bug', () => {
  for (const [code, rule] of Object.entries(FAILURES)) if (rule.action === 'reject') expect({ code, has: 'status' in rule }).toEqual({ code, has: true });
  expect([failureCodeOf(new Failure('overloaded', 'x')), failureCodeOf(new Error('x')), failureCodeOf('x')]).toEqual(['overloaded', 'bug', 'bug']);
});

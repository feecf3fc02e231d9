import { TOPICS, encodeJson } from '@wiredesk/contracts';
import { createKafkaPublisher } from '@wiredesk/eventlog';
import { eventually, postText, readAll, startStack, storyOf, type Stack } from '../support/stack.js';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
}, 180_000);
afterAll(async () => { await stack.stop(); }, 60_000);

test('a story posted while storage is stopped is there after it starts', async () => {
  await stack.stopService('storage');
  const receipt = await postText(stack, 'Seven ministers met in Vienna while nobody was writing anything down.');
  expect(receipt.status).toBe('accepted');
  expect(await storyOf(stack, receipt.storyId)).toBeUndefined();
  await stack.startService('storage');
  expect(await eventually(() => storyOf(stack, receipt.storyId), 60_000)).toMatchObject({ storyId: receipt.storyId });
}, 120_000);

test('garbage on the raw topic becomes a dead letter with its bytes, stage and code; its neighbours pass', async () => {
  const before = await postText(stack, 'Two bakers in Graz opened a shop before the garbage came.');
  const garbage: [string, Buffer, string][] = [
    ['not JSON', Buffer.from([0x00, 0xff, 0x7b, 0x22, 0x61]), 'undecodable'],
    ['JSON of another shape', encodeJson({ hello: 'wire' }), 'schema-invalid'],
    ['nested a thousand deep', Buffer.from('['.repeat(1000) + ']'.repeat(1000)), 'undecodable'],
  ];
  const publisher = createKafkaPublisher({ brokers: stack.brokers.split(','), clientId: 'garbage' });
  for (const [, value] of garbage) {
    await publisher.publish([{ topic: TOPICS.raw.name, key: before.storyId!, value, headers: { 'x-made-by': 'a test' } }]);
  }
  await publisher.close();
  const after = await postText(stack, 'Three bakers in Linz opened a shop after the garbage came.');
  await eventually(() => storyOf(stack, before.storyId), 30_000);
  await eventually(() => storyOf(stack, after.storyId), 30_000);
  const letters = await eventually(async () => {
    const all = await readAll(stack, TOPICS.deadLetter.name);
    return all.length >= garbage.length ? all : undefined;
  });
  expect(letters).toHaveLength(garbage.length);
  const told = letters.map(({ value, headers }) => {
    const header = (name: string): string | undefined => headers[name]?.toString();
    return { value, code: header('dlq.code'), stage: header('dlq.stage'), topic: header('dlq.topic'), offset: header('dlq.offset'), own: header('x-made-by') };
  });
  expect(told).toEqual(expect.arrayContaining(garbage.map(([, value, code]) =>
    ({ value, code, stage: 'enrichment', topic: TOPICS.raw.name, offset: expect.stringMatching(/^\d+$/) as string, own: 'a test' }))));
}, 120_000);

test('Kafka killed with kill -9 under posts, and started again: services recover, every receipt given is honoured', async () => {
  const honoured: string[] = [];
  const refused: number[] = [];
  let posting = true;
  const poster = async (worker: number): Promise<void> => {
    for (let n = 0; posting && n < 2_000; n++) {
      const receipt = await postText(stack, `Poster ${worker} counted ${n + 3} lanterns in Oslo.`).catch(() => undefined);
      if (receipt?.status === 'accepted') honoured.push(receipt.storyId!);
      else refused.push(n);
      await new Promise((done) => { setTimeout(done, 20); });
    }
  };
  const posters = [1, 2, 3, 4].map(poster);
  const until = async (count: number): Promise<void> => { await eventually(() => Promise.resolve(honoured.length >= count || undefined), 120_000); };
  await until(40);
  await stack.killKafka();
  await new Promise((done) => { setTimeout(done, 4_000); });
  const during = honoured.length;
  await stack.restartKafka();
  await until(during + 40);
  posting = false;
  await Promise.all(posters);
  expect(honoured.length).toBeGreaterThanOrEqual(80);
  const missing = await eventually(async () => {
    const absent: string[] = [];
    for (const id of honoured) if ((await storyOf(stack, id)) === undefined) absent.push(id);
    return absent.length === 0 ? absent : undefined;
  }, 120_000);
  expect(missing).toEqual([]);
  expect(stack.unexpectedExits()).toEqual([]);
}, 420_000);

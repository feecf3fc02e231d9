import { connect } from 'node:net';
import { PARTITIONS, TOPICS } from '@wiredesk/contracts';
import { lookAtGroup, groupFinding, type Admin } from './check-groups.js';
import type { Finding } from './finding.js';

/** The consumer groups on a story's way, and what each reads. */
const GROUPS = [
  { hop: 'enrichment', groupId: 'wiredesk-enrichment', topic: TOPICS.raw.name },
  { hop: 'storage', groupId: 'wiredesk-storage', topic: TOPICS.enriched.name },
] as const;
const CONNECT_MS = 3_000;
const BOUND_MS = 30_000;
const DAY_MS = 86_400_000;
const START = 'start the stack (npm start), or set KAFKA_BROKERS to where Kafka listens';

/** Is Kafka there with every topic, does each group keep up, were records set aside? */
export async function checkLog(brokers: readonly string[] | undefined): Promise<Finding[]> {
  if (brokers === undefined) return [{ hop: 'log', status: 'wrong', found: 'no broker is known here', todo: START }];
  const reachable = await Promise.all(brokers.map(answers));
  if (!reachable.includes(true)) return [{ hop: 'log', status: 'unreachable', found: `no broker answers at ${brokers.join(', ')}`, todo: START }];
  // Loaded here because the other commands need none of it and should answer at once.
  const { createKafka } = await import('@wiredesk/eventlog');
  const admin = createKafka({ brokers, clientId: 'wiredesk-doctor' }).admin();
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(`no answer within ${BOUND_MS / 1000} s`)); }, BOUND_MS); });
  try {
    return await Promise.race([look(admin), bound]);
  } catch (error) {
    return [{ hop: 'log', status: 'unreachable', found: `the log at ${brokers.join(', ')} cannot be read: ${(error as Error).message}`, todo: 'see the log of the broker; a broker that just started needs a moment' }];
  } finally {
    clearTimeout(timer);
    await admin.disconnect().catch(() => undefined);
  }
}

async function look(admin: Admin): Promise<Finding[]> {
  await admin.connect();
  const topics = await checkTopics(admin);
  if (topics.status !== 'ok') return [topics];
  const groups = await Promise.all(GROUPS.map(async (group) => groupFinding(group, await lookAtGroup(admin, group))));
  return [topics, ...groups, await checkDeadLetters(admin)];
}

/** Topics are asked for by list, because asking for one that is missing may create it. */
async function checkTopics(admin: Admin): Promise<Finding> {
  const wanted = Object.values(TOPICS).map(({ name }) => name);
  const there = new Set(await admin.listTopics());
  const missing = wanted.filter((name) => !there.has(name));
  if (missing.length > 0) return { hop: 'log', status: 'wrong', found: `there is no topic ${missing.join(', ')}`, todo: 'npx wiredesk topics create' };
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted });
  const odd = topics.filter(({ partitions }) => partitions.length !== PARTITIONS).map(({ name, partitions }) => `${name} has ${partitions.length}`);
  const headless = topics.flatMap(({ name, partitions }) => partitions.filter(({ leader }) => leader < 0).map(({ partitionId }) => `${name}/${partitionId}`));
  if (headless.length > 0) return { hop: 'log', status: 'wrong', found: `without a leader: ${headless.slice(0, 5).join(', ')}`, todo: 'a broker is down or starting: see the logs of the brokers' };
  if (odd.length > 0) return { hop: 'log', status: 'wrong', found: `${PARTITIONS} partitions each are expected, but ${odd.join(', ')}`, todo: 'partitions are fixed for life: create the topics anew on an empty log, with npx wiredesk topics create' };
  return { hop: 'log', status: 'ok', found: `${wanted.length} topics with ${PARTITIONS} partitions each` };
}

async function checkDeadLetters(admin: Admin): Promise<Finding> {
  const topic = TOPICS.deadLetter.name;
  const [bounds, lately] = await Promise.all([admin.fetchTopicOffsets(topic), admin.fetchTopicOffsetsByTimestamp(topic, Date.now() - DAY_MS)]);
  const since = new Map(lately.map(({ partition, offset }) => [partition, Number(offset)]));
  const all = bounds.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
  // A partition without a record since then answers with its end, or with -1.
  const fresh = bounds.reduce((sum, { partition, high }) => sum + Math.max(0, Number(high) - startOf(since.get(partition), Number(high))), 0);
  const found = `${all} set aside, ${fresh} of them in the last 24 hours`;
  return fresh === 0 ? { hop: 'dead letters', status: 'ok', found } : { hop: 'dead letters', status: 'wrong', found, todo: `read why: stage, code and message stand in the headers dlq.* of ${topic}` };
}

const startOf = (offset: number | undefined, high: number): number => (offset === undefined || offset < 0 ? high : offset);

function answers(broker: string): Promise<boolean> {
  const at = broker.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connect({ host: broker.slice(0, at), port: Number(broker.slice(at + 1)), timeout: CONNECT_MS });
    const done = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', done(true)).once('error', done(false)).once('timeout', done(false));
  });
}
